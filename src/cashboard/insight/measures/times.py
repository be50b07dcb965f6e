"""Lead, reaction and cycle time, by the kinds of the statuses that a case went through.

Input `changes`, one row per entry of a case into a status:
    case string, seq int64 (order within one instant), at timestamp UTC, kind string, status string.
Kinds: information, not_started, in_progress, completed, cancelled. The first row of a case is its creation.

- lead = creation -> completion; reaction = creation -> start; cycle = start -> completion; lead = reaction +
  cycle.
- A case is completed when the *last* kind entered is completed: a reopened one is not, nor is a cancelled
  one.
- The completion is the first entry of the latest unbroken run of completed statuses: going from "paid" to
  "archived" does not move it.
- The start is the first entry into any status in_progress, whatever came after it. A case completed without
  ever being in progress starts when it completes (cycle 0). Elapsed time, nights and weekends included;
  `working_time.py` has the same in working time. Names after the Time Chart of KanBo as Screenful defines
  them (https://screenful.com/lead-time).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import ibis
from ibis import _
from ibis.expr.types import Table

from cashboard.insight.measures.zones import DAY, instant, on_local_days

MEASURES = ("lead", "reaction", "cycle")


def times(changes: Table, as_of: datetime | None = None) -> Table:
    """One row per case: case, created_at, started_at, completed_at (timestamps UTC), lead, reaction, cycle.

    Times are float64 days, null where the case is not completed. Only rows with at <= `as_of` count.
    """
    rows = changes if as_of is None else changes.filter(changes["at"] <= instant(as_of))
    in_order = ibis.window(group_by="case", order_by=["at", "seq"])
    rows = rows.select(
        "case", "at", "kind", before=_.kind.lag().over(in_order), then=_.kind.lead().over(in_order)
    )
    done = _.kind == "completed"
    cases = rows.group_by("case").agg(
        created_at=_["at"].min(),
        started_at=_["at"].min(where=_.kind == "in_progress"),
        latest_run=_["at"].max(where=done & (_.before.isnull() | (_.before != "completed"))),
        is_completed=(done & _.then.isnull()).any(),
    )
    cases = cases.mutate(completed_at=ibis.ifelse(_.is_completed, _.latest_run, ibis.null()))
    cases = cases.select(
        "case", "created_at", "completed_at", started_at=_.started_at.coalesce(_.completed_at)
    )
    return with_days(cases, created=_.created_at.epoch_seconds(), started=_.started_at.epoch_seconds(),
                     completed=_.completed_at.epoch_seconds(), seconds_per_day=DAY)  # fmt: skip


def with_days(
    cases: Table, created: ibis.Value, started: ibis.Value, completed: ibis.Value, seconds_per_day: float
) -> Table:
    """Cases with lead, reaction, cycle, from three readings of one clock in seconds.

    Lead is the sum of the other two, so that the identity holds to the last bit.
    """
    finished = _.completed_at.notnull()
    cases = cases.mutate(
        reaction=ibis.ifelse(finished, (started - created) / float(seconds_per_day), ibis.null()),
        cycle=ibis.ifelse(finished, (completed - started) / float(seconds_per_day), ibis.null()),
    )
    return cases.mutate(lead=_.reaction + _.cycle).select(
        "case", "created_at", "started_at", "completed_at", *MEASURES
    )


def summary(times: Table, by: Sequence[str] = ()) -> Table:
    """Per group of the columns `by`: n completed cases, and of each measure `<measure>_median` and
    `<measure>_p85`.

    Percentiles by nearest rank: the smallest value that at least that share of the cases does not exceed.
    Beware: cases that are still open are not in it, so it is low while old ones stay open.
    """
    rows = times.filter(_.completed_at.notnull())
    size = _.count().over(ibis.window(group_by=list(by)))
    places = {
        f"{name}_place": ibis.row_number().over(ibis.window(group_by=list(by), order_by=name)) + 1
        for name in MEASURES
    }
    rows = rows.mutate(n=size, **places)
    return rows.aggregate(
        by=list(by),
        n=_.count(),
        **{
            f"{name}_{label}": _[name].max(where=_[f"{name}_place"] == (_.n * percent + 99) // 100)
            for name in MEASURES
            for label, percent in (("median", 50), ("p85", 85))
        },
    )


def per_week(times: Table, by: Sequence[str] = (), zone: str = "UTC") -> Table:
    """`summary` by week of completion and the columns `by`; `week` is its Monday (date) in the IANA
    `zone`."""
    done = on_local_days(times.filter(_.completed_at.notnull()), "completed_at", zone, week="week")
    return summary(done, ["week", *by]).order_by(["week", *by])
