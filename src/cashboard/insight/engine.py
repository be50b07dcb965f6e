"""The engine that answers questions to the columns: one DuckDB in this process, a cursor of it for each
use.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from ibis.backends.duckdb import Backend

MEMORY, THREADS = "1GB", 2
_TURN = threading.Lock()


def connect() -> DuckDBPyConnection:
    """A connection of its own to the engine, in UTC; safe beside those of other threads. Raises
    ImproperlyConfigured.
    """
    if settings.ANALYTICS_URL:
        raise ImproperlyConfigured(
            "CASHBOARD_ANALYTICS_URL names an outside engine, which cannot be used yet: leave it empty."
        )
    with _TURN:  # two at once would make two engines
        connection = _duckdb().cursor()
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def backend(connection: DuckDBPyConnection) -> Backend:
    """The same connection as Ibis knows it."""
    import ibis

    return ibis.duckdb.from_connection(connection)


@lru_cache(maxsize=1)
def _duckdb() -> DuckDBPyConnection:
    """Never asks the network for an extension; what does not fit into memory goes beside the columns."""
    import duckdb

    return duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "threads": THREADS,
            "temp_directory": str(settings.DATA / "analytics" / "spilled"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
