"""Local dates of instants, by a join instead of an engine's own notion of time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import ibis
import numpy as np
import pyarrow as pa
from ibis.expr.types import Table

FIRST, LAST = date(1970, 1, 1), date(2069, 12, 31)
"""The days that are known; an instant outside has no local date."""

DAY = 86400


def on_local_days(table: Table, instant: str, zone: str, **names: str) -> Table:
    """`table` with the local date of the UTC timestamp `instant`: `day="done_on", week="done_in", month=...`.

    Keywords name the new date columns: the day, the Monday of its week, the first of its month. Each is null
    where the instant is null. `zone` is an IANA name.
    """
    seconds = table[instant].epoch_seconds()
    rows = table.mutate(_seconds=seconds, _utc_day=(seconds / DAY).floor().cast("int64"))
    rows = rows.left_join(offsets(zone), [("_utc_day", "utc_day")])
    offset = ibis.ifelse(rows._seconds < rows.changes_at, rows.before, rows.after)
    rows = rows.mutate(_local_day=((rows._seconds + offset) / DAY).floor().cast("int64"))
    rows = rows.left_join(calendar_days(), [("_local_day", "number")])
    return rows.select(*table.columns, **{name: rows[unit] for unit, name in names.items()})


@lru_cache(maxsize=64)
def offsets(zone: str) -> Table:
    """One row per UTC day: `utc_day` (number since 1970-01-01), and the zone's seconds ahead of UTC `before`
    and `after` the epoch second `changes_at` (the start of the day where nothing changes)."""
    clock = ZoneInfo(zone)
    days = range((LAST - FIRST).days + 1)
    starts = [_ahead(clock, day * DAY) for day in range(len(days) + 1)]
    changes = [
        day * DAY if starts[day] == starts[day + 1] else _change(clock, day * DAY, (day + 1) * DAY)
        for day in days
    ]
    columns = {"utc_day": list(days), "changes_at": changes, "before": starts[:-1], "after": starts[1:]}
    return ibis.memtable(pa.table(columns))


@lru_cache(maxsize=1)
def calendar_days() -> Table:
    """One row per date: `number` of the day since 1970-01-01, `day`, Monday `week`, `month` (its first
    day)."""
    number = np.arange((LAST - FIRST).days + 1)
    day = number.astype("datetime64[D]")
    columns = {
        "number": number,
        "day": day,
        "week": (number - (number + 3) % 7).astype("datetime64[D]"),
        "month": day.astype("datetime64[M]").astype("datetime64[D]"),
    }
    return ibis.memtable(pa.table(columns))


def end_of(day: date, zone: str) -> datetime:
    """The first instant after the local day, in UTC: rows before it happened on that day or earlier."""
    midnight = datetime.fromordinal(day.toordinal() + 1).replace(tzinfo=ZoneInfo(zone))
    return midnight.astimezone(UTC)


def instant(moment: datetime) -> ibis.Value:
    """An aware moment as a literal; ValueError for a naive one, which names no instant."""
    if moment.tzinfo is None:
        raise ValueError("as_of needs a time zone")
    return ibis.literal(moment.astimezone(UTC), type="timestamp('UTC')")


def _ahead(clock: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, clock).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def _change(clock: ZoneInfo, early: int, late: int) -> int:
    """The second at which the offset changes, by halving: at most one change a day."""
    before = _ahead(clock, early)
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (middle, late) if _ahead(clock, middle) == before else (early, middle)
    return late
