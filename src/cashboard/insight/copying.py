"""The copier: the reader of the log that lets the files of columns grow with it."""

from __future__ import annotations

from django.db.models import QuerySet

from cashboard.activity.models import Event
from cashboard.activity.reading import Reader
from cashboard.insight.segments import Segments


class Copier(Reader):
    """Writes a file as soon as the log has filled one. Until then its events are read as the tail, see
    `tail.py`.

    Whoever asks for a report does the same where the copier is behind or runs on another machine.
    """

    name = "columns"
    batch = 2000

    def prepare(self, upto: int) -> None:
        """Files up to this event. A repetition finds them there."""
        Segments().extended(upto)

    def read(self, events: QuerySet[Event]) -> None:
        """Nothing more: the files are there."""
