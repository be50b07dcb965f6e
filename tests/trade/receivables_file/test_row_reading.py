"""A row is an invoice, or all its faults at once with column and value."""

from datetime import date
from decimal import Decimal

import pytest

from cashboard.trade.money import Money
from cashboard.trade.receivables_file import BadRow, InvoiceRow

pytestmark = pytest.mark.requirement("R98")

FULL = (
    "Invoice No,Customer No,Invoice Date,Due Date,Amount,Currency,Paid on,"
    "Disputed,Status,Country,PO,Customer name,Notes"
)


def test_a_whole_invoice(listed):
    file = listed(
        'A-1,C-1,2025-01-01,2025-01-31,"1,234.5",usd,2025-02-03,x,OPEN,DE,PO 7,"Müller, Söhne",<script>',
        header=FULL,
    )
    (row,) = file.rows()
    assert row == InvoiceRow(
        line=2,
        invoice_number="A-1",
        customer_number="C-1",
        customer_name="Müller, Söhne",
        issued_on=date(2025, 1, 1),
        due_on=date(2025, 1, 31),
        settled_on=date(2025, 2, 3),
        amount=Money(Decimal("1234.50"), "USD"),
        disputed=True,
        source_status="OPEN",
        country="DE",
        purchase_order="PO 7",
        sent_by="",
        raw=row.raw,
    )
    assert row.raw["Notes"] == "<script>"
    assert list(row.raw) == FULL.split(",")


def test_what_may_be_absent(listed):
    (row,) = listed("A-1,C-1,2025-01-01,2025-01-31,5").rows()
    assert (row.settled_on, row.disputed, row.customer_name, row.country) == (None, False, "", "")
    assert str(row.amount) == "5.00 EUR"


def reasons(listed, line, header=FULL, **options):
    (row,) = (row for row in listed(line, header=header, **options).rows())
    assert isinstance(row, BadRow)
    return [str(fault) for fault in row.faults]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",C,2025-01-01,2025-01-31,5,EUR,,,,,,,", "Invoice No: is missing"),
        ("A, ,2025-01-01,2025-01-31,5,EUR,,,,,,,", "Customer No: is missing"),
        ("A,C,-,2025-01-31,5,EUR,,,,,,,", "Invoice Date: '-' is missing"),
        ("A,C,2025-01-01,,5,EUR,,,,,,,", "Due Date: is missing"),
        ("A,C,2025-01-01,2025-01-31,,EUR,,,,,,,", "Amount: is missing"),
        ("A,C,2025-01-01,2025-01-31,5,,,,,,,,", "Currency: is missing"),
        (
            "A,C,2025-02-30,2025-03-31,5,EUR,,,,,,,",
            "Invoice Date: '2025-02-30' is not a date; write it as YYYY-MM-DD",
        ),
        (
            "A,C,2025-01-02,2025-01-01,5,EUR,,,,,,,",
            "Due Date: '2025-01-01' is before the invoice was issued (2025-01-02)",
        ),
        (
            "A,C,2025-01-02,2025-01-02,5,EUR,2025-01-01,,,,,,",
            "Paid on: '2025-01-01' is before the invoice was issued",
        ),
        (
            "A,C,2025-01-02,2025-01-02,5,EUR,2026-02-01,,,,,,",
            "Paid on: '2026-02-01' is in the future (today is 2026-01-31)",
        ),
        (
            "A,C,2025-01-01,2025-01-31,-5,EUR,,,,,,,",
            "Amount: '-5' is negative: credit notes cannot be imported",
        ),
        ("A,C,2025-01-01,2025-01-31,0.00,EUR,,,,,,,", "Amount: '0.00' is zero"),
        (
            "A,C,2025-01-01,2025-01-31,5.0001,EUR,,,,,,,",
            "Amount: '5.0001' has more decimals than EUR has (2)",
        ),
        ("A,C,2025-01-01,2025-01-31,5.5,JPY,,,,,,,", "Amount: '5.5' has more decimals than JPY has (0)"),
        (
            "A,C,2025-01-01,2025-01-31,92233720368547758.08,EUR,,,,,,,",
            "Amount: '92233720368547758.08' is too large",
        ),
        (
            "A,C,2025-01-01,2025-01-31,$5,EUR,,,,,,,",
            "Amount: '$5' names USD or CAD or AUD, but the currency of the row is EUR",
        ),
        ("A,C,2025-01-01,2025-01-31,5,EUT,,,,,,,", "Currency: 'EUT' is not an ISO 4217 currency code: EUR"),
        ("A,C,2025-01-01,2025-01-31,5,EUR,,perhaps,,,,,", "Disputed: 'perhaps' is neither yes nor no"),
        (
            f"{'A' * 10_000},C,2025-01-01,2025-01-31,5,EUR,,,,,,,",
            "has 10,000 characters; at most 200 are kept",
        ),
        ("A\x07,C,2025-01-01,2025-01-31,5,EUR,,,,,,,", "has the invisible character U+0007"),
        ("A,C,2025-01-01,2025-01-31,5,EUR,,,,,,", "the row has 12 cells, the header has 13"),
    ],
)
def test_single_faults(listed, line, reason):
    (fault,) = reasons(listed, line)
    assert reason in fault


def test_all_faults_at_once(listed):
    found = reasons(listed, "A,,2025-13-01,2025-01-31,none,XXX,2030-01-01,perhaps,,,,,")
    assert [fault.split(":")[0] for fault in found] == [
        "Customer No",
        "Invoice Date",
        "Paid on",
        "Amount",
        "Currency",
        "Disputed",
    ]


@pytest.mark.parametrize(
    ("line", "header", "amount"),
    [
        ("A,C,2025-01-01,2025-01-31,$ 5", None, "5.00 USD"),
        ("A,C,2025-01-01,2025-01-31,€ 5", None, "5.00 EUR"),
        ("A,C,2025-01-01,2025-01-31,5 GBP", None, "5.00 GBP"),
        ("A,C,2025-01-01,2025-01-31,5.000,JPY,,,,,,,", FULL, "5 JPY"),
        ("A,C,2025-01-01,2025-01-31,€5,,,,,,,,", FULL, "5.00 EUR"),
        ("A,C,2025-01-01,2025-01-31,$5,CAD,,,,,,,", FULL, "5.00 CAD"),
    ],
)
def test_the_currency_comes_from_the_column_or_beside_the_amount(listed, line, header, amount):
    options = {"header": header} if header else {}
    overrides = {"Amount": "amount:point"}
    (row,) = listed(line, default_currency="USD", overrides=overrides, **options).rows()
    assert str(row.amount) == amount


def test_a_sign_of_many_currencies_is_not_guessed(listed):
    (fault,) = reasons(
        listed, "A,C,2025-01-01,2025-01-31,$ 5", header="Invoice No,Customer No,Invoice Date,Due Date,Amount"
    )
    assert "can be in USD or CAD or AUD: add a column with the currency" in fault
