"""Cards as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.fields import FieldValue
from cashboard.api.shapes.values import VISIBLE, Id, Money, Name, Ref

Title = Annotated[str, Meta(max_length=500, min_length=1, pattern=VISIBLE, examples=["Call Nordwind"])]
LongText = Annotated[str, Meta(max_length=50_000, description="Markdown.", examples=["They want a copy."])]
Kind = Literal["information", "not_started", "in_progress", "completed", "cancelled"]


class StatusRef(msgspec.Struct):
    """The status that a card stands in; its kind says what that means."""

    id: int
    name: str
    kind: Kind


class SpaceRef(msgspec.Struct):
    """The space of a card."""

    id: int
    key: str


class Object(msgspec.Struct):
    """The object of the business under a card."""

    kind: Annotated[str, Meta(examples=["invoice"])]
    id: int


class CardSummary(msgspec.Struct, kw_only=True):
    """A card as lists give it."""

    id: int
    key: Annotated[str, Meta(examples=["COL-12"])]
    version: int
    title: str
    space: SpaceRef
    status: StatusRef
    responsible: Ref | None
    coworkers: list[Ref]
    labels: list[Ref]
    fields: Annotated[list[FieldValue], Meta(description="Those in which it says something, and formulas.")]
    start_on: date | None
    due_on: date | None
    amount: Money | None
    party: Ref | None
    stands_on: Object | None
    created_at: datetime
    changed_at: datetime
    blocked_at: Annotated[
        datetime | None, Meta(description="Since when it is blocked; see `blocks` for what blocks it.")
    ]
    started_at: datetime | None
    completed_at: datetime | None
    archived_at: datetime | None


class Card(CardSummary, kw_only=True):
    """A card with all that is written on it."""

    description: str


class CardQuery(PageQuery, kw_only=True):
    """Which cards. Archived ones come only with `archived=true`."""

    space: Id | UnsetType = UNSET
    status: Id | UnsetType = UNSET
    responsible: Id | UnsetType = UNSET
    party: Annotated[Id, Meta(description="The customer.")] | UnsetType = UNSET
    key: Annotated[str, Meta(max_length=24, pattern=r"^[A-Z0-9-]+$", examples=["COL-12"])] | UnsetType = UNSET
    overdue: Annotated[bool, Meta(description="Open and due before the caller's today.")] | UnsetType = UNSET
    updated_since: Annotated[datetime, Meta(tz=True, examples=["2026-11-02T08:00:00Z"])] | UnsetType = UNSET
    archived: bool = False


class NewCard(msgspec.Struct, forbid_unknown_fields=True):
    """A card to make; without a status it stands in the first one of its space."""

    space: Id
    title: Title
    status: Id | None = None
    description: LongText = ""
    responsible: Id | None = None
    due_on: date | None = None


class Move(msgspec.Struct, forbid_unknown_fields=True):
    """The status to go to, above the card `before` or at the end."""

    status: Id
    before: Id | None = None


class Assignment(msgspec.Struct, forbid_unknown_fields=True):
    """The responsible person, null for nobody."""

    person: Id | None


class Dates(msgspec.Struct, forbid_unknown_fields=True):
    """A date that is left out stays, null clears it."""

    start_on: date | UnsetType | None = UNSET
    due_on: date | UnsetType | None = UNSET
    followers: bool = False


class Shift(msgspec.Struct, forbid_unknown_fields=True):
    """So many days: later, or with a minus earlier."""

    days: int


class TitleChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another title."""

    title: Title


class DescriptionChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another description."""

    description: LongText


class NewLabel(msgspec.Struct, forbid_unknown_fields=True):
    """A label by its name; the space gets it when it is new."""

    name: Name


class NewCoworker(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody who works on the card too."""

    person: Id


class Archiving(msgspec.Struct, forbid_unknown_fields=True):
    """Why the card is put away."""

    reason: Annotated[str, Meta(max_length=500, pattern=r"^[^\u0000]*$")] = ""
