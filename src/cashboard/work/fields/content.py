"""What a card says in one field, apart from how it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cashboard.activity.types import Named
from cashboard.work.currencies import EXPONENTS

UNIT = 6
"""Numbers are stored as whole millionths, so that both databases add and compare them exactly."""


@dataclass(frozen=True, slots=True)
class Content:
    """The part of the field's kind is set: `named` holds a person or the chosen options.

    A checkbox that is ticked holds the number 1; one that is not holds nothing.
    """

    text: str = ""
    number: Decimal | None = None
    currency: str = ""
    on: date | None = None
    named: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.named) or self.number is not None or self.on is not None

    @property
    def ids(self) -> set[int]:
        """The ids of the person or the options."""
        return {each.id or 0 for each in self.named}

    def told(self, kind: str) -> str:
        """As events keep it, empty for a person and for options, which they keep by id."""
        if kind == "checkbox":
            return "yes" if self else ""
        if self.number is not None:
            return f"{written(self.number, self.currency)} {self.currency}".strip()
        return self.on.isoformat() if self.on else self.text


def written(number: Decimal, currency: str = "") -> str:
    """A number without needless zeros, money with the decimals of its currency."""
    if currency:
        return f"{number:.{EXPONENTS.get(currency, 2)}f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def stored(number: Decimal) -> int:
    """A number as its row keeps it."""
    return int(number.scaleb(UNIT))


def read(number: int) -> Decimal:
    """The number that a row keeps."""
    return Decimal(number).scaleb(-UNIT)
