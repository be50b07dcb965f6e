"""Readers of the log: each has a cursor and reads in seq order; its effects commit with the cursor."""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pkgutil import resolve_name

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from cashboard.activity.live import HUB
from cashboard.activity.models import Cursor, Event, Head
from cashboard.activity.scheduling import Schedule
from cashboard.activity.turns import writing_turn

log = logging.getLogger(__name__)
GATHER = 0.25
STAND_STILL = 5.0


class Reader(ABC):
    """Reads every event once, in order. Effects in the database happen once; others bear repetition."""

    name: str
    batch: int = 500

    def prepare(self, upto: int) -> None:  # noqa: B027
        """What takes long and bears repetition, such as files, for the events up to `upto`: done before the
        batch is read, in no transaction, so that nobody waits for it. May run in several processes at once.
        """

    @abstractmethod
    def read(self, events: QuerySet[Event]) -> None:
        """Take these events in. An exception leaves the cursor where it was; the batch comes again."""


def registered() -> list[Reader]:
    """The readers that settings name."""
    return [import_string(path)() for path in settings.READERS]


def advance(reader: Reader) -> int:
    """Let a reader take in its next batch; returns how many events it read, 0 if another is at it."""
    upto = _end_of_batch(reader)
    if not upto:
        return 0
    reader.prepare(upto)
    with writing_turn(), transaction.atomic():
        cursors = Cursor.objects.filter(name=reader.name)
        if connection.vendor == "postgresql":
            cursors = cursors.select_for_update(skip_locked=True)
        cursor = cursors.first()
        if cursor is None:
            return 0
        count = upto - cursor.seq  # no number is missing
        if count > 0:
            reader.read(Event.objects.after(cursor.seq).filter(seq__lte=upto))
            cursor.seq, cursor.failures, cursor.last_error = upto, 0, ""
            cursor.save()
    return max(count, 0)


def _end_of_batch(reader: Reader) -> int:
    """The last seq of the next batch, 0 without one. No lock: with nothing to read, it stops no writer."""
    cursor, _ = Cursor.objects.get_or_create(name=reader.name)
    head = Head.objects.get(pk=1).seq
    return min(head, cursor.seq + reader.batch) if cursor.seq < head else 0


def catch_up(reader: Reader) -> int:
    """Let a reader read to the end of the log; returns how many events it read."""
    read = 0
    while count := advance(reader):
        read += count
    return read


def lags() -> dict[str, int]:
    """How many events each registered reader is behind."""
    head = Head.objects.get(pk=1).seq
    read = dict(Cursor.objects.values_list("name", "seq"))
    return {reader.name: head - read.get(reader.name, 0) for reader in registered()}


class Runner:
    """Runs the readers, the scheduled work and errands, each in its thread; on PostgreSQL in any process."""

    def __init__(self, *, poll: float = 1.0) -> None:
        self._poll = poll
        self._readers = registered()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._read_on, name="readers", daemon=True),
            threading.Thread(target=self._keep_schedule, name="schedule", daemon=True),
            threading.Thread(target=self._do_errands, name="errands", daemon=True),
        ]
        self._not_before: dict[str, float] = {}

    def start(self) -> None:
        """Begin to read; wakes at once when there is news."""
        HUB.on_news(self._wake.set)
        for thread in self._threads:
            thread.start()

    def stop(self, *, patience: float = 8.0) -> None:
        """Finish what is in hand and end. What takes more than `patience` seconds is rolled back."""
        self._stop.set()
        self._wake.set()
        HUB.off_news(self._wake.set)
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(timeout=max(0.0, deadline - time.monotonic()))

    def _read_on(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            close_old_connections()
            if not any([self._read(reader) for reader in self._readers]):
                self._wake.wait(self._poll)
                self._stop.wait(GATHER)  # a burst of events is read as one batch
        connection.close()

    def _read(self, reader: Reader) -> bool:
        if time.monotonic() < self._not_before.get(reader.name, 0):
            return False
        return self._guarded(reader.name, lambda: bool(advance(reader)))

    def _keep_schedule(self) -> None:
        schedule = Schedule()
        while not self._stop.is_set():
            close_old_connections()
            try:
                schedule.tick()
            except DatabaseError:
                log.exception("The database does not answer; scheduled work waits")
                self._stop.wait(STAND_STILL)
            self._stop.wait(self._poll)
        connection.close()

    def _do_errands(self) -> None:
        """Long work that somebody asked for, such as an import: in a thread of its own, so nothing waits."""
        while not self._stop.is_set():
            close_old_connections()
            try:
                found = any([resolve_name(name)() for name in settings.ERRANDS])
            except Exception:  # one that fails must not stop the others
                log.exception("An errand stands still")
                found = self._stop.wait(STAND_STILL)
            if not found:
                self._stop.wait(self._poll)
        connection.close()

    def _guarded(self, name: str, work: Callable[[], bool]) -> bool:
        try:
            return work()
        except Exception as error:  # one that fails must not stop the others
            log.exception("%s stands still", name)
            self._not_before[name] = time.monotonic() + STAND_STILL
            try:
                _note_failure(name, error)
            except DatabaseError:
                connection.close()
            return False


def _note_failure(name: str, error: Exception) -> None:
    with writing_turn(), transaction.atomic():
        cursor, _ = Cursor.objects.get_or_create(name=name)
        cursor.failures += 1
        cursor.last_error = f"{type(error).__name__}: {error}"[:2000]
        cursor.save()
