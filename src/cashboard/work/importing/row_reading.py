"""One row of a list as a card, or all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, cast
from urllib.parse import urlsplit

from cashboard.activity.refusals import Invalid
from cashboard.work.cards.checking_off import LONGEST_ITEM
from cashboard.work.cards.dating import EARLIEST, LATEST
from cashboard.work.cards.describing import tidy_text, tidy_title
from cashboard.work.currencies import EXPONENTS
from cashboard.work.fields.checking import LARGEST, LONGEST
from cashboard.work.fields.content import UNIT
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.importing.brought import BroughtCard, BroughtComment, BroughtField, BroughtItem, Raw
from cashboard.work.importing.moments import read_moment
from cashboard.work.list_files.amounts import DecimalMark
from cashboard.work.list_files.cells import (
    CellError,
    read_amount,
    read_date,
    read_yes_no,
    text_of,
)
from cashboard.work.list_files.dates import DateOrder
from cashboard.work.list_files.faults import BadRow, Fault
from cashboard.work.list_files.formula_cells import rearmed
from cashboard.work.list_files.records import Cell, Record

LONGEST_NAME = 120
MOST_LABELS, MOST_OPTIONS = 50, 100
_TICKED = re.compile(r"^\s*[-*]?\s*\[(?P<mark>[ xX])\]\s*")


@dataclass(frozen=True, slots=True)
class Style:
    """How the columns write dates and numbers, and the zone of times that name none."""

    orders: Mapping[str, DateOrder]
    marks: Mapping[str, str]
    zone: tzinfo

    def mark(self, column: str) -> DecimalMark | None:
        """The decimal mark of a column, None where none was seen."""
        return cast(DecimalMark | None, self.marks.get(column) or None)


def read_row(
    record: Record, mapped: Mapping[str, str], said: Mapping[str, BroughtField], style: Style
) -> BroughtCard | BadRow:
    """The card of a row; every fault of a row that cannot be one is told."""
    faults: list[Fault] = []
    found: dict[str, Any] = {"said": {}}
    for (column, target), cell in zip(mapped.items(), record.cells, strict=True):
        if column not in said and target not in READERS:
            continue
        try:
            if column in said:
                raw = read_said(said[column], cell, style, column)
                if raw not in (None, "", ()):
                    found["said"][said[column].name] = raw
            else:
                name, read, joins = READERS[target]
                value = read(cell, style, column)
                found[name] = (*found.get(name, ()), *value) if joins else value
        except (CellError, Invalid) as error:
            faults.append(Fault(column, text_of(cell).strip(), str(error)))
    if not faults and "title" not in found:
        faults.append(Fault("", "", "no column is the title: choose one"))
    if faults:
        texts = dict(zip(mapped, map(text_of, record.cells), strict=True))
        return BadRow(record.line, tuple(faults), texts)
    return BroughtCard(line=record.line, key=found.pop("key", ""), **found)


def read_said(field: BroughtField, cell: Cell, style: Style, column: str) -> Raw | None:
    """What a card says in a field. Raises CellError for what the field's kind does not take."""
    text = _plain(cell).strip()
    if not text:
        return None
    if field.kind in (FieldKind.NUMBER, FieldKind.MONEY):
        return _number(field, cell, style.mark(column))
    if field.kind == FieldKind.DATE:
        return read_date(cell, style.orders.get(column))
    if field.kind == FieldKind.CHECKBOX:
        return read_yes_no(cell)
    return _WORDS[field.kind](text)


def split_names(text: str) -> tuple[str, ...]:
    """Names between semicolons or line ends, or else between commas; each once."""
    parts = re.split(r"[;\n]" if re.search(r"[;\n]", text) else ",", text)
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def read_items(text: str) -> tuple[BroughtItem, ...]:
    """An item for each line, or between semicolons; [x] before it says that it is done."""
    lines = re.split(r"[\n]" if "\n" in text else ";", text)
    items = []
    for line in lines:
        box = _TICKED.match(line)
        words = " ".join(_TICKED.sub("", line, count=1).split())
        if len(words) > LONGEST_ITEM:
            raise CellError(f"has an item of {len(words):,} characters; at most {LONGEST_ITEM} are kept")
        if words:
            items.append(BroughtItem(words, bool(box and box["mark"] in "xX")))
    return tuple(items)


def read_comment(text: str, style: Style) -> BroughtComment | None:
    """A comment; before it may stand when it was written and by whom: 2026-11-24 10:00; Anna; text."""
    text = text.strip()
    first, _, rest = text.partition(";")
    author, semicolon, words = rest.partition(";")
    at: datetime | None = None
    if semicolon and len(first) <= 40 and len(author) <= 2 * LONGEST_NAME:
        try:
            at = read_moment(first, style.orders.get("comments") or _any(style), style.zone)
        except CellError:
            at = None
    if at is not None:
        words = tidy_text(words, "comment")
        return BroughtComment(words, " ".join(author.split()), at) if words else None
    return BroughtComment(tidy_text(text, "comment")) if text else None


def _any(style: Style) -> DateOrder | None:
    return next(iter(style.orders.values()), None)


def _number(field: BroughtField, cell: Cell, mark: DecimalMark | None) -> Raw:
    amount = read_amount(cell, mark)
    decimals = UNIT
    if field.kind == FieldKind.MONEY:
        if len(amount.currencies) != 1:
            raise CellError("needs a currency beside the number, such as 12.50 EUR")
        decimals = EXPONENTS[amount.currencies[0]]
    if abs(amount.number) >= LARGEST:
        raise CellError(f"is too large: numbers are below {LARGEST:,}")
    if amount.number != round(amount.number, decimals):
        raise CellError(f"has more than {decimals} decimals")
    return (amount.number, amount.currencies[0]) if field.kind == FieldKind.MONEY else amount.number


def _name(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_NAME:
        raise CellError(f"has {len(text)} characters; a name has at most {LONGEST_NAME}")
    return text


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in text
    except ValueError:
        is_web = False
    if not is_web or len(text) > LONGEST:
        raise CellError("is not the address of a page; it begins with https:// or http://")
    return text


def _line(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise CellError(f"has {len(text):,} characters; a field takes at most {LONGEST:,}")
    return text


_WORDS: dict[str, Callable[[str], Raw]] = {
    FieldKind.TEXT: _line,
    FieldKind.LINK: _address,
    FieldKind.SELECT: _name,
    FieldKind.MULTI_SELECT: lambda text: tuple(_name(each) for each in split_names(text)),
}


def _plain(cell: Cell) -> str:
    return rearmed(text_of(cell))


def _title(cell: Cell, style: Style, column: str) -> str:
    return tidy_title(_plain(cell))


def _short(cell: Cell, style: Style, column: str) -> str:
    return _name(_plain(cell))


def _key(cell: Cell, style: Style, column: str) -> str:
    return _name(_plain(cell))


def _person(cell: Cell, style: Style, column: str) -> str:
    return _name(_plain(cell))


def _text(cell: Cell, style: Style, column: str) -> str:
    return tidy_text(_plain(cell), "description")


def _day(cell: Cell, style: Style, column: str) -> date | None:
    moment = read_moment(cell, style.orders.get(column), style.zone)
    day = moment.astimezone(style.zone).date() if moment else None
    if day is not None and not EARLIEST <= day <= LATEST:
        raise CellError("is out of range: give a date between 1970 and 2100")
    return day


def _moment(cell: Cell, style: Style, column: str) -> datetime | None:
    return read_moment(cell, style.orders.get(column), style.zone)


def _names(cell: Cell, style: Style, column: str) -> tuple[str, ...]:
    names = tuple(_name(each) for each in split_names(_plain(cell)))
    if len(names) > MOST_LABELS:
        raise CellError(f"has {len(names)} names; at most {MOST_LABELS} are taken")
    return names


def _keys(cell: Cell, style: Style, column: str) -> tuple[str, ...]:
    return tuple(_name(each) for each in split_names(_plain(cell)))


def _comments(cell: Cell, style: Style, column: str) -> Iterator[BroughtComment]:
    comment = read_comment(_plain(cell), style)
    if comment is not None:
        yield comment


def _checklists(cell: Cell, style: Style, column: str) -> Iterator[tuple[str, tuple[BroughtItem, ...]]]:
    items = read_items(_plain(cell))
    if items:
        yield _name(column), items


def _yes(cell: Cell, style: Style, column: str) -> bool:
    return read_yes_no(cell)


Reader = Callable[[Cell, Style, str], Any]
READERS: dict[str, tuple[str, Reader, bool]] = {
    "title": ("title", _title, False),
    "key": ("key", _key, False),
    "status": ("status", _short, False),
    "description": ("description", _text, False),
    "responsible": ("responsible", _person, False),
    "coworkers": ("coworkers", _names, True),
    "labels": ("labels", _names, True),
    "start": ("start_on", _day, False),
    "due": ("due_on", _day, False),
    "created": ("created_at", _moment, False),
    "completed": ("completed_at", _moment, False),
    "checklist": ("checklists", _checklists, True),
    "comments": ("comments", _comments, True),
    "parent": ("parents", _keys, True),
    "next": ("followers", _keys, True),
    "previous": ("precursors", _keys, True),
    "archived": ("is_archived", _yes, False),
}
"""Target -> what of the card it is, how a cell of it is read, and whether several columns add up."""
