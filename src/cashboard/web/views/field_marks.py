"""The fields that a space shows on the front of its cards: the first four that say something, calmly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from cashboard.activity import clock
from cashboard.activity.prepared import Prepared, Row
from cashboard.web.filled import ICONS, Facts, Said, said_on
from cashboard.web.marks import Mark, front_marks
from cashboard.work.cards.contents import contents_of
from cashboard.work.cards.models import Card
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field

MOST, LONGEST = 4, 28
SAYS_ITSELF = (FieldKind.TEXT, FieldKind.PERSON)
"""Their value is understood without the field's name."""


class CardFacts(NamedTuple):
    """What formulas read of a card, without its row."""

    amount: Decimal | None
    currency: str
    due_on: date | None
    start_on: date | None
    created_on: date


@front_marks(order=50)
def field_marks(ids: Sequence[int]) -> dict[int, list[Mark]]:
    """The marks of these cards of one space: one query where no field is shown, else five."""
    space = _showing.first(ids[0]) if ids else None
    if space is None:
        return {}
    fields = list(Field.objects.filter(space=space[0]).in_use().with_options())
    today = clock.now().date()
    said = said_on(fields, _facts_of(ids), contents_of(ids), today, short=True)
    return {pk: _marks(each) for pk, each in said.items()}


def _space_showing(card: int) -> QuerySet[Any, Row]:
    shown = Field.objects.filter(space__cards=card, on_front=True, archived_at=None)
    return shown.order_by().values_list("space_id")[:1]


_showing = Prepared(_space_showing)


def _facts_of(ids: Sequence[int]) -> dict[int, Facts]:
    cards = Card.objects.filter(pk__in=ids).only(
        "amount_minor", "exponent", "currency", "due_on", "start_on", "created_at"
    )
    return {
        card.pk: CardFacts(card.amount, card.currency, card.due_on, card.start_on, card.created_at.date())
        for card in cards
    }


def _marks(said: Sequence[Said]) -> list[Mark]:
    shown = [mark for each in said if each.field.on_front and each.text for mark in _marks_of(each)]
    if len(shown) <= MOST:
        return shown
    rest = shown[MOST:]
    return [*shown[:MOST], Mark("", f"+{len(rest)}", "; ".join(mark.title for mark in rest))]


def _marks_of(said: Said) -> list[Mark]:
    """One mark, or one for each option that was chosen."""
    field = said.field
    title = f"{field.name}: {said.text}"
    if field.has_options:
        colours = {option.pk: option.colour for option in field.options.all()}
        return [
            Mark(
                "",
                _shortened(each.name),
                f"{field.name}: {each.name}",
                colour=colours.get(each.id or 0, "blue"),
            )
            for each in said.content.named
        ]
    if field.kind in (FieldKind.CHECKBOX, FieldKind.LINK):
        return [Mark(ICONS[field.kind], _shortened(field.name), title)]
    icon = ICONS[field.kind] if field.kind == FieldKind.PERSON else ""
    text = said.text if field.kind in SAYS_ITSELF else f"{_shortened(field.name)} {said.text}"
    return [Mark(icon, _shortened(text), title)]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
