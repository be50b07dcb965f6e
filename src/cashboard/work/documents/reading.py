"""The beginning of a document that is text, for a look at it: lines, a table, or Markdown."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import Literal

from cashboard.work.documents.models import Version
from cashboard.work.documents.naming import media_type_of
from cashboard.work.documents.storage import storage

MOST_BYTES, MOST_LINES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 64 * 1024, 400, 200, 30, 300
READABLE = {"application/json", "application/xml", "application/x-sh", "application/yaml"}
Kind = Literal["text", "table", "markdown"]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What can be shown: `text`, or `rows` of a table. `is_all`: nothing was left out."""

    kind: Kind
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)
    is_all: bool = True


def beginning_of(version: Version) -> Beginning | None:
    """The first part of a text; None for what is none, or is not here."""
    kind = media_type_of(version.name)
    if not kind.startswith("text/") and kind not in READABLE:
        return None
    try:
        with storage().open(version.file_id) as file:
            raw = file.read(MOST_BYTES)
    except FileNotFoundError:
        return None
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    text, is_all = _decoded(raw), version.file.size <= len(raw)
    if kind == "text/csv":
        return _table(text, is_all)
    if kind == "text/markdown":
        return Beginning("markdown", text, is_all=is_all)
    lines = text.splitlines()
    shown = "\n".join(lines[:MOST_LINES])
    return Beginning("text", shown, is_all=is_all and len(lines) <= MOST_LINES)


def _decoded(raw: bytes) -> str:
    """UTF-8 or UTF-16 with a mark, UTF-8, or what Windows writes. A character cut at the end is left out."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "ignore")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 3 and len(raw) == MOST_BYTES:
            return raw[: error.start].decode("utf-8-sig")
        return raw.decode("cp1252", "replace")


def _table(text: str, is_all: bool) -> Beginning:
    first = text.partition("\n")[0]
    separator = max(";,\t|", key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(rows) == MOST_ROWS:
                return Beginning("table", rows=rows, is_all=False)
            rows.append([cell[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]])
    except csv.Error:
        return Beginning("text", "\n".join(text.splitlines()[:MOST_LINES]), is_all=False)
    return Beginning("table", rows=rows, is_all=is_all)
