"""Would the weekly receipts have been right: every past Sunday evening's forecast against what came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cashboard.insight.forecasts.calibration import ORIGINS, PastWeek, past_weeks, widening_from
from cashboard.insight.forecasts.history import History

WARM_UP = 56
"""Days of the book before its first origin: forecasts from less teach nothing about later intervals."""

ALL_WEEKS = 0
"""In place of a number of weeks ahead: all of them together."""


@dataclass(frozen=True)
class ReceiptsScore:
    """One method over n forecast weeks, `ahead` weeks after their origin (or `ALL_WEEKS`). Both scores are
    shares.

    `wape`: sum of absolute errors / sum of what came. `coverage80`: weeks within low to high; NaN without an
    interval.
    """

    method: str
    ahead: int
    wape: float
    coverage80: float
    n: int


def receipts_backtest(
    history: History, as_of: int, since: int | None = None, weeks: int = 4
) -> list[ReceiptsScore]:
    """Rows for the due-date plan and for Cashboard, over origins from day `since` (default: later half of
    issues).

    A forecast is of the invoices open at its origin, and is held against what came of those. Its widening is
    learned from weeks that were over by its origin.
    """
    known = history.known(as_of)
    if not len(known):
        return []
    first = int(np.median(known.issued)) if since is None else since
    past = past_weeks(known, as_of, int(known.issued.min()) + WARM_UP, weeks)
    scored = [week for week in past if week.origin >= first]
    held = {week: week.stretch <= _widening_at(week.origin, past) for week in scored}
    rows = []
    for ahead in range(ALL_WEEKS, weeks + 1):
        chosen = [week for week in scored if ahead in (ALL_WEEKS, week.ahead)]
        came = sum(week.came for week in chosen)
        if came > 0:
            plan = sum(abs(week.due_date - week.came) for week in chosen) / came
            ours = sum(abs(week.likely - week.came) for week in chosen) / came
            share = sum(held[week] for week in chosen) / len(chosen)
            rows.append(ReceiptsScore("due_date", ahead, plan, float("nan"), len(chosen)))
            rows.append(ReceiptsScore("cashboard", ahead, ours, share, len(chosen)))
    return rows


def _widening_at(origin: int, past: list[PastWeek]) -> float:
    return widening_from([w for w in past if w.ends <= origin and w.origin >= origin - 7 * ORIGINS])
