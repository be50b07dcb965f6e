"""Scheduled work: run once a period over all processes, never twice at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pkgutil import resolve_name
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone

from cashboard.activity.models import ScheduledWork
from cashboard.activity.turns import writing_turn
from cashboard.activity.uuid7 import uuid7

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
SIGN_OF_LIFE = 15.0
TRY_AGAIN = timedelta(seconds=60)


def run_if_due(name: str, period: timedelta) -> datetime:
    """Run the function of this name (`module:name`) if it is due and free; returns when to ask again.

    It runs outside any transaction and may open its own. When its process dies in the middle, it is run anew
    once the lease is over; so it must bear a repetition, as a reader's outside effects must.
    """
    holder = uuid7()
    ask_at = _claim(name, holder)
    if ask_at is not None:
        return ask_at
    try:
        with _showing_life(name, holder):
            resolve_name(name)()
    except Exception as error:  # work that fails must not stop the rest
        log.exception("%s failed", name)
        return _give_back(name, holder, min(period, TRY_AGAIN), error)
    return _give_back(name, holder, period)


def _claim(name: str, holder: UUID) -> datetime | None:
    """Take the work, or say when to ask again."""
    with writing_turn(), transaction.atomic():
        ScheduledWork.objects.get_or_create(name=name, defaults={"due_at": timezone.now()})
        work = ScheduledWork.objects.select_for_update().get(name=name)
        now = timezone.now()
        if work.due_at > now:
            return work.due_at
        if work.holder is not None and work.alive_at is not None and work.alive_at > now - LEASE:
            return work.alive_at + LEASE
        work.holder, work.alive_at = holder, now
        work.save()
    return None


def _give_back(name: str, holder: UUID, delay: timedelta, error: Exception | None = None) -> datetime:
    now = timezone.now()
    with writing_turn(), transaction.atomic():
        work = ScheduledWork.objects.select_for_update().get(name=name)
        if work.holder != holder:
            log.error("%s took so long without a sign of life that another process began it too", name)
            return work.due_at
        work.holder, work.due_at = None, now + delay
        if error is None:
            work.done_at, work.failures, work.last_error = now, 0, ""
        else:
            work.failures += 1
            work.last_error = f"{type(error).__name__}: {error}"[:2000]
        work.save()
    return work.due_at


@contextmanager
def _showing_life(name: str, holder: UUID) -> Iterator[None]:
    """While inside, say every few seconds that this process is still at it."""
    done = threading.Event()

    def show() -> None:
        while not done.wait(SIGN_OF_LIFE):
            try:
                close_old_connections()
                ScheduledWork.objects.filter(name=name, holder=holder).update(alive_at=timezone.now())
            except DatabaseError:
                log.warning("no sign of life of %s could be written", name)
        connection.close()

    thread = threading.Thread(target=show, name=f"alive {name}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


class Schedule:
    """What settings.SCHEDULE names: `tick` runs what is due."""

    def __init__(self) -> None:
        self._periods = {name: timedelta(seconds=seconds) for name, seconds in settings.SCHEDULE}
        self._ask_at: dict[str, datetime] = {}

    def tick(self) -> None:
        """Run everything that is due now, one after the other."""
        for name, period in self._periods.items():
            now = timezone.now()
            if self._ask_at.get(name, now) <= now:
                self._ask_at[name] = run_if_due(name, period)
