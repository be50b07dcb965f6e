"""Money is exact, knows its currency, and refuses what would lose a cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashboard.trade.money import (
    LARGEST_MINOR,
    AmountTooLarge,
    CurrencyMismatch,
    Money,
    UnknownCurrency,
    format_money,
)
from cashboard.work.currencies import EXPONENTS

pytestmark = pytest.mark.requirement("R98")

CURRENCIES = st.sampled_from(sorted(EXPONENTS))
MINORS = st.integers(-LARGEST_MINOR, LARGEST_MINOR)
MONIES = st.builds(Money.from_minor, MINORS, CURRENCIES)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("currency", "exponent"),
    [("EUR", 2), ("JPY", 0), ("KWD", 3), ("BHD", 3), ("LYD", 3), ("CLF", 4), ("ISK", 0)],
)
def test_a_currency_has_its_own_decimals(currency, exponent):
    assert Money.from_minor(12345, currency).amount == Decimal(12345).scaleb(-exponent)


@pytest.mark.parametrize("amount", [1.5, 1, "1.50", None, True])
def test_only_decimals_are_amounts(amount):
    with pytest.raises(TypeError, match="takes a Decimal"):
        Money(amount, "EUR")


@pytest.mark.parametrize("minor", [1.0, Decimal(1), True])
def test_minor_units_are_whole_numbers(minor):
    with pytest.raises(TypeError, match="whole numbers"):
        Money.from_minor(minor, "EUR")


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_an_amount_is_finite(amount):
    with pytest.raises(ValueError, match="not an amount"):
        eur(amount)


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "XAU", "DEM"])
def test_an_unknown_currency_is_refused(code):
    with pytest.raises(UnknownCurrency, match="ISO 4217"):
        Money(Decimal(1), code)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),
        ("-0.025", "-0.03"),
        ("0.0249", "0.02"),
        ("1", "1.00"),
    ],
)
def test_rounding_is_half_away_from_zero(amount, rounded):
    assert str(eur(amount).rounded()) == f"{rounded} EUR"


def test_minor_units_of_an_unrounded_amount_are_refused():
    with pytest.raises(ValueError, match="round it first"):
        _ = eur("0.005").minor


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("92233720368547758.08", "EUR"),
        ("-92233720368547758.08", "EUR"),
        ("1E+18", "EUR"),
        ("1E+999", "JPY"),
        ("92233720368547758.075", "EUR"),
    ],
)
def test_an_amount_fits_64_bits_of_minor_units(amount, currency):
    with pytest.raises(AmountTooLarge, match="is larger than 9"):
        Money(Decimal(amount), currency)


def test_the_largest_amount():
    assert eur("92233720368547758.07").minor == LARGEST_MINOR
    with pytest.raises(AmountTooLarge):
        _ = eur("92233720368547758.07") + eur("0.01")
    with pytest.raises(AmountTooLarge):
        Money.from_minor(LARGEST_MINOR + 1, "EUR")


def test_currencies_do_not_mix():
    usd = Money(Decimal(1), "USD")
    assert eur("1") != usd
    for meet in (
        lambda: eur("1") + usd,
        lambda: eur("1") - usd,
        lambda: eur("1") < usd,
        lambda: eur("1") >= usd,
    ):
        with pytest.raises(CurrencyMismatch, match="different currencies"):
            meet()
    with pytest.raises(TypeError):
        _ = eur("1") + Decimal(1)  # type: ignore[operator]  # at run time too
    with pytest.raises(TypeError):
        _ = eur("1") < 2  # type: ignore[operator]  # at run time too


def test_money_is_a_value():
    assert eur("1.0") == eur("1.00")
    assert hash(eur("1.0")) == hash(eur("1.00"))
    assert eur("1") < eur("2") <= eur("2") > eur("1.99") >= eur("1.99")
    assert eur("0.01")
    assert not eur("0.00")


@pytest.mark.parametrize(
    ("money", "marks", "text"),
    [
        (eur("1234.5"), {}, "1,234.50 EUR"),
        (eur("-1234567.005"), {}, "-1,234,567.01 EUR"),
        (eur("1234.5"), {"thousands": ".", "point": ","}, "1.234,50 EUR"),
        (eur("1234.5"), {"thousands": "\u202f", "point": ","}, "1\u202f234,50 EUR"),
        (eur("999.99"), {}, "999.99 EUR"),
        (Money(Decimal(1234), "JPY"), {}, "1,234 JPY"),
        (Money(Decimal("1234.5"), "KWD"), {}, "1,234.500 KWD"),
    ],
)
def test_format(money, marks, text):
    assert format_money(money, **marks) == text
    assert Money.parse(text, **marks) == money.rounded()


@pytest.mark.parametrize(
    "text", ["", "EUR", "1,23.00 EUR", "1.234,50 EUR", "1,234.50", "12,345 67 EUR", "--1 EUR", "1. EUR"]
)
def test_other_text_is_not_parsed(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is checked by the formats above
        Money.parse(text)


@given(MONIES)
def test_text_is_read_back(money):
    assert Money.parse(str(money)) == money
    assert Money.parse(format_money(money)) == money
    assert Money.parse(format_money(money, thousands=".", point=","), thousands=".", point=",") == money


@given(MINORS, CURRENCIES)
def test_minor_units_are_read_back(minor, currency):
    money = Money.from_minor(minor, currency)
    assert money.minor == minor
    assert money.is_rounded
    assert money.rounded() == money


@given(MINORS, MINORS, CURRENCIES)
def test_sums_are_exact(one, other, currency):
    if abs(one + other) <= LARGEST_MINOR:
        assert (Money.from_minor(one, currency) + Money.from_minor(other, currency)).minor == one + other
    if abs(one - other) <= LARGEST_MINOR:
        assert (Money.from_minor(one, currency) - Money.from_minor(other, currency)).minor == one - other
    assert (Money.from_minor(one, currency) < Money.from_minor(other, currency)) == (one < other)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12), CURRENCIES)
def test_rounding_is_symmetric_and_close(amount, currency):
    money = Money(amount, currency)
    assert (-money).rounded() == -(money.rounded())
    assert abs(money.rounded().amount - amount) * 2 <= Decimal(1).scaleb(-EXPONENTS[currency])
