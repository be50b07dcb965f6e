"""Checklists as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.shapes.values import VISIBLE, Id, Name, Ref

Text = Annotated[str, Meta(pattern=VISIBLE, max_length=500, min_length=1, examples=["Ask for the order"])]
Lines = Annotated[str, Meta(max_length=50_000, min_length=1, examples=["Ask for the order\nSend a copy"])]


class Item(msgspec.Struct):
    """One thing to do."""

    id: int
    text: str
    done_at: datetime | None
    done_by: Ref | None
    owner: Ref | None
    due_on: date | None


class Checklist(msgspec.Struct):
    """A named list of items, in order."""

    id: int
    name: str
    items: list[Item]


class Checklists(msgspec.Struct):
    """All lists of a card, in order."""

    version: Annotated[int, Meta(description="The card's version.")]
    checklists: list[Checklist]


class NewChecklist(msgspec.Struct, forbid_unknown_fields=True):
    """A list to put on a card."""

    name: Name


class NewItems(msgspec.Struct, forbid_unknown_fields=True):
    """Items to add, one a line; bullets and boxes at the beginning of a line are left out."""

    text: Lines


class ItemChange(msgspec.Struct, forbid_unknown_fields=True):
    """What is left out stays; null takes away.

    `before` is the item of the same list to stand above, null for its end.
    """

    done: bool | UnsetType = UNSET
    text: Text | UnsetType = UNSET
    owner: Id | UnsetType | None = UNSET
    due_on: date | UnsetType | None = UNSET
    before: Id | UnsetType | None = UNSET
