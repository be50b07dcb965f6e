"""The fresh tail: events that no file holds yet, kept in memory as columns, so that each is read once a
process.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from cashboard.activity.models import Event
from cashboard.insight.columns import in_order, rows_of_log, unenriched
from cashboard.insight.engine import connect
from cashboard.insight.logrows import read_rows

if TYPE_CHECKING:
    import pyarrow as pa

_KEPT: dict[Path, Tail] = {}
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Tail:
    """The rows with after < seq <= last; `uid` of the last event tells whether the log is still the same."""

    after: int
    last: int
    uid: UUID | None
    rows: pa.Table

    def reaches_back_to(self, after: int) -> bool:
        """Whether nothing is missing from there on, and nothing was taken back since."""
        return self.after <= after <= self.last and self.uid == _uid(self.last)


def tail(folder: Path, after: int, upto: int) -> pa.Table:
    """The rows of the events with after < seq <= upto, as an Arrow table; only those not kept are read."""
    import pyarrow.compute as pc

    with _TURN:
        kept = _KEPT.get(folder)
        if kept is None or not kept.reaches_back_to(after):
            kept = Tail(after, after, _uid(after), _columns(after, after))
        if kept.last < upto:
            kept = _continued(kept, upto)
        if kept.after < after:
            kept = Tail(after, kept.last, kept.uid, kept.rows.filter(pc.greater(kept.rows["seq"], after)))
        _KEPT[folder] = kept
    rows = kept.rows
    return rows if kept.last == upto else rows.filter(pc.less_equal(rows["seq"], upto))


def _continued(kept: Tail, upto: int) -> Tail:
    import pyarrow as pa

    rows = pa.concat_tables([kept.rows, _columns(kept.last, upto)])
    return Tail(kept.after, upto, _uid(upto), rows)


def _columns(after: int, upto: int) -> pa.Table:
    with connect() as connection:
        connection.register("log_rows", read_rows(after, upto))
        return in_order(connection, unenriched(rows_of_log()))


def _uid(seq: int) -> UUID | None:
    return Event.objects.filter(pk=seq).values_list("uid", flat=True).first()
