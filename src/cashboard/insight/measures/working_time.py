"""Lead, reaction and cycle time in working time: nights, weekends and holidays do not count.

Working time between two instants = f(end) - f(start), where f(t) is all work from the start of the calendar
until t. The unit is the *working day* of the calendar (`Calendar.seconds_per_day`): 4 hours of an 8-hour day
are 0.5.
"""

from __future__ import annotations

import ibis
from ibis import _
from ibis.expr.types import Table

from cashboard.insight.measures.calendars import Calendar, working_days
from cashboard.insight.measures.times import MEASURES, with_days
from cashboard.insight.measures.zones import DAY


def working_times(times: Table, calendar: Calendar) -> Table:
    """The table of `times.times` with lead, reaction, cycle in working days; null where an instant lies
    outside the calendar. lead = reaction + cycle still holds exactly. An instant outside working hours counts
    as the next opening.
    """
    rows = times.drop(*MEASURES)
    for instant in ("created_at", "started_at", "completed_at"):
        rows = with_work_until(rows, instant, calendar, f"_{instant}")
    return with_days(rows, created=_._created_at, started=_._started_at, completed=_._completed_at,
                     seconds_per_day=calendar.seconds_per_day)  # fmt: skip


def with_work_until(table: Table, instant: str, calendar: Calendar, name: str) -> Table:
    """`table` with the column `name`: working seconds from the calendar's start until the UTC timestamp
    `instant`.

    One equality join on the UTC day, so every engine does it as a hash join.
    """
    days, most = working_days(calendar)
    seconds = table[instant].epoch_seconds()
    rows = table.mutate(_seconds=seconds, _utc_day=(seconds / DAY).floor().cast("int64"))
    rows = rows.left_join(days, [("_utc_day", "utc_day")])
    worked = rows.worked.cast("float64")
    for k in range(most):
        opens, closes = rows[f"opens_{k}"], rows[f"closes_{k}"]
        worked = worked + ibis.greatest(ibis.least(rows._seconds, closes) - opens, 0)
    return rows.select(*table.columns, **{name: worked})
