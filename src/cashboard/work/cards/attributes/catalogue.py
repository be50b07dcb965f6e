"""All attributes that the cards of a space can be grouped by."""

from __future__ import annotations

from collections.abc import Iterable

from cashboard.work.cards.attributes.attribute import Attribute
from cashboard.work.cards.attributes.due import DueAttribute
from cashboard.work.cards.attributes.fields import KINDS
from cashboard.work.cards.attributes.own import (
    CustomerAttribute,
    ParentAttribute,
    ResponsibleAttribute,
    StatusAttribute,
)
from cashboard.work.cards.attributes.several import BlockerAttribute, CoworkerAttribute, LabelAttribute
from cashboard.work.fields.models import Field

OWN: list[Attribute] = [
    StatusAttribute(),
    ResponsibleAttribute(),
    CoworkerAttribute(),
    DueAttribute(),
    LabelAttribute(),
    CustomerAttribute(),
    ParentAttribute(),
    BlockerAttribute(),
]


def attributes_of(fields: Iterable[Field]) -> dict[str, Attribute]:
    """By name: what every card has, and those of these fields that have groups."""
    kept = [KINDS[field.kind](field) for field in fields if field.kind in KINDS]
    return {each.name: each for each in [*OWN, *kept]}
