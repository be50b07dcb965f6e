"""Spaces, their statuses and the members of places as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.cards import Kind
from cashboard.api.shapes.values import Id, Name, Ref

SpaceKind = Annotated[
    Literal["standard", "private", "shared"],
    Meta(description="Standard takes its people from its workspace; private and shared only have their own."),
]
Role = Literal["visitor", "member", "owner"]
OrderOfWork = Annotated[
    Literal["warn", "enforce"],
    Meta(
        description="Whether a card can be begun while one before it is open: with a warning, or not at all."
    ),
]


LimitRule = Annotated[Literal["warn", "refuse"], Meta(description="What happens beyond the limit.")]
MostCards = Annotated[int, Meta(ge=1, le=9_999, examples=[4])]


Mover = Annotated[
    Literal["all", "none", "owner", "group"], Meta(description="Who may bring cards from one to another.")
]
Need = Annotated[
    str,
    Meta(
        max_length=40,
        description="responsible, start, due, description, document, checklists, or field:ID.",
        examples=["due"],
    ),
]
DoneLine = Annotated[str, Meta(max_length=200, examples=["Credit limit checked"])]


class Transition(msgspec.Struct):
    """Who may bring cards from a status into this one, where not everybody may."""

    start: Annotated[int, Meta(description="The status that they come from.")]
    who: Mover
    group: Ref | None


class Status(msgspec.Struct):
    """A status of a space; null stands for any number of cards."""

    id: int
    name: str
    kind: Kind
    limit: int | None
    limit_rule: LimitRule
    transitions: list[Transition]
    needs: Annotated[list[str], Meta(description="What a card needs to enter it.")]
    definition_of_done: Annotated[list[str], Meta(description="What is done there before a card goes on.")]


class Space(msgspec.Struct, kw_only=True):
    """A process or project with its statuses, from left to right."""

    id: int
    version: int
    workspace: int
    folder: int | None
    key: Annotated[str, Meta(description="Stands before the numbers of its cards.", examples=["COL"])]
    name: str
    kind: SpaceKind
    colour: str
    order_of_work: OrderOfWork
    statuses: list[Status]
    default_status: Annotated[int | None, Meta(description="Where new cards begin; null: in the first one.")]
    needs_responsible: Annotated[bool, Meta(description="Work starts only with a responsible person.")]
    created_at: datetime
    changed_at: datetime


class SpaceQuery(PageQuery, kw_only=True):
    """Which spaces."""

    workspace: Id | UnsetType = UNSET
    key: Annotated[str, Meta(max_length=10, pattern=r"^[A-Z0-9]+$", examples=["COL"])] | UnsetType = UNSET


class NewStatus(msgspec.Struct, forbid_unknown_fields=True):
    """A status to make; its kind says what standing in it means."""

    name: Name
    kind: Kind


class KindChange(msgspec.Struct, forbid_unknown_fields=True):
    """What a status means from now on."""

    kind: Kind


class Limit(msgspec.Struct, forbid_unknown_fields=True):
    """How many cards may stand in a status at once, null for any number."""

    limit: MostCards | None
    rule: LimitRule = "warn"


class TransitionRule(msgspec.Struct, forbid_unknown_fields=True):
    """Who may bring cards from the status `start`; a group must have a role at the space or its workspace."""

    start: Id
    who: Mover
    group: Id | None = None


class Gate(msgspec.Struct, forbid_unknown_fields=True):
    """What a card needs to enter a status; empty for nothing."""

    needs: Annotated[list[Need], Meta(max_length=200)]


class Definition(msgspec.Struct, forbid_unknown_fields=True):
    """What is done in a status before a card goes on; empty for nothing."""

    items: Annotated[list[DoneLine], Meta(max_length=30)]


class Position(msgspec.Struct, forbid_unknown_fields=True):
    """The status to the left of which to stand, null for the right end."""

    before: Id | None


class Removal(msgspec.Struct, forbid_unknown_fields=True):
    """The status to which the cards go."""

    into: Id | None = None


class Beginning(msgspec.Struct, forbid_unknown_fields=True):
    """The status in which new cards begin, null for the leftmost."""

    status: Id | None


class Condition(msgspec.Struct, forbid_unknown_fields=True):
    """Whether work starts only with a responsible person."""

    needs_responsible: bool


class NewSpace(msgspec.Struct, forbid_unknown_fields=True):
    """A space to make. Without statuses it gets To do, Doing and Done."""

    workspace: Id
    key: Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{1,9}$", description="Unique here.", examples=["COL"])]
    name: Name
    kind: SpaceKind = "standard"
    folder: Id | None = None
    statuses: Annotated[list[NewStatus], Meta(min_length=1, max_length=100)] | None = None


class OrderChosen(msgspec.Struct, forbid_unknown_fields=True):
    """The order of work to hold to."""

    order_of_work: OrderOfWork


class Filing(msgspec.Struct, forbid_unknown_fields=True):
    """The folder to put the space into, null for none."""

    folder: Id | None


class Member(msgspec.Struct):
    """A person or a group with a role at a workspace or space; one of the two is null."""

    person: Ref | None
    group: Ref | None
    role: Role


class RoleGiven(msgspec.Struct, forbid_unknown_fields=True):
    """The role to give."""

    role: Role
