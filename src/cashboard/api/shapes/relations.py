"""What is related with a card, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from cashboard.api.shapes.cards import Kind, Title
from cashboard.api.shapes.values import Id

Tie = Annotated[
    Literal["parent", "child", "previous", "next"], Meta(description="What the other card is to this one.")
]
Lag = Annotated[
    int,
    Meta(ge=0, le=1_000, description="Days between the end of the previous card and the start of the next."),
]


class NewRelation(msgspec.Struct, forbid_unknown_fields=True):
    """The other card, and what it is to this one. Only previous and next cards have days between."""

    tie: Tie
    card: Id
    lag: Lag = 0


class NewSubcard(msgspec.Struct, forbid_unknown_fields=True):
    """A subcard to make."""

    title: Title


class RelatedCard(msgspec.Struct):
    """A related card as it is now."""

    id: int
    key: Annotated[str, Meta(examples=["ORD-3"])]
    title: str
    status: str
    kind: Kind
    start_on: date | None
    due_on: date | None
    is_archived: bool


class Relation(msgspec.Struct):
    """A relation, and the card at its other end."""

    id: int
    tie: Tie
    lag: int
    card: RelatedCard


class Conflict(msgspec.Struct):
    """A rule of dates that this card and another one break, also over several relations."""

    rule: Annotated[str, Meta(examples=["next_starts_before_previous_ends"])]
    tie: Tie
    card: RelatedCard
    sentence: str


class Relations(msgspec.Struct, kw_only=True):
    """What is related with a card, as far as the caller may see it.

    `progress` is in percent, null without subcards; `waits_for` are the keys of open cards before it.
    """

    progress: int | None
    waits_for: list[str]
    relations: list[Relation]
    conflicts: list[Conflict]
