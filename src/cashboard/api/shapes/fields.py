"""Fields of spaces, and what cards say in them, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.shapes.values import Id, Money, Name, Ref

Kind = Literal[
    "text", "number", "money", "date", "person", "select", "multi_select", "checkbox", "link", "formula"
]
Colour = Literal["blue", "violet", "teal", "amber", "rose", "green", "indigo", "orange"]
Help = Annotated[str, Meta(max_length=300, pattern=r"^[^\u0000]*$", examples=["Days net"])]
Formula = Annotated[
    str,
    Meta(
        max_length=1_000,
        pattern=r"^[^\u0000]*$",
        description="Fields in brackets, amount, due, start, created, today; see the guide.",
        examples=["amount * 0.02"],
    ),
]
Text = Annotated[str, Meta(max_length=2_000, pattern=r"^[^\u0000]*$", examples=["On their letter of 4 May"])]
Number = Annotated[str, Meta(pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$", examples=["12.5"])]


class Option(msgspec.Struct):
    """One of the answers of a select; a retired one is no longer offered and stays on its cards."""

    id: int
    name: str
    colour: Colour
    is_retired: bool


class Field(msgspec.Struct, kw_only=True):
    """Something that the cards of a space say. `formula` names other fields as they are called now."""

    id: int
    space: int
    name: str
    kind: Kind
    help: str
    formula: str
    on_front: bool
    is_archived: bool
    options: list[Option]


class FieldValue(msgspec.Struct, kw_only=True):
    """What a card says in a field: the part that fits its kind is set.

    A formula's answer stands where its type has its place; without one, `problem` says why.
    """

    field: Ref
    kind: Kind
    text: str | None = None
    number: str | None = None
    money: Money | None = None
    on: date | None = None
    person: Ref | None = None
    options: list[Ref] = []
    checked: bool | None = None
    problem: str | None = None


class NewOption(msgspec.Struct, forbid_unknown_fields=True):
    """An option to make; without a colour it gets the next one."""

    name: Name
    colour: Colour | None = None


class NewField(msgspec.Struct, forbid_unknown_fields=True):
    """A field to make. Its kind stays; a select has options, a formula its formula."""

    name: Name
    kind: Kind
    help: Help = ""
    options: Annotated[list[NewOption], Meta(max_length=100)] = []
    formula: Formula = ""
    on_front: bool = False


class HelpChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another help text."""

    help: Help


class FormulaChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another formula."""

    formula: Formula


class FrontChange(msgspec.Struct, forbid_unknown_fields=True):
    """Whether the front of cards shows it."""

    on_front: bool


class Placing(msgspec.Struct, forbid_unknown_fields=True):
    """Before which it stands, null for the end."""

    before: Id | None


class ColourChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another colour."""

    colour: Colour


class Filling(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What to say: exactly the part that fits the field's kind; null, an empty list or false says nothing.

    `text` for text and link, `on` for date, `options` for select (at most one) and multi_select.
    """

    text: Text | UnsetType | None = UNSET
    number: Number | UnsetType | None = UNSET
    money: Money | UnsetType | None = UNSET
    on: date | UnsetType | None = UNSET
    person: Id | UnsetType | None = UNSET
    options: Annotated[list[Id], Meta(max_length=100)] | UnsetType = UNSET
    checked: bool | UnsetType = UNSET
