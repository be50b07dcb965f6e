"""One cell is one value, or a reason why not."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from cashboard.work.list_files.cells import (
    CellError,
    read_amount,
    read_currency,
    read_date,
    read_name,
    read_text,
    read_yes_no,
    text_of,
)

pytestmark = pytest.mark.requirement("R98")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("x", "x"),
        (280670965.0, "280670965"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (True, "TRUE"),
        (7, "7"),
        (date(2025, 1, 2), "2025-01-02"),
        (datetime(2025, 1, 2), "2025-01-02"),
        (datetime(2025, 1, 2, 3, 4), "2025-01-02T03:04:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_cells_as_text(cell, text):
    assert text_of(cell) == text


def test_text():
    assert read_text("  A-1 ") == "A-1"
    assert read_text("Ünï <b>&") == "Ünï <b>&"
    assert read_text("x" * 200)
    assert read_name(" Acme\r\nInc.\u00a0 Ltd ") == "Acme Inc. Ltd"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("x" * 10_000, "10,000 characters; at most 200"),
        ("A\x001", "U\\+0000"),
        ("A\n1", "U\\+000A"),
        ("A\u200b1", "U\\+200B"),
        ("A\u202e1", "U\\+202E"),
        (1234567890123456.0, "lost digits"),
    ],
)
def test_what_is_no_text(cell, reason):
    with pytest.raises(CellError, match=reason):
        read_text(cell)


def test_dates():
    assert read_date(" 1/3/2012 ", "mdy") == date(2012, 1, 3)
    assert read_date(datetime(2012, 1, 3, 5), None) == date(2012, 1, 3)
    assert read_date(20120103.0, None) == date(2012, 1, 3)
    assert read_date(" - ", None) is None
    for cell in (45000.0, True, timedelta(1)):
        with pytest.raises(CellError, match="date format in Excel"):
            read_date(cell, None)
    with pytest.raises(CellError, match="year 1905"):
        read_date(datetime(1905, 1, 1), None)


def test_amounts():
    assert read_amount(0.1 + 0.2, "comma") == (Decimal("0.3"), ())
    assert read_amount(12, None) == (Decimal(12), ())
    for cell in (True, date(2025, 1, 1)):
        with pytest.raises(CellError, match="not an amount"):
            read_amount(cell, None)


@pytest.mark.parametrize(
    ("cell", "code"), [("EUR", "EUR"), (" usd ", "USD"), ("€", "EUR"), ("zł", "PLN"), ("US$", "USD")]
)
def test_currencies(cell, code):
    assert read_currency(cell) == code


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("EUT", "EUR"),
        ("Euros", "EUR"),
        ("RMB", "CNY"),
        ("UKP", "GBP"),
        ("$", "USD or CAD"),
        ("£", "GBP or EGP"),
    ],
)
def test_an_unknown_currency_gets_suggestions(cell, hint):
    with pytest.raises(CellError, match=f"not an ISO 4217 currency code: .*{hint}"):
        read_currency(cell)


@pytest.mark.parametrize("cell", ["Yes", "TRUE", "1", "x", "Ja", "Oui", "Sí", True, 1.0])
def test_yes(cell):
    assert read_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["No", "false", "0", "", " ", "Nein", "Non", False, 0.0])
def test_no(cell):
    assert read_yes_no(cell) is False


def test_perhaps():
    with pytest.raises(CellError, match="neither yes nor no"):
        read_yes_no("maybe")
