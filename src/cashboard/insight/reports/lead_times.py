"""How long cards take: lead, reaction and cycle time, each in days; lead = reaction + cycle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.reports.answering import answer
from cashboard.insight.reports.shape import Report, Row
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from ibis.expr.types import Table

MEASURES = ("lead", "reaction", "cycle")
SUMMARIES = tuple(f"{name}_{label}" for name in MEASURES for label in ("median", "p85"))
Group = Literal["customer", "status", "person"]


def lead_time(actor: Actor, space: Space, as_of: date | None = None) -> Report:
    """case, lead, reaction, cycle of every card that was completed at the end of the day."""

    def rows(log: SpaceLog, _: date) -> list[Row]:
        return log.ask(_every_case, "lead-time")

    return answer("lead-time", ("case", *MEASURES), rows, actor=actor, space=space, as_of=as_of)


def lead_time_summary(actor: Actor, space: Space, as_of: date | None = None) -> Report:
    """measure (lead, reaction, cycle), median, p85, n: over all completed cards. Percentiles by nearest
    rank.
    """

    def rows(log: SpaceLog, _: date) -> Iterator[Row]:
        from cashboard.insight.measures.times import summary

        (found,) = log.ask(lambda rows: summary(_times(rows)), "lead-time-summary")
        for name in MEASURES:
            yield {
                "measure": name,
                "median": found[f"{name}_median"],
                "p85": found[f"{name}_p85"],
                "n": found["n"],
            }

    columns = ("measure", "median", "p85", "n")
    return answer("lead-time-summary", columns, rows, actor=actor, space=space, as_of=as_of)


def lead_time_per_week(
    actor: Actor,
    space: Space,
    as_of: date | None = None,
    *,
    by: Group | None = None,
    working: bool = False,
    since: date | None = None,
    until: date | None = None,
    zone: str = "UTC",
) -> Report:
    """week (its Monday), group, n and of each measure median and p85, by week of completion in `zone`.

    `since` and `until` bound the Mondays. `working`: in working days of 9 to 17 in `zone` instead of elapsed
    days.
    """

    def rows(log: SpaceLog, _: date) -> Iterator[Row]:
        from cashboard.insight.measures.times import per_week

        def weeks(rows: Table) -> Table:
            return per_week(_completed(rows, by, working, zone), ["group"], zone)

        for row in log.ask(weeks, "lead-time-per-week", by, working, zone):
            if (since is None or row["week"] >= since) and (until is None or row["week"] <= until):
                yield row

    columns = ("week", "group", "n", *SUMMARIES)
    asked = {"by": _known(by), "working": working, "since": since, "until": until, "zone": zone}
    return answer("lead-time-per-week", columns, rows, actor=actor, space=space, as_of=as_of, **asked)


def cards_of_week(
    actor: Actor,
    space: Space,
    week: date,
    as_of: date | None = None,
    *,
    by: Group | None = None,
    group: str | None = None,
    working: bool = False,
    zone: str = "UTC",
) -> Report:
    """The cards behind a point of `lead_time_per_week`: case, group, customer, status, person, completed_at,
    measures.
    """

    def rows(log: SpaceLog, _: date) -> list[Row]:
        from cashboard.insight.measures.zones import on_local_days

        def cases(rows: Table) -> Table:
            completed = _completed(rows, by, working, zone)
            return on_local_days(completed, "completed_at", zone, week="week").order_by(
                ["completed_at", "case"]
            )

        found = log.ask(cases, "cards-of-week", by, working, zone)
        return [row for row in found if row["week"] == week and group in (None, row["group"])]

    columns = ("case", "group", "customer", "status", "person", "completed_at", *MEASURES)
    asked: dict[str, Any] = {"week": week, "by": _known(by), "group": group, "working": working, "zone": zone}
    return answer("cards-of-week", columns, rows, actor=actor, space=space, as_of=as_of, **asked)


def _times(rows: Table) -> Table:
    from cashboard.insight.cases import changes
    from cashboard.insight.measures.times import times

    return times(changes(rows))


def _every_case(rows: Table) -> Table:
    times = _times(rows)
    return times.filter(times.completed_at.notnull()).select("case", *MEASURES).order_by("case")


def _completed(rows: Table, by: Group | None, working: bool, zone: str) -> Table:
    """The completed cards with their measures, attributes and `group`, empty where a card has none."""
    import ibis

    from cashboard.insight.cases import attributes
    from cashboard.insight.measures.calendars import Calendar
    from cashboard.insight.measures.working_time import working_times

    times = _times(rows)
    times = times.filter(times.completed_at.notnull())
    times = working_times(times, Calendar(zone=zone)) if working else times
    cases = times.left_join(attributes(rows), "case").drop("case_right")
    return cases.mutate(group=cases[by].coalesce("") if by else ibis.literal(""))


def _known(by: Group | None) -> Group | None:
    if by not in (None, "customer", "status", "person"):
        raise Invalid(f"Times cannot be grouped by {by!s:.40}. Choose customer, status or person.", "by")
    return by
