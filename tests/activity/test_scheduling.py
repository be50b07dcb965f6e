"""Scheduled work runs once a period, never twice at once, and again when its process died."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from cashboard.activity.models import ScheduledWork
from cashboard.activity.scheduling import LEASE, Schedule, run_if_due
from cashboard.activity.uuid7 import uuid7

HOUR = timedelta(hours=1)
WORK = "tests.activity.test_scheduling:work"
RUNS: list[str] = []
GATE = threading.Event()


def work() -> None:
    """Takes as long as the test wants."""
    RUNS.append(threading.current_thread().name)
    GATE.wait(10)


def failing() -> None:
    """Cannot be done."""
    raise ValueError("not today")


@pytest.fixture(autouse=True)
def _afresh() -> None:
    RUNS.clear()
    GATE.set()


def test_once_a_period(db: None):
    now = timezone.now()
    assert run_if_due(WORK, HOUR) >= now + HOUR
    assert run_if_due(WORK, HOUR) >= now + HOUR
    assert len(RUNS) == 1
    ScheduledWork.objects.update(due_at=now)
    run_if_due(WORK, HOUR)
    assert len(RUNS) == 2
    assert ScheduledWork.objects.get().holder is None


@pytest.mark.requirement("R95")
def test_never_twice_at_once(transactional_db: None, at_once: Callable[[list[Any]], list[Any]]):
    GATE.clear()

    def finish() -> None:
        while len(RUNS) < 1:
            pass
        assert run_if_due(WORK, HOUR) <= timezone.now() + LEASE, "somebody is at it: ask again later"
        GATE.set()

    assert not any(isinstance(each, Exception) for each in at_once([lambda: run_if_due(WORK, HOUR), finish]))
    at_once([lambda: run_if_due(WORK, HOUR)] * 4)
    assert len(RUNS) == 1


@pytest.mark.requirement("R95")
def test_a_dead_process_loses_the_work(db: None):
    now = timezone.now()
    row = ScheduledWork.objects.create(name=WORK, due_at=now - HOUR, holder=uuid7(), alive_at=now)
    assert run_if_due(WORK, HOUR) == now + LEASE
    assert RUNS == []
    row.alive_at = now - LEASE - timedelta(seconds=1)
    row.save()
    run_if_due(WORK, HOUR)
    assert len(RUNS) == 1


def test_a_failure_is_noted_and_tried_again_soon(db: None, monkeypatch: pytest.MonkeyPatch):
    name = "tests.activity.test_scheduling:failing"
    monkeypatch.setattr(settings, "SCHEDULE", [(name, 3600), (WORK, 3600)])
    Schedule().tick()
    noted = ScheduledWork.objects.get(name=name)
    assert (noted.failures, noted.last_error, noted.holder) == (1, "ValueError: not today", None)
    assert noted.due_at <= timezone.now() + timedelta(seconds=60)
    assert len(RUNS) == 1, "the others are done all the same"
    monkeypatch.setitem(globals(), "failing", lambda: None)
    ScheduledWork.objects.filter(name=name).update(due_at=timezone.now())
    Schedule().tick()
    assert ScheduledWork.objects.get(name=name).failures == 0
