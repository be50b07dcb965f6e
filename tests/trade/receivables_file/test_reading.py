"""A list from its file to invoices, whole and in flat memory."""

import os
import tracemalloc
from collections import Counter
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cashboard.trade.money import UnknownCurrency
from cashboard.trade.receivables_file import (
    AmbiguousAmounts,
    AmbiguousDates,
    BadRow,
    InvoiceRow,
    MappingError,
    UndecidedStyle,
    UnreadableFile,
)

pytestmark = pytest.mark.requirement("R98")

HEADER = "Invoice No,Customer No,Invoice Date,Due Date,Amount"
SHARED = Path(os.environ.get("CASHBOARD_SHARED", Path(__file__).parents[4] / "shared"))
REAL = SHARED / "data/ar_ibm_watson/split/dev_1972.csv"


@pytest.mark.skipif(not REAL.exists(), reason=f"the public receivables list is not at {REAL}")
def test_a_real_list_needs_no_help(opened):
    file = opened(REAL, default_currency="USD")
    assert file.mapping.ignored == ("PaperlessDate", "DaysToSettle", "DaysLate")
    assert file.mapping.columns["country"] == "countryCode"
    assert file.date_orders == {"issued_on": "mdy", "due_on": "mdy", "settled_on": "mdy"}
    assert file.decimal_mark == "point"
    rows = list(file.rows())
    assert file.row_count == len(rows) == 1972
    assert all(isinstance(row, InvoiceRow) for row in rows)
    assert len({row.customer_number for row in rows}) == 100
    first = rows[0]
    assert (first.line, first.invoice_number, first.customer_number) == (2, "280670965", "3993-QUNVJ")
    assert (first.issued_on, first.due_on, first.settled_on) == (
        date(2012, 1, 3),
        date(2012, 2, 2),
        date(2012, 1, 23),
    )
    assert all(int(row.raw["DaysToSettle"]) == (row.settled_on - row.issued_on).days for row in rows)
    assert sum(row.amount.amount for row in rows) == sum(Decimal(row.raw["InvoiceAmount"]) for row in rows)
    assert sum(row.disputed for row in rows) == sum(row.raw["Disputed"] == "Yes" for row in rows)


def test_a_german_list(written, opened):
    text = """Offene Posten zum 31.01.2026;;;;;

Rechnungsnr.;Kundennr.;Kundenname;Rechnungsdatum;Fällig am;Betrag;Währung;Strittig
4711;1000;"Groß; Söhne";01.02.2025;03.03.2025;1.234,50;EUR;nein
4712;1000;"Groß; Söhne";05.02.2025;07.03.2025;-99,00;EUR;ja
4713;1001;Müller;31.02.2025;07.03.2025;1.000;EUR;
"""
    file = opened(written(text.encode("cp1252")), default_currency="EUR")
    good, credit, wrong = file.rows()
    assert (good.line, good.customer_name, str(good.amount)) == (4, "Groß; Söhne", "1234.50 EUR")
    assert good.issued_on == date(2025, 2, 1)
    assert (credit.line, credit.reason) == (
        5,
        "Betrag: '-99,00' is negative: credit notes cannot be imported as invoices",
    )
    assert (wrong.line, wrong.reason) == (
        6,
        "Rechnungsdatum: '31.02.2025' is not a date; write it as YYYY-MM-DD",
    )


def test_ambiguous_files_ask(listed):
    with pytest.raises(AmbiguousDates, match="issued_on:mdy"):
        listed("A,C,1/2/2025,3/4/2025,5")
    with pytest.raises(AmbiguousAmounts, match="amount:comma"):
        listed('A,C,2025-01-02,2025-03-04,"1,234"')
    with pytest.raises(UndecidedStyle, match=r"line 3 .* line 2"):
        listed("A,C,13/1/2025,2025-03-04,5", "B,C,1/13/2025,2025-03-04,5")
    with pytest.raises(MappingError, match="customer_number"):
        listed("A,2025-01-02,2025-03-04,5", header="Invoice No,Invoice Date,Due Date,Amount")
    with pytest.raises(UnreadableFile):
        listed()
    with pytest.raises(UnknownCurrency):
        listed("A,C,2025-01-02,2025-03-04,5", default_currency="EURO")


def test_the_answer_decides(listed):
    row = 'A,C,1/2/2025,3/4/2025,"1,234"'
    (american,) = listed(row, overrides={"Invoice Date": "issued_on:mdy", "Amount": "amount:point"}).rows()
    assert (american.issued_on, american.due_on) == (date(2025, 1, 2), date(2025, 3, 4))
    assert str(american.amount) == "1234.00 EUR"
    (british,) = listed(
        row, overrides={"Invoice Date": "issued_on:dmy", "Amount": "amount:comma"}, default_currency="KWD"
    ).rows()
    assert (british.issued_on, british.due_on) == (date(2025, 2, 1), date(2025, 4, 3))
    assert str(british.amount) == "1.234 KWD"


def test_a_stated_style_makes_the_others_bad_rows(listed):
    rows = ["A,C,13/1/2025,31/3/2025,5.50", 'B,C,1/13/2025,31/3/2025,"5,50"']
    overrides = {"Invoice Date": "issued_on:dmy", "Amount": "amount:point"}
    good, bad = listed(*rows, overrides=overrides).rows()
    assert isinstance(good, InvoiceRow)
    assert [fault.column for fault in bad.faults] == ["Invoice Date", "Amount"]


def test_a_repeated_invoice_names_the_first_line(listed):
    rows = ["A,C,2025-01-02,2025-03-04,5", "A,D,2025-01-02,2025-03-04,5", " A ,C,2025-01-02,2025-03-04,-6"]
    file = listed(*rows)
    for _ in range(2):
        *good, bad = file.rows()
        assert [row.line for row in good] == [2, 3]
        assert isinstance(bad, BadRow)
        assert [fault.column for fault in bad.faults] == ["Amount", "Invoice No"]
        assert "is in line 2 too, for the same customer" in bad.reason


def test_broken_rows_cost_no_others(listed):
    rows = ["A,C,2025-01-02,2025-03-04,5", '"B,C,2025-01-02,2025-03-04,5', "D,C,2025-01-02,2025-03-04,5"]
    found = list(listed(*rows).rows())
    assert [(row.line, type(row)) for row in found] == [(2, InvoiceRow), (3, BadRow), (4, InvoiceRow)]
    assert found[1].raw["Customer No"] == "C"


CELLS = st.sampled_from(
    ["A", "C", "1/2/2025", "13.1.25", "2025-01-02", "1,234", "-5.5", '"', '"x"', "", "=1", "\x00", "€5", "ü"]
)
LINES = st.lists(st.lists(CELLS | st.text(max_size=5), max_size=8).map(",".join), max_size=8).map("\n".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LINES.map(lambda text: f"{HEADER}\n{text}".encode("utf-8", "replace")) | st.binary(max_size=200))
def test_any_file_is_rows_or_says_why_not(written, opened, content):
    with suppress(UnreadableFile):
        for row in opened(written(content)).rows():
            assert isinstance(row, InvoiceRow) or row.reason


def long_list(path, rows):
    with path.open("w") as file:
        file.write("Invoice No,Customer No,Invoice Date,Due Date,Amount,Settled\n")
        for number in range(rows):
            day = number % 28 + 1
            file.write(
                f"INV-{number},C-{number % 997},1/{day}/2025,3/{day}/2025,{number}.{number % 100:02},\n"
            )
    return path


def test_200_000_rows(tmp_path, opened):
    listed = opened(long_list(tmp_path / "a.csv", 200_000), default_currency="USD")
    assert listed.row_count == 200_000
    kinds = Counter(type(row).__name__ for row in listed.rows())
    assert kinds == {"InvoiceRow": 199_999, "BadRow": 1}  # the first one costs 0.00


def test_memory_is_flat_over_a_long_file(tmp_path, opened):
    looking, reading = {}, {}
    for rows in (4_000, 40_000):
        path = long_list(tmp_path / f"{rows}.csv", rows)
        tracemalloc.start()
        try:
            listed = opened(path, default_currency="USD")
            looking[rows] = tracemalloc.get_traced_memory()[1]
            tracemalloc.reset_peak()
            for _ in listed.rows():
                pass
            reading[rows] = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert reading[40_000] < reading[4_000] + 2**20
    assert (
        looking[40_000] < looking[4_000] + 36_000 * 150
    )  # a hash per row in a set, until the first look is over
