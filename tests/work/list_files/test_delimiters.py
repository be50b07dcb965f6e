"""The delimiter is found over quoted cells and decimal commas."""

import pytest

from cashboard.trade.receivables_file.header_names import KNOWN
from cashboard.work.list_files.delimiters import delimiter_of

pytestmark = pytest.mark.requirement("R98")


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("invoiceNumber,Amount\n1,2.50\n", ","),
        ("Rechnungsnummer;Betrag\n1;2,50\n2;3,50\n", ";"),
        ("Invoice No\tAmount\n1\t1,234.50\n", "\t"),
        ("Invoice No|Amount|Name\n1|2,50|a;b\n", "|"),
        ('Invoice No;Customer name\n1;"Smith, Jones, Brown, and sons"\n2;"a, b, c, d"\n', ";"),
        ('"Invoice No","Customer name"\n"1","a;b;c;d"\n"2","e;f;g;h"\n', ","),
        (
            "Open items, as of 31.12.2025, company 1000, EUR\n\nBelegnummer;Betrag in Hauswährung\n1;2,5\n",
            ";",
        ),
        ("x;y;z\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ('a,"b\nc;d;e;f",g\n1,"2\n3;4;5;6",7\n', ","),
        ("sep=;\na,b;c\n", ";"),
        ("SEP=\t\na,b\n", "\t"),
        ("one column\n1\n", ","),
        ("", ","),
    ],
)
def test_delimiter(sample, delimiter):
    assert delimiter_of(sample, KNOWN) == delimiter
