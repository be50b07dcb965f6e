"""Which column of a list is what of a card: known names map by themselves, choices come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.importing.brought import BroughtField
from cashboard.work.importing.targets import IGNORED, MANY, NAMES, TITLES
from cashboard.work.list_files.headers import normalised
from cashboard.work.list_files.unreadable import MappingError

NEW, OWN = "new:", "field:"
NEW_KINDS = (
    FieldKind.TEXT,
    FieldKind.NUMBER,
    FieldKind.DATE,
    FieldKind.SELECT,
    FieldKind.MULTI_SELECT,
    FieldKind.CHECKBOX,
    FieldKind.LINK,
)
"""The kinds of fields that can be made from a column."""

NOT_READ = (FieldKind.FORMULA, FieldKind.PERSON)

USUAL_SELECTS = frozenset(
    {"priority", "prioritat", "priorite", "prioridad", "priorita", "issuetype", "worktype", "severity"}
)
"""Columns that become a select without being asked for, normalised."""


def map_columns(
    header: Sequence[str], chosen: Mapping[str, str], fields: Iterable[Field] = ()
) -> dict[str, str]:
    """Column -> target, `new:KIND`, `field:ID` or `ignore`, for every column of the header.

    `chosen` comes first: there a field can also be named by its name. Raises MappingError for an unknown
    column or target, or two columns for one thing; a list without a title is for whoever chooses.
    """
    own = {normalised(field.name): field for field in fields if field.kind not in NOT_READ}
    stated = {_column(name, header): _target(target, own) for name, target in chosen.items()}
    mapped = {name: stated.get(name, "") for name in header}
    taken = {target for target in stated.values() if target not in MANY and target != IGNORED}
    for name in header:
        if not mapped[name]:
            target = _known(name, taken, own)
            mapped[name] = target
            if target not in MANY and target != IGNORED:
                taken.add(target)
    _refuse_twice(mapped)
    return mapped


def fields_of(mapped: Mapping[str, str], fields: Iterable[Field]) -> dict[str, BroughtField]:
    """The fields that columns are, by the column."""
    own = {field.pk: field for field in fields}
    found: dict[str, BroughtField] = {}
    for column, target in mapped.items():
        if target.startswith(NEW):
            found[column] = BroughtField(_field_name(column), FieldKind(target.removeprefix(NEW)))
        elif target.startswith(OWN) and (field := own.get(int(target.removeprefix(OWN)))):
            found[column] = BroughtField(field.name, FieldKind(field.kind), field.pk)
    return found


def _field_name(column: str) -> str:
    """What a new field is called; Jira calls the columns of its own fields Custom field (...)."""
    inner = column.removeprefix("Custom field (")
    return (inner.removesuffix(")") if inner != column else column)[:120]


def _column(given: str, header: Sequence[str]) -> str:
    if given in header:
        return given
    alike = [name for name in header if normalised(name) == normalised(given)]
    if len(alike) != 1:
        raise MappingError(f"There is no column {given[:60]!r}. Columns: {', '.join(header)}.")
    return alike[0]


def _target(given: str, own: Mapping[str, Field]) -> str:
    if given in TITLES or given == IGNORED:
        return given
    if given.startswith(NEW) and given.removeprefix(NEW) in NEW_KINDS:
        return given
    ids = {str(field.pk) for field in own.values()}
    if given.startswith(OWN) and given.removeprefix(OWN) in ids:
        return given
    field = own.get(normalised(given))
    if field is None:
        kinds = ", ".join(f"{NEW}{kind}" for kind in NEW_KINDS)
        names = ", ".join(field.name for field in own.values())
        raise MappingError(
            f"{given[:60]!r} is nothing that a card has. Give one of {', '.join(TITLES)}; {IGNORED}; {kinds}"
            f"{f'; or a field of the space: {names}' if names else ''}."
        )
    return f"{OWN}{field.pk}"


def _known(name: str, taken: set[str], own: Mapping[str, Field]) -> str:
    plain = normalised(_undoubled(name))
    if plain in own and f"{OWN}{own[plain].pk}" not in taken:
        return f"{OWN}{own[plain].pk}"
    for target, names in NAMES.items():
        if plain in names and target not in taken:
            return target
    return f"{NEW}{FieldKind.SELECT}" if plain in USUAL_SELECTS else IGNORED


def _undoubled(name: str) -> str:
    """Comment (2) is called Comment in the file."""
    base, _, number = name.rpartition(" (")
    return base if base and number[:-1].isdigit() and number.endswith(")") else name


def _refuse_twice(mapped: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for column, target in mapped.items():
        if target in MANY or target == IGNORED or target.startswith(NEW):
            continue
        if target in seen:
            what = TITLES.get(target, target)
            raise MappingError(f"{seen[target]} and {column} cannot both be {what}. Choose one of them.")
        seen[target] = column
