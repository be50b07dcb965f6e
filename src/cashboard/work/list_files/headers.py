"""Where the header is, below any title rows, and what its columns are called."""

import unicodedata
from collections import Counter
from collections.abc import Sequence, Set

from cashboard.work.list_files.records import Cell, Record
from cashboard.work.list_files.unreadable import UnreadableFile

SEARCHED = 40
"""The header is looked for in this many rows from the top."""


def normalised(name: str) -> str:
    """Letters and digits only, no case, no accents: "Fälligkeits-Datum" is "falligkeitsdatum"."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("#", "no"))
    return "".join(character for character in folded if character.isalnum())


def header_among(rows: Sequence[Record], names: Set[str]) -> Record:
    """The row with the most known names (normalised, in `names`); without any, the first as wide as most.

    Raises UnreadableFile when all rows are empty.
    """
    filled = [row for row in rows if not row.is_blank]
    if not filled:
        raise UnreadableFile(
            "The file has no cells with text in them. Export the list again, with its header row."
        )
    best = max(filled, key=lambda row: known_names(row, names))  # the first of equals
    if known_names(best, names) >= 2:
        return best
    usual, _ = Counter(_width(row) for row in filled).most_common(1)[0]
    return next(row for row in filled if 2 * _width(row) >= usual)


def known_names(row: Record, names: Set[str]) -> int:
    """How many cells of a row are names that a header is known by."""
    return len(names & {normalised(cell) for cell in row.cells if isinstance(cell, str)})


def column_names(cells: Sequence[Cell]) -> tuple[str, ...]:
    """One distinct name per column: a repeated name gets " (2)", a missing one is "(column 5)"."""
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(str(cell).split()) or f"(column {number})"
        distinct, times = name, 1
        while distinct in names:
            times += 1
            distinct = f"{name} ({times})"
        names.append(distinct)
    return tuple(names)


def _width(row: Record) -> int:
    return sum(1 for cell in row.cells if cell != "")
