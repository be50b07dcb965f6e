"""One writer at a time: on SQLite a process's writers take turns here, not in its sleeping busy handler."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_TURN = threading.RLock()


@contextmanager
def writing_turn() -> Iterator[None]:
    """Hold the turn to write while inside. PostgreSQL needs none."""
    if connection.vendor != "sqlite":
        yield
        return
    with _TURN:
        yield
