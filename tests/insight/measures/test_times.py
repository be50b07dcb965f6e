from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashboard.insight.measures.times import per_week, summary, times

pytestmark = [
    pytest.mark.requirement("R31"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis 12 on DuckDB 2
]

KINDS = ["information", "not_started", "in_progress", "completed", "cancelled"]


def one(rows, table) -> dict[str, Any]:
    found: list[dict[str, Any]] = rows(table)
    assert len(found) == 1
    return found[0]


def test_lead_is_reaction_plus_cycle(rows, changes):
    log = changes(
        ("A", "2024-01-01T08:00", "not_started"),
        ("A", "2024-01-02T08:00", "in_progress"),
        ("A", "2024-01-03T08:00", "in_progress"),
        ("A", "2024-01-04T20:00", "completed"),
    )
    row = one(rows, times(log))
    assert (row["reaction"], row["cycle"], row["lead"]) == (1.0, 2.5, 3.5)
    assert row["created_at"] == datetime(2024, 1, 1, 8, tzinfo=UTC)
    assert row["started_at"] == datetime(2024, 1, 2, 8, tzinfo=UTC)
    assert row["completed_at"] == datetime(2024, 1, 4, 20, tzinfo=UTC)


def test_a_case_that_never_started_starts_when_it_completes(rows, changes):
    row = one(
        rows, times(changes(("A", "2024-01-01", "not_started"), ("A", "2024-01-03T12:00", "completed")))
    )
    assert (row["reaction"], row["cycle"], row["lead"]) == (2.5, 0.0, 2.5)
    assert row["started_at"] == row["completed_at"]


def test_moving_between_completed_statuses_keeps_the_completion(rows, changes):
    log = changes(
        ("A", "2024-01-01", "in_progress"),
        ("A", "2024-01-05", "completed"),
        ("A", "2024-01-09", "completed"),
    )
    assert one(rows, times(log))["lead"] == 4.0


@pytest.mark.parametrize("last", ["not_started", "in_progress", "information", "cancelled"])
def test_only_a_case_whose_last_kind_is_completed_is_complete(rows, changes, last):
    log = changes(
        ("A", "2024-01-01", "not_started"), ("A", "2024-01-02", "completed"), ("A", "2024-01-03", last)
    )
    row = one(rows, times(log))
    assert [row[name] for name in ("completed_at", "lead", "reaction", "cycle")] == [None] * 4


def test_a_reopened_case_completes_again(rows, changes):
    log = changes(
        ("A", "2024-01-01", "not_started"),
        ("A", "2024-01-02", "completed"),
        ("A", "2024-01-04", "in_progress"),
        ("A", "2024-01-07", "completed"),
        ("A", "2024-01-08", "completed"),
    )
    row = one(rows, times(log))
    assert (row["reaction"], row["cycle"], row["lead"]) == (3.0, 3.0, 6.0)


def test_seq_breaks_ties_within_one_instant(rows, changes):
    log = changes(
        ("A", "2024-01-01", "not_started"),
        ("A", "2024-01-02", "in_progress"),
        ("A", "2024-01-02", "completed"),
    )
    assert one(rows, times(log))["lead"] == 1.0
    log = changes(
        ("A", "2024-01-01", "not_started"),
        ("A", "2024-01-02", "completed"),
        ("A", "2024-01-02", "in_progress"),
    )
    assert one(rows, times(log))["lead"] is None


def test_as_of_reads_the_log_up_to_and_with_that_instant(rows, changes):
    log = changes(
        ("A", "2024-01-01", "not_started"),
        ("A", "2024-01-02", "completed"),
        ("A", "2024-01-03", "in_progress"),
    )
    assert one(rows, times(log, datetime(2024, 1, 2, tzinfo=UTC)))["lead"] == 1.0
    assert one(rows, times(log, datetime(2024, 1, 3, tzinfo=UTC)))["lead"] is None
    assert rows(times(log, datetime(2023, 1, 1, tzinfo=UTC))) == []
    with pytest.raises(ValueError, match="time zone"):
        times(log, datetime(2024, 1, 2))


def test_summary_takes_percentiles_by_nearest_rank(rows, changes):
    """Leads of 1 to 20 days: the median is the 10th, P85 the 17th."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    log = changes(
        *[(f"C{n}", start, "in_progress") for n in range(1, 21)],
        *[(f"C{n}", start + timedelta(days=n), "completed") for n in range(1, 21)],
        ("open", start, "in_progress"),
    )
    row = one(rows, summary(times(log)))
    assert (row["n"], row["lead_median"], row["lead_p85"], row["cycle_p85"], row["reaction_p85"]) == (
        20,
        10,
        17,
        17,
        0,
    )
    assert one(rows, summary(times(changes(("A", start, "in_progress")))))["n"] == 0


def test_summary_by_a_column(rows, changes):
    log = changes(
        ("A", "2024-01-01", "in_progress"), ("A", "2024-01-02", "completed"),
        ("B", "2024-01-01", "in_progress"), ("B", "2024-01-05", "completed"),
    )  # fmt: skip
    found = rows(summary(times(log), by=["case"]).order_by("case"))
    assert [(row["case"], row["n"], row["lead_median"]) for row in found] == [("A", 1, 1.0), ("B", 1, 4.0)]


def test_a_week_is_the_monday_where_the_company_is(rows, changes):
    """Sunday 23:30 UTC is already Monday in Berlin."""
    log = changes(("A", "2024-01-06", "in_progress"), ("A", "2024-01-07T23:30", "completed"))
    assert one(rows, per_week(times(log)))["week"] == date(2024, 1, 1)
    assert one(rows, per_week(times(log), zone="Europe/Berlin"))["week"] == date(2024, 1, 8)


START = datetime(2024, 3, 1, tzinfo=UTC)
LOGS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(0, 5000), st.sampled_from(KINDS)), min_size=1, max_size=30
)


def expected(log: list[tuple[str, datetime, str]]) -> dict[str, tuple[float, float, float] | None]:
    """The rules of `times.py` once more, in plain Python over one case after the other."""
    found: dict[str, tuple[float, float, float] | None] = {}
    for case in {case for case, _, _ in log}:
        entries = sorted([(at, kind) for name, at, kind in log if name == case], key=lambda entry: entry[0])
        done = None
        for at, kind in entries:
            done = (done or at) if kind == "completed" else None
        started = next((at for at, kind in entries if kind == "in_progress"), done)
        found[case] = None
        if done is not None and started is not None:
            whole = [
                (b - a).total_seconds() / 86400
                for a, b in [(entries[0][0], done), (entries[0][0], started), (started, done)]
            ]
            found[case] = (whole[0], whole[1], whole[2])
    return found


@settings(max_examples=40, deadline=None)
@given(lines=LOGS, cut=st.integers(0, 5000))
def test_any_log_equals_the_rules_in_plain_python(rows, changes, lines, cut):
    log = [(case, START + timedelta(minutes=minute), kind) for case, minute, kind in lines]
    for row in rows(times(changes(*log))):
        hand = expected(log)[row["case"]]
        if hand is None:
            assert row["lead"] is None
        else:
            assert (row["lead"], row["reaction"], row["cycle"]) == pytest.approx(hand, abs=1e-9)
            assert row["lead"] == row["reaction"] + row["cycle"]
    as_of = START + timedelta(minutes=cut)
    kept = [line for line in log if line[1] <= as_of]
    if kept:
        now = sorted(rows(times(changes(*kept), as_of)), key=str)
        assert now == sorted(rows(times(changes(*log), as_of)), key=str)
