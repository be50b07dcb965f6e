"""What a filter asks of the fields of cards: `field-12=34` in the address, alternatives within one field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cashboard.activity.actors import Actor
from cashboard.activity.texts import storable

PREFIX, NOTHING, ME, TICKED = "field-", "is:nothing", "is:me", "is:yes"
MOST, LONGEST = 20, 200
Asked = tuple[tuple[int, tuple[str, ...]], ...]
"""For each field, by its id, the values that are asked for."""


def read_asked(query: Any) -> Asked:
    """From an address; what cannot be read is left out."""
    asked = {}
    for name in sorted(name for name in query if name.startswith(PREFIX))[:MOST]:
        number = name.removeprefix(PREFIX)
        values = tuple(text for each in query.getlist(name) if (text := storable(each).strip()[:LONGEST]))
        if number.isascii() and number.isdigit() and len(number) < 19 and values:
            asked[int(number)] = values
    return tuple(asked.items())


def asked_pairs(asked: Asked) -> Iterable[tuple[str, str]]:
    """As the address carries it."""
    return ((f"{PREFIX}{field}", value) for field, values in asked for value in values)


def without(asked: Asked, name: str, value: str) -> Asked:
    """The same with one value taken out."""
    kept = [
        (field, tuple(each for each in values if (f"{PREFIX}{field}", each) != (name, value)))
        for field, values in asked
    ]
    return tuple((field, values) for field, values in kept if values)


def fields_condition(asked: Asked, actor: Actor) -> Q:
    """As a condition on cards: by id of option or person, words of a text, or NOTHING, ME, TICKED."""
    where = Q()
    for field, values in asked:
        either = Q()
        for value in values:
            either |= _says(field, value, actor)
        where &= either
    return where


def _says(field: int, value: str, actor: Actor) -> Q:
    from cashboard.work.cards.contents import ChosenOption, FieldValue

    said = FieldValue.objects.filter(field=field, card=OuterRef("pk"))
    chosen = ChosenOption.objects.filter(field=field, card=OuterRef("pk"))
    if value == NOTHING:
        return ~Q(Exists(said)) & ~Q(Exists(chosen))
    if value == TICKED:
        return Q(Exists(said.filter(number__isnull=False)))
    pk = actor.person or 0 if value == ME else _number(value)
    if not pk:
        return Q(Exists(said.filter(text__icontains=value)))
    named = Q(option=pk) | Q(person=pk) | Q(text__icontains=value)  # a field has one kind: one of them fits
    return Q(Exists(said.filter(named))) | Q(Exists(chosen.filter(option=pk)))


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
