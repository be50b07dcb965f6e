"""Formula fields: checked where they are defined, worked out for the cards at hand, kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from cashboard.activity.refusals import Invalid
from cashboard.work.fields.content import Content
from cashboard.work.fields.formulas.reckoning import Empty, Quantity, Result, reckon
from cashboard.work.fields.formulas.tokens import FormulaError
from cashboard.work.fields.formulas.tree import Node, parse, with_ids, with_names
from cashboard.work.fields.formulas.typing import Type, type_of
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field

TYPES: dict[str, Type] = {
    FieldKind.TEXT: "text",
    FieldKind.NUMBER: "number",
    FieldKind.MONEY: "money",
    FieldKind.DATE: "date",
    FieldKind.PERSON: "text",
    FieldKind.SELECT: "text",
    FieldKind.CHECKBOX: "truth",
    FieldKind.LINK: "text",
}
"""What a formula makes of each kind; it cannot read a multi-select."""


def kept_formula(source: str, fields: Sequence[Field], field: Field | None = None) -> str:
    """The formula as it is kept, checked as that of `field` among these of its space.

    Raises FormulaError, and Invalid where another formula could no longer read this one.
    """
    there = [each for each in fields if each.archived_at is None]
    names = {each.name.lower(): each.pk for each in there} | {f"#{each.pk}": each.pk for each in there}
    tree = parse(source, names)
    formulas = {each.pk: _tree(each.formula) for each in there if each.kind == FieldKind.FORMULA}
    if field is not None:
        _check_circle(tree, field, formulas)
    types = types_of([each for each in there if field is None or not _reads(each.pk, field.pk, formulas)])
    mine = type_of(tree, types)
    if field is not None:
        _check_readers(field, mine, there, formulas, types)
    return with_ids(source.strip(), names)


def spelt(formula: str, fields: Sequence[Field]) -> str:
    """A kept formula with the names that its fields have now."""
    return with_names(formula, {each.pk: each.name for each in fields})


def readers_of(field: Field, fields: Sequence[Field]) -> list[Field]:
    """The formula fields in use that read this one."""
    formulas = [each for each in fields if each.kind == FieldKind.FORMULA and each.archived_at is None]
    return [each for each in formulas if field.pk in {pk for pk, _ in _tree(each.formula).fields()}]


def types_of(fields: Sequence[Field]) -> dict[int, Type]:
    """The type of each field that a formula can read."""
    types = {each.pk: TYPES[each.kind] for each in fields if each.kind in TYPES}
    for each in _in_order(fields):
        types[each.pk] = type_of(_tree(each.formula), types)
    return types


class Reckoner:
    """The formulas of a space, read once and worked out for card after card."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = [each for each in fields if each.kind != FieldKind.FORMULA]
        self._formulas = [(each, _tree(each.formula)) for each in _in_order(fields)]

    def of(self, contents: Mapping[int, Content], facts: Mapping[str, Result]) -> dict[int, Result]:
        """What each formula field of a card comes to, by the field's id."""
        if not self._formulas:
            return {}
        known: dict[int, Result] = {each.pk: _readable(each, contents.get(each.pk)) for each in self._fields}
        for field, tree in self._formulas:
            known[field.pk] = reckon(tree, facts, known)
        return {field.pk: known[field.pk] for field, _ in self._formulas}


def _readable(field: Field, content: Content | None) -> Result:
    if field.kind == FieldKind.CHECKBOX:
        return content is not None
    if content is None:
        return Empty(f"{field.name} is empty")
    if content.number is not None:
        return Quantity(content.number, content.currency)
    return content.on or content.text or ", ".join(each.name for each in content.named)


class _ByNumber(dict[str, int]):
    """Any `#12` is the field 12."""

    def __contains__(self, name: object) -> bool:
        return str(name)[:1] == "#" and str(name)[1:].isdecimal()

    def __getitem__(self, name: str) -> int:
        return int(name[1:])


@lru_cache(maxsize=1_000)
def _tree(kept: str) -> Node:
    return parse(kept, _ByNumber())


def _in_order(fields: Sequence[Field]) -> list[Field]:
    """The formula fields, each behind those that it reads."""
    waiting = {each.pk: each for each in fields if each.kind == FieldKind.FORMULA}
    ordered: list[Field] = []
    while waiting:
        ready = [
            each
            for each in waiting.values()
            if not any(pk in waiting for pk, _ in _tree(each.formula).fields())
        ]
        if not ready:
            break
        ordered += ready
        for each in ready:
            del waiting[each.pk]
    return ordered


def _reads(one: int, other: int, formulas: Mapping[int, Node]) -> bool:
    """Whether the formula of one field hangs on the other one, directly or through others."""
    seen, waiting = {one}, [one]
    while waiting:
        pk = waiting.pop()
        if pk == other:
            return True
        found = {each for each, _ in formulas[pk].fields()} if pk in formulas else set()
        waiting += found - seen
        seen |= found
    return False


def _check_circle(tree: Node, field: Field, formulas: Mapping[int, Node]) -> None:
    for pk, at in tree.fields():
        if _reads(pk, field.pk, formulas):
            raise FormulaError(f"{field.name} would be worked out of itself.", at)


def _check_readers(
    field: Field, mine: Type, there: Sequence[Field], formulas: Mapping[int, Node], types: dict[int, Type]
) -> None:
    types[field.pk] = mine
    readers = [each for each in there if each.pk != field.pk and _reads(each.pk, field.pk, formulas)]
    for each in _in_order(readers):
        try:
            types[each.pk] = type_of(formulas[each.pk], types)
        except FormulaError as error:
            raise Invalid(
                f"{each.name} works with {field.name} and could not go on: {error}", "formula"
            ) from None
