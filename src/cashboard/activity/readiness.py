"""Is this installation ready: the database answers, its tables are up to date, no reader stands still."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from cashboard.activity.models import Cursor, ScheduledWork
from cashboard.activity.reading import lags, registered

LAG_MAX = 50_000


@dataclass(frozen=True, slots=True)
class Readiness:
    """Why it is not ready, if so; how many events each reader is behind; what fails beside the requests."""

    reasons: list[str]
    lag: dict[str, int] = field(default_factory=dict)
    failing: list[str] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """There is no reason against it."""
        return not self.reasons


def readiness() -> Readiness:
    """Ask the database. Never raises when it does not answer: that is a reason."""
    try:
        missing = unapplied()
        if missing:
            return Readiness(
                [f"The database lacks {len(missing)} migrations, first {missing[0]}: cashboard migrate."]
            )
        lag = lags()
        return Readiness(_far_behind(lag), lag, _failing())
    except DatabaseError as error:
        connection.close()
        return Readiness([f"The database does not answer: {str(error).strip().splitlines()[0]}"])


def unapplied() -> list[str]:
    """The migrations that the database has not seen yet, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _failing() -> list[str]:
    names = {reader.name for reader in registered()}
    columns = ("name", "failures", "last_error")
    readers = Cursor.objects.filter(name__in=names, failures__gt=0).values_list(*columns)
    works = ScheduledWork.objects.filter(failures__gt=0).values_list(*columns)
    return [f"{name} failed {failures} times: {error}" for name, failures, error in (*readers, *works)]


def _far_behind(lag: dict[str, int]) -> list[str]:
    return [
        f"The reader {name} is {behind} events behind." for name, behind in lag.items() if behind > LAG_MAX
    ]
