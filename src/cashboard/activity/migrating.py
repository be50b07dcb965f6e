"""Bringing the tables up to date, by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from cashboard.activity.readiness import unapplied

LOCK = 4_271_968


def migrate() -> list[str]:
    """Apply the migrations that the database has not seen; returns their names."""
    if not unapplied():
        return []
    with _alone():
        names = unapplied()
        if names:
            call_command("migrate", interactive=False, verbosity=0)
        return names


@contextmanager
def _alone() -> Iterator[None]:
    """Processes that start together wait for the first. SQLite serves one process."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
