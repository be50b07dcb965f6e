"""A reader that keeps count in a table of its own, which would show an event that was read twice."""

from __future__ import annotations

import os
import time

from django.db import connection
from django.db.models import QuerySet

from cashboard.activity.models import Event
from cashboard.activity.reading import Reader

TABLE = "CREATE TABLE IF NOT EXISTS probe_tally (seq bigint, pid bigint)"


class Tally(Reader):
    """Writes a row for each event, slowly if PROBE_PAUSE says so."""

    name = "probe.tally"
    batch = 20

    def read(self, events: QuerySet[Event]) -> None:
        """The row and the cursor commit together, or neither."""
        with connection.cursor() as cursor:
            for event in events:
                cursor.execute("INSERT INTO probe_tally (seq, pid) VALUES (%s, %s)", [event.seq, os.getpid()])
                time.sleep(float(os.environ.get("PROBE_PAUSE", "0")))
