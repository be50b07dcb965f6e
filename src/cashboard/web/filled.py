"""What cards say in fields, in the words that pages show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from cashboard.web.environment import day, shortday
from cashboard.work.cards.contents import Contents
from cashboard.work.fields.content import Content
from cashboard.work.fields.formulas.reckoning import Empty, Quantity, Result
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.fields.working_out import Reckoner

ICONS: dict[str, str] = {
    FieldKind.TEXT: "type",
    FieldKind.NUMBER: "hash",
    FieldKind.MONEY: "banknote",
    FieldKind.DATE: "calendar",
    FieldKind.PERSON: "user",
    FieldKind.SELECT: "circle-chevron-down",
    FieldKind.MULTI_SELECT: "list-checks",
    FieldKind.CHECKBOX: "square-check",
    FieldKind.LINK: "link",
    FieldKind.FORMULA: "sigma",
}
FINEST = 4


class Facts(Protocol):
    """What formulas read of a card itself."""

    @property
    def amount(self) -> Decimal | None: ...
    @property
    def currency(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def start_on(self) -> date | None: ...
    @property
    def created_on(self) -> date: ...


class Said(NamedTuple):
    """A field of a card with what it says there; `reason` is why a formula comes to nothing."""

    field: Field
    content: Content
    text: str
    reason: str = ""


def said_on(
    fields: Sequence[Field], cards: dict[int, Facts], contents: Contents, today: date, *, short: bool = False
) -> dict[int, list[Said]]:
    """What each of these cards says in each field, formulas worked out; the empty ones too."""
    reckoner = Reckoner(fields)
    found = {}
    for pk, facts in cards.items():
        said = contents.get(pk, {})
        results = reckoner.of(said, _facts(facts, today))
        found[pk] = [_said(field, said.get(field.pk, Content()), results, today, short) for field in fields]
    return found


def spoken_number(number: Decimal, currency: str = "") -> str:
    """A number as people read it: 1,234.5, and money with the decimals of its currency."""
    from cashboard.work.currencies import EXPONENTS

    if currency:
        return f"{number:,.{EXPONENTS.get(currency, 2)}f} {currency}"
    text = f"{round(number, FINEST):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _facts(card: Facts, today: date) -> dict[str, Result]:
    known: dict[str, Result | None] = {
        "amount": None if card.amount is None else Quantity(card.amount, card.currency),
        "due": card.due_on,
        "start": card.start_on,
        "created": card.created_on,
        "today": today,
    }
    return {name: value for name, value in known.items() if value is not None}


def _said(field: Field, content: Content, results: dict[int, Result], today: date, short: bool) -> Said:
    if field.kind == FieldKind.FORMULA:
        result = results.get(field.pk, Empty("it cannot be worked out"))
        reason = result.reason if isinstance(result, Empty) else ""
        return Said(field, content, _result(result, today, short), reason)
    return Said(field, content, _words(field, content, today, short))


def _words(field: Field, content: Content, today: date, short: bool) -> str:
    if field.kind == FieldKind.CHECKBOX:
        return "Yes" if content else ""
    if content.number is not None:
        return spoken_number(content.number, content.currency)
    if content.on:
        return shortday(content.on, today) if short else day(content.on)
    return content.text or ", ".join(each.name for each in content.named)


def _result(result: Result, today: date, short: bool) -> str:
    if isinstance(result, Quantity):
        return spoken_number(result.amount, result.currency)
    if isinstance(result, bool):
        return "Yes" if result else "No"
    if isinstance(result, date):
        return shortday(result, today) if short else day(result)
    return "" if isinstance(result, Empty) else result
