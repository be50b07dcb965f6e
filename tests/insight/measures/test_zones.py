from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cashboard.insight.measures.zones import end_of, on_local_days

pytestmark = [
    pytest.mark.requirement("R31"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis 12 on DuckDB 2
]


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Apia"]
)
def test_local_dates_equal_those_of_the_zone_database(rows, changes, zone):
    """Every seven hours from 2011 to 2013: changes of clocks, and the Friday that Samoa left out."""
    start = datetime(2011, 1, 1, tzinfo=UTC)
    moments = [start + timedelta(hours=7 * n) for n in range(3000)]
    log = changes(*[("A", moment, "completed") for moment in moments])
    for row in rows(on_local_days(log, "at", zone, day="day", week="week", month="month")):
        local = row["at"].astimezone(ZoneInfo(zone)).date()
        monday = local - timedelta(days=local.weekday())
        assert (row["day"], row["week"], row["month"]) == (local, monday, local.replace(day=1))


def test_a_day_ends_where_the_next_begins():
    assert end_of(date(2024, 3, 30), "Europe/Berlin") == datetime(2024, 3, 30, 23, tzinfo=UTC)
    assert end_of(date(2024, 3, 31), "Europe/Berlin") == datetime(2024, 3, 31, 22, tzinfo=UTC)
