"""Which column of the file is which field of an invoice."""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass

from cashboard.trade.receivables_file.header_names import FIELDS, RANKS, REQUIRED, TERMS
from cashboard.work.list_files.headers import normalised
from cashboard.work.list_files.unreadable import MappingError

DATE_FIELDS = ("issued_on", "due_on", "settled_on")
IGNORE = "ignore"
_STYLES = {**dict.fromkeys(DATE_FIELDS, ("mdy", "dmy", "ymd")), "amount": ("point", "comma")}


@dataclass(frozen=True)
class Mapping:
    """`columns`: field -> column; `ignored`: columns that are no field; `styles`: field -> style as stated.

    A style is mdy, dmy or ymd for a date and point or comma (the decimal mark) for the amount.
    """

    columns: dict[str, str]
    ignored: tuple[str, ...]
    styles: dict[str, str]


def map_columns(header: Sequence[str], overrides: AnyMapping[str, str]) -> Mapping:
    """Known names map by themselves; `overrides` (column -> "field", "field:style" or "ignore") come first.

    A field that an override names is taken from that column alone. Raises MappingError, with the columns
    there are and the `--map` to give, for an unknown column, field or style, two columns for one field, or a
    missing field.
    """
    stated, styles, dropped = _stated(header, overrides)
    columns = dict(stated)
    free = [name for name in header if name not in dropped and name not in stated.values()]
    for field in FIELDS:
        if field not in columns and (name := _known(field, free, header)):
            columns[field] = name
            free.remove(name)
    missing = [field for field in REQUIRED if field not in columns]
    if missing:
        raise MappingError(_missing(missing, header))
    return Mapping(columns, tuple(name for name in header if name not in columns.values()), styles)


def _stated(
    header: Sequence[str], overrides: AnyMapping[str, str]
) -> tuple[dict[str, str], dict[str, str], set[str]]:
    columns: dict[str, str] = {}
    styles: dict[str, str] = {}
    dropped = set()
    for given, target in overrides.items():
        column = _column_named(given, header)
        field, _, style = target.partition(":")
        if field == IGNORE:
            dropped.add(column)
            continue
        _check_field(column, field, style, header)
        if field in columns:
            raise _clash(field, [columns[field], column], header)
        columns[field] = column
        if style:
            styles[field] = style
    return columns, styles, dropped


def _column_named(given: str, header: Sequence[str]) -> str:
    if given in header:
        return given
    alike = [name for name in header if normalised(name) == normalised(given)]
    if len(alike) != 1:
        raise MappingError(f"There is no column {given!r}. {_there_are(header)}")
    return alike[0]


def _check_field(column: str, field: str, style: str, header: Sequence[str]) -> None:
    if field not in FIELDS:
        raise MappingError(
            f"There is no field {field!r} for column {column!r}. Fields: {', '.join(FIELDS)}; or {IGNORE}."
        )
    styles = _STYLES.get(field, ())
    if style and style not in styles:
        options = " or ".join(_option(column, f"{field}:{style}") for style in styles) or _option(
            column, field
        )
        raise MappingError(f"{field}:{style} is not a way to read {field}. Give {options}.")


def _known(field: str, free: Sequence[str], header: Sequence[str]) -> str | None:
    for names in RANKS[field]:
        claims = [name for name in free if normalised(name) in names or normalised(_undoubled(name)) in names]
        if len(claims) > 1:
            raise _clash(field, claims, header)
        if claims:
            return claims[0]
    return None


def _undoubled(name: str) -> str:
    """A repeated column's own name: "Curr. (2)" in the table is "Curr." in the file."""
    start, _, number = name.rpartition(" (")
    return start if number.removesuffix(")").isdigit() else name


def _clash(field: str, claims: Sequence[str], header: Sequence[str]) -> MappingError:
    listed = " and ".join(repr(name) for name in claims)
    options = " or ".join(_option(name, field) for name in claims)
    return MappingError(
        f"Columns {listed} both look like {field}. Say which it is: {options}. {_there_are(header)}"
    )


def _missing(missing: Sequence[str], header: Sequence[str]) -> str:
    options = " ".join(_option("COLUMN", field) for field in missing)
    text = f"No column is known as {', '.join(missing)}. Say which it is: {options}. {_there_are(header)}"
    terms = [name for name in header if normalised(name) in TERMS]
    if "due_on" in missing and terms:
        text += (
            f" Due dates are not computed from payment terms ({terms[0]}): export the list with the due date."
        )
    return text


def _there_are(header: Sequence[str]) -> str:
    return f"The columns are: {', '.join(header)}."


def _option(column: str, field: str) -> str:
    return f'--map "{column}={field}"'
