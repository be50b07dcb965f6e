"""Every usual way to write an amount is read to the digit."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashboard.work.list_files.amounts import AmountError, mark_evidence, parse_amount

pytestmark = pytest.mark.requirement("R98")

DECIMALS = st.decimals(min_value=-(10**15), max_value=10**15, places=2, allow_nan=False)
THOUSANDS = {
    "point": [",", " ", "\u00a0", "\u202f", "\u2009", "'", "\u2019", ""],
    "comma": [".", " ", "\u00a0", "\u202f", "'", ""],
}
SIGNS = ["-{}", "- {}", "{}-", "({})", "{} CR", "\u2212{}", "€ -{}", "-€{}", "({} EUR)"]


@given(DECIMALS, st.sampled_from(["point", "comma"]), st.data())
def test_every_style_is_read_back(number, mark, data):
    thousands = data.draw(st.sampled_from(THOUSANDS[mark]))
    sign = (
        data.draw(st.sampled_from(SIGNS))
        if number < 0
        else data.draw(st.sampled_from(["{}", "+{}", "{} DR", "€ {}", "{}\u00a0€"]))
    )
    marks = {ord(","): thousands, ord("."): "." if mark == "point" else ","}
    text = sign.format(f"{abs(number):,.2f}".translate(marks))
    assert parse_amount(text, mark).number == number
    assert mark_evidence(text) == mark


@given(
    st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False), st.sampled_from(["point", "comma"])
)
def test_three_decimals_are_read_with_the_mark_of_their_column(number, mark):
    text = f"{number:.3f}".replace(".", "." if mark == "point" else ",")
    assert parse_amount(text, mark).number == number
    assert mark_evidence(text) in ("either", mark)


@pytest.mark.parametrize(
    ("text", "number", "currencies"),
    [
        ("€ 1.234,50", "1234.50", ("EUR",)),
        ("USD 12.00", "12.00", ("USD",)),
        ("12.00 usd", "12.00", ("USD",)),
        ("US$1,234.5", "1234.5", ("USD",)),
        ("1'234.50 Fr.", "1234.50", ("CHF",)),
        ("Fr. 1'234.50", "1234.50", ("CHF",)),
        ("1 234,50 zł", "1234.50", ("PLN",)),
        ("12,00 kr.", "12.00", ("DKK", "SEK", "NOK", "ISK")),
        ("EUR 5 €", "5", ("EUR",)),
        ("¥1,234,567", "1234567", ("JPY", "CNY")),
        (".50", "0.50", ()),
        ("5.", "5", ()),
        ("0,50", "0.50", ()),
        ("1,00,000.25", "100000.25", ()),
        ("12,34,567", "1234567", ()),
        ("1 234", "1234", ()),
        ("1234567890123456789012345.67", "1234567890123456789012345.67", ()),
    ],
)
def test_amounts_of_one_meaning(text, number, currencies):
    assert parse_amount(text, None) == (Decimal(number), currencies)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("1,234", "either"),
        ("12.345", "either"),
        ("-123.456 €", "either"),
        ("1,234,567", "point"),
        ("1.234.567", "comma"),
        ("1.234,5", "comma"),
        ("1,234.5", "point"),
        ("97.6", "point"),
        ("97,6", "comma"),
        ("0.123", "point"),
        ("1234.567", "point"),
        ("1 234,567", "comma"),
        ("1234", None),
        ("1 234", None),
        ("1.234.56", None),
        ("12.34,567.8", None),
        ("n/a", None),
        ("", None),
        ("1" * 100 + ".5", None),
    ],
)
def test_what_an_amount_proves(text, evidence):
    assert mark_evidence(text) == evidence


@pytest.mark.parametrize(
    ("text", "mark", "reason"),
    [
        ("1,234", None, "decimal point or a decimal comma"),
        ("1,23", "point", "not a number with a decimal point"),
        ("1.234.56", "comma", "decimal comma"),
        ("1,2345.00", "point", "decimal point"),
        ("1.234 567,00", "comma", "decimal comma"),
        ("--5", "point", "more than one sign"),
        ("-5-", "point", "more than one sign"),
        ("-5 CR", "point", "more than one sign"),
        ("(5", "point", "not an amount"),
        ("5)", "point", "not an amount"),
        (".", "point", "not a number"),
        ("five", "point", "not an amount"),
        ("5 apples", "point", "'apples' beside the number"),
        ("EUR 5 USD", "point", "two currencies"),
        ("1.2E+05", "point", "scientific notation"),
        ("\u0665", "point", "not an amount"),
        ("5" + " " * 5000 + "x", "point", "not an amount"),
        ("", "point", "not an amount"),
    ],
)
def test_what_is_no_amount(text, mark, reason):
    with pytest.raises(AmountError, match=reason):
        parse_amount(text, mark)


@given(
    st.text(alphabet="0123456789.,'()+-€$ CREUD\u00a0", max_size=40),
    st.sampled_from(["point", "comma", None]),
)
def test_no_text_breaks_it(text, mark):
    mark_evidence(text)
    with suppress(AmountError):
        assert parse_amount(text, mark).number.is_finite()
