"""Files of columns: each holds a run of the log, named by its first and last seq and a mark of the last
event.

What a file holds follows from the log alone, and it appears whole or not at all. So a copier that is killed,
runs twice or beside another leaves nothing wrong behind; and after a restore, files of a log that is no more
are known by their mark.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

from cashboard.activity.models import Event
from cashboard.insight.columns import COLUMNS, all_columns, enriched, rows_of_log, shape
from cashboard.insight.engine import connect
from cashboard.insight.logrows import read_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SMALL, LARGE = 4096, 65_536
"""Events in a file, and in one that so many small ones are merged into."""

AWHILE = 600.0
"""Seconds for which a file that is no longer needed stays, for those who are reading it."""

_NAME = re.compile(r"(\d{12})-(\d{12})-([0-9a-f]{12})\.parquet")
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Segment:
    """One file: the events from `first` to `last`, of the log in which the last one bears `mark`."""

    first: int
    last: int
    mark: str
    path: Path

    @classmethod
    def of(cls, path: Path) -> Segment | None:
        """The segment that a file is named as."""
        found = _NAME.fullmatch(path.name)
        return cls(int(found[1]), int(found[2]), found[3], path) if found else None


class Segments:
    """The files in one folder, each `small` events long, or `large`, a multiple of it."""

    def __init__(self, folder: Path | None = None, *, small: int = 0, large: int = 0) -> None:
        self.folder = folder or settings.DATA / "analytics" / shape()
        self.small, self.large = small or SMALL, large or LARGE

    def sound(self) -> list[Segment]:
        """The files that together hold this log from its first event on, in order."""
        found = [segment for path in self.folder.glob("*.parquet") if (segment := Segment.of(path))]
        marks = _marks({segment.last for segment in found})
        longest: dict[int, Segment] = {}
        for segment in found:
            if marks.get(segment.last) == segment.mark:
                longest[segment.first] = max(
                    longest.get(segment.first, segment), segment, key=lambda each: each.last
                )
        chain: list[Segment] = []
        while following := longest.get(chain[-1].last + 1 if chain else 1):
            chain.append(following)
        return chain

    def extended(self, upto: int) -> list[Segment]:
        """Write the files that the events up to `upto` fill; returns the sound ones."""
        chain = self.sound()
        if _covered(chain) + self.small <= upto:
            with _TURN:
                chain = self._extended(self.sound(), upto)
        return chain

    def _extended(self, chain: list[Segment], upto: int) -> list[Segment]:
        self.folder.mkdir(parents=True, exist_ok=True)
        while (covered := _covered(chain)) + self.small <= upto:
            at_once = covered % self.large == 0 and covered + self.large <= upto
            chain = self._merged([*chain, self._write(chain, self.large if at_once else self.small)])
        self._tidy(chain)
        return chain

    def _write(self, chain: list[Segment], size: int) -> Segment:
        first, last = _covered(chain) + 1, _covered(chain) + size
        with connect() as connection:
            connection.register("log_rows", read_rows(first - 1, last))
            connection.execute(f"CREATE TEMP VIEW earlier AS {relation(chain)}")
            return self._put(connection, enriched(rows_of_log(), "earlier"), first, last)

    def _merged(self, chain: list[Segment]) -> list[Segment]:
        """The chain with its last small files as one, when they fill a large one."""
        first, last = chain[-1].last - self.large + 1, chain[-1].last
        if last % self.large or chain[-1].first == first:
            return chain
        pieces = [segment for segment in chain if segment.first >= first]
        with connect() as connection:
            return [*chain[: -len(pieces)], self._put(connection, relation(pieces), first, last)]

    def _put(self, connection: DuckDBPyConnection, statement: str, first: int, last: int) -> Segment:
        """Write beside, then rename: by space, so that a question about one reads little of the others."""
        mark = _marks({last})[last]
        path = self.folder / f"{first:012}-{last:012}-{mark}.parquet"
        beside = self.folder / f"{uuid4().hex}.unfinished"
        ordered = f"SELECT {all_columns()} FROM ({statement}) ORDER BY space, seq, otype, oid"
        connection.execute(f"COPY ({ordered}) TO '{_quoted(beside)}' (FORMAT parquet, COMPRESSION zstd)")
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(beside, path)
        return Segment(first, last, mark, path)

    def _tidy(self, chain: list[Segment]) -> None:
        """Remove what has not been needed for a while: merged files, those of another log, unfinished
        ones.
        """
        self._tidy_beside()
        needed = {segment.path for segment in chain}
        for path in self.folder.iterdir():
            is_ours = path.suffix == ".unfinished" or Segment.of(path) is not None
            if is_ours and path not in needed and time.time() - _touched(path) > AWHILE:
                path.unlink(missing_ok=True)

    def _tidy_beside(self) -> None:
        """Remove the folder of a version with other columns, when nobody has written there for a while."""
        beside = self.folder.parent.glob("[0-9a-f]" * 8) if self.folder.name == shape() else ()
        for other in beside:
            if other != self.folder and time.time() - _touched(other) > AWHILE:
                shutil.rmtree(other, ignore_errors=True)

    def clear(self) -> None:
        """Remove all files; they come again from the log."""
        for path in self.folder.glob("*.parquet"):
            path.unlink(missing_ok=True)


def relation(segments: list[Segment]) -> str:
    """The statement that reads these files; without any, an empty relation of the same columns."""
    if segments:
        files = ", ".join(f"'{_quoted(segment.path)}'" for segment in segments)
        return f"SELECT * FROM read_parquet([{files}])"
    kinds = {"timestamp('UTC')": "TIMESTAMPTZ", "int64": "BIGINT", "string": "VARCHAR"}
    empty = (f'NULL::{kinds.get(kind, kind)} AS "{name}"' for name, kind in COLUMNS.items())
    return f"SELECT {', '.join(empty)} WHERE false"


def _covered(chain: list[Segment]) -> int:
    return chain[-1].last if chain else 0


def _marks(seqs: set[int]) -> dict[int, str]:
    """The last twelve digits of the events' ids: random, so another log has others."""
    found = Event.objects.filter(seq__in=seqs).values_list("seq", "uid") if seqs else []
    return {seq: uid.hex[-12:] for seq, uid in found}


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
