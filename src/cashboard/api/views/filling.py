"""Saying something in a field of a card."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import UNSET

from cashboard.activity.refusals import Invalid
from cashboard.api.calls import Call, found
from cashboard.api.routing import route
from cashboard.api.shapes import cards as card_shapes
from cashboard.api.shapes import fields as shapes
from cashboard.api.views.cards import card_of, shown
from cashboard.work.fields.checking import Given, Sum
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.spaces.people import people_of

PARTS = {
    FieldKind.TEXT: "text",
    FieldKind.LINK: "text",
    FieldKind.NUMBER: "number",
    FieldKind.MONEY: "money",
    FieldKind.DATE: "on",
    FieldKind.PERSON: "person",
    FieldKind.SELECT: "options",
    FieldKind.MULTI_SELECT: "options",
    FieldKind.CHECKBOX: "checked",
}


@route("PUT", "cards/{id}/fields/{field}")
def fill(call: Call, id: int, field: int, body: shapes.Filling) -> card_shapes.Card:
    """Say something in a field of a card

    The same again: nothing happens.
    """
    card = card_of(call, id)
    one = found(Field.objects.filter(space=card.space), field)
    card.fill(one, _given(one, body), by=call.actor, version=call.expected(card))
    return shown(card)


@route("DELETE", "cards/{id}/fields/{field}")
def clear(call: Call, id: int, field: int) -> card_shapes.Card:
    """Say nothing in a field of a card"""
    card = card_of(call, id)
    one = found(Field.objects.filter(space=card.space), field)
    card.fill(one, None, by=call.actor, version=call.expected(card))
    return shown(card)


def _given(field: Field, body: shapes.Filling) -> Given:
    sent = {name for name in shapes.Filling.__struct_fields__ if getattr(body, name) is not UNSET}
    part = PARTS.get(FieldKind(field.kind))
    if part is None:
        raise Invalid(f"{field.name} is worked out. Change what it works with.", "field")
    if sent != {part}:
        raise Invalid(f"{field.name} is of the kind {field.kind}: send {part} and nothing else.", part)
    value = getattr(body, part)
    return None if value is None else _READ.get(part, _same)(field, value)


def _same(_field: Field, value: Any) -> Given:
    given: Given = value
    return given


def _chosen(field: Field, ids: list[int]) -> Given:
    options = [found(field.options.all(), pk, "options") for pk in ids]
    if field.kind == FieldKind.MULTI_SELECT:
        return options
    if len(options) > 1:
        raise Invalid(f"{field.name} takes one of its options.", "options")
    return options[0] if options else None


_READ: dict[str, Any] = {
    "number": lambda _, text: Decimal(text),
    "money": lambda _, money: Sum(Decimal(money.amount), money.currency),
    "person": lambda field, pk: found(people_of(field.space), pk, "person"),
    "options": _chosen,
}
