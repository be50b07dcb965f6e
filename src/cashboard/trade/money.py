"""Money: a decimal amount with its currency, never a float, rounded in one place only."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import Self

from cashboard.work.currencies import EXPONENTS

LARGEST_MINOR = 2**63 - 1
_EXACT = Context(prec=120, traps=[Inexact, InvalidOperation, Overflow])
_ROUNDING = Context(prec=120, rounding=ROUND_HALF_UP, traps=[InvalidOperation, Overflow])
_UNITS = {exponent: Decimal(1).scaleb(-exponent) for exponent in set(EXPONENTS.values())}


class UnknownCurrency(ValueError):  # noqa: N818 - says what happened
    """The code is not in the table of ISO 4217 currencies."""


class CurrencyMismatch(ValueError):  # noqa: N818 - says what happened
    """Two currencies met in one sum or comparison; convert one of them first."""


class AmountTooLarge(ValueError):  # noqa: N818 - says what happened
    """The amount in minor units does not fit the signed 64-bit integer of databases and columns."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in major units (euros, not cents) and its ISO 4217 code.

    The amount may carry more decimals than the currency has (an interest, a share) until it is `rounded()`.
    Raises TypeError for anything but a Decimal, ValueError for NaN and infinity, UnknownCurrency,
    AmountTooLarge. Amounts of different currencies are never equal; adding or ordering them raises
    CurrencyMismatch.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"Money takes a Decimal, not {type(self.amount).__name__} {self.amount!r}")
        if not self.amount.is_finite():
            raise ValueError(f"{self.amount} is not an amount of money")
        exponent = exponent_of(self.currency)
        # adjusted() is the power of ten of the first digit: it spares the exact check for ordinary amounts.
        if self.amount and self.amount.adjusted() + exponent >= 18:
            self._check_magnitude(exponent)

    def _check_magnitude(self, exponent: int) -> None:
        if self.amount.adjusted() + exponent > 19 or abs(_minor_units(self.amount, exponent)) > LARGEST_MINOR:
            largest = Decimal(LARGEST_MINOR).scaleb(-exponent, _EXACT)
            raise AmountTooLarge(
                f"{self.amount:.6g} {self.currency} is larger than {largest:,} {self.currency}"
            )

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Self:
        """The money of `minor` minor units: `from_minor(1250, "EUR")` is 12.50 EUR."""
        if not isinstance(minor, int) or isinstance(minor, bool):
            raise TypeError(f"minor units are whole numbers, not {type(minor).__name__} {minor!r}")
        if abs(minor) > LARGEST_MINOR:
            raise AmountTooLarge(f"{minor} minor units of {currency} do not fit a 64-bit integer")
        return cls(Decimal(minor).scaleb(-exponent_of(currency), _EXACT), currency)

    @classmethod
    def parse(cls, text: str, *, thousands: str = ",", point: str = ".") -> Self:
        """The money that `str()` or `format_money()` wrote with these marks; ValueError for other text."""
        number, space, currency = text.strip().rpartition(" ")
        group = re.escape(thousands)
        digits = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)" if thousands else "[0-9]+"
        if not space or not re.fullmatch(rf"-?{digits}(?:{re.escape(point)}[0-9]+)?", number):
            raise ValueError(f"{text!r} is not an amount like {f'1{thousands}234{point}50 EUR'!r}")
        plain = number.replace(thousands, "") if thousands else number
        return cls(Decimal(plain.replace(point, ".")), currency)

    @property
    def exponent(self) -> int:
        """Decimal places of the currency."""
        return EXPONENTS[self.currency]

    @property
    def minor(self) -> int:
        """The amount in minor units (cents); ValueError when it has more decimals than the currency."""
        if not self.is_rounded:
            raise ValueError(f"{self} has more than {self.exponent} decimals: round it first")
        return _minor_units(self.amount, self.exponent)

    @property
    def is_rounded(self) -> bool:
        return _ROUNDING.quantize(self.amount, _UNITS[self.exponent]) == self.amount

    def rounded(self) -> "Money":
        """To the currency's minor unit, half away from zero.

        Commercial rounding, not half to even: invoices, tax returns and ERPs round so, and a figure of ours
        must equal theirs to the cent. It is symmetric, so a reversal is the exact negative of what it
        reverses.
        """
        return Money(_ROUNDING.quantize(self.amount, _UNITS[self.exponent]), self.currency)

    def __add__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_EXACT.add(self.amount, self._comparable(other)), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_EXACT.subtract(self.amount, self._comparable(other)), self.currency)

    def __neg__(self) -> "Money":
        return Money(self.amount.copy_negate() if self.amount else self.amount, self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._comparable(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._comparable(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._comparable(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._comparable(other)

    def __str__(self) -> str:
        """Exact and without grouping, "1234.50 EUR": what the log keeps and `parse` reads."""
        decimals = max(self.exponent, -int(self.amount.as_tuple().exponent))
        return f"{self.amount:.{decimals}f} {self.currency}"

    def _comparable(self, other: "Money") -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"{self} can only meet other money, not {type(other).__name__}")
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self} and {other} are in different currencies")
        return other.amount


def exponent_of(currency: str) -> int:
    """Decimal places of an ISO 4217 currency; UnknownCurrency when there is none of that code."""
    try:
        return EXPONENTS[currency]
    except KeyError:
        raise UnknownCurrency(f"{currency!r} is not an ISO 4217 currency") from None


def format_money(money: Money, *, thousands: str = ",", point: str = ".") -> str:
    """Rounded and grouped for people: "1,234.50 EUR"; with "." and "," as marks "1.234,50 EUR"."""
    rounded = money.rounded()
    text = f"{rounded.amount:,.{rounded.exponent}f}"
    return f"{text.translate({ord(','): thousands, ord('.'): point})} {money.currency}"


def _minor_units(amount: Decimal, exponent: int) -> int:
    return int(_ROUNDING.quantize(amount, _UNITS[exponent]).scaleb(exponent, _EXACT))
