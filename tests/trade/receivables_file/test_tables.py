"""A file is a header and numbered rows, or a message that says what to do."""

import pytest

from cashboard.trade.receivables_file import UnreadableFile, open_list

pytestmark = pytest.mark.requirement("R98")


def rows(table):
    return [(row.line, row.cells) for row in table.rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_encodings_and_line_ends(written, delimiter, encoding, line_end):
    lines = ["Rechnungsnummer;Kunde;Fälligkeit", "1;Müller;2025-01-31", '"2";"Groß\nKlein";x', ""]
    text = line_end.join(line.replace(";", delimiter) for line in lines)
    table = open_list(written(text.encode(encoding)))
    assert table.header == ("Rechnungsnummer", "Kunde", "Fälligkeit")
    assert (table.encoding, table.delimiter) == (encoding, delimiter)
    assert rows(table) == [(2, ["1", "Müller", "2025-01-31"]), (3, ["2", "Groß\nKlein", "x"])]
    assert rows(table) == rows(table)


def test_titles_blank_lines_and_line_numbers(written):
    table = open_list(written('Open items\n\n"a title\nof two lines"\nInvoice No,Amount\n\n1,2\n , \n3,4\n'))
    assert table.header_line == 5
    assert rows(table) == [(7, ["1", "2"]), (9, ["3", "4"])]


def test_excels_own_first_line(written):
    table = open_list(written("sep=;\r\nInvoice No;Amount\r\n1;2,5\r\n"))
    assert table.header == ("Invoice No", "Amount")
    assert rows(table) == [(3, ["1", "2,5"])]


def test_too_many_and_too_few_cells(written):
    table = open_list(written("Invoice No,Amount,Name\n1,2,Acme, Inc\n1,2\n1,2,Acme,,\n"))
    found = list(table.rows())
    assert [row.cells for row in found] == [
        ["1", "2", "Acme", " Inc".strip()],
        ["1", "2", ""],
        ["1", "2", "Acme"],
    ]
    assert "4 cells, the header has 3" in found[0].fault
    assert "2 cells, the header has 3" in found[1].fault
    assert not found[2].fault


def test_columns_without_names_at_the_end_may_be_absent(written):
    table = open_list(written("Invoice No,Amount,,\n1,2\n1,2,3\n1,2,3,4\n1\n"))
    assert [bool(row.fault) for row in table.rows()] == [False, False, False, True]
    assert table.header == ("Invoice No", "Amount", "(column 3)", "(column 4)")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\xef\xbb\xbf", "no cells with text"),
        (b",,,\n,,,\n", "no cells with text"),
        (b"Invoice No,Amount\n", "header in line 1 and no rows below"),
        (b"Invoice No,Amount\n\n,\n", "no rows below"),
        (b"<html><table><tr><td>Invoice No", "web page"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04 this is no workbook", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be opened"),
        (b"\x00\x01\x02", "not a text file"),
    ],
)
def test_what_cannot_be_read(written, content, message):
    with pytest.raises(UnreadableFile, match=message):
        open_list(written(content))


def test_missing_files_and_folders(tmp_path):
    with pytest.raises(UnreadableFile, match="There is no file"):
        open_list(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match="is a folder"):
        open_list(tmp_path)
