"""Events as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.values import Id


class Doer(msgspec.Struct):
    """Who did it: a person, a person's token, a rule, a connector or the system itself."""

    kind: Annotated[str, Meta(examples=["person"])]
    person: int | None
    name: str


class Part(msgspec.Struct):
    """An object that took part, with its name as it was (OCEL 2.0's object type, id and qualifier)."""

    type: Annotated[str, Meta(examples=["card"])]
    id: int | None
    name: str
    qualifier: str


class Event(msgspec.Struct, kw_only=True):
    """One thing that happened. `seq` is the order in which everybody sees it; `data` depends on the type."""

    id: UUID
    seq: int
    type: Annotated[str, Meta(examples=["card.moved"])]
    sentence: Annotated[str, Meta(examples=["Marco Rossi moved the card from Open to Overdue"])]
    at: datetime
    recorded_at: datetime
    backfilled: bool
    actor: Doer
    via: str
    cause: UUID | None
    change: UUID
    workspace: int | None
    space: int | None
    data: dict[str, Any]
    objects: list[Part]
    can_undo: bool


class EventQuery(PageQuery, kw_only=True):
    """Which events. A reader that comes again passes the last `seq` it saw as `after`."""

    space: Id | UnsetType = UNSET
    card: Id | UnsetType = UNSET
    type: Annotated[str, Meta(max_length=60, pattern=r"^[a-z_.]+$", examples=["card.moved"])] | UnsetType = (
        UNSET
    )
    after: Annotated[int, Meta(ge=0, le=2**63 - 1)] | UnsetType = UNSET
