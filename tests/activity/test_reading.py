"""Readers of the log lose nothing and do nothing twice; one that fails stands still, is retried, and stops no
other.
"""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from cashboard.activity.models import Cursor, Event, Head
from cashboard.activity.reading import Reader, Runner, advance, catch_up, lags
from cashboard.people.models import Group
from tests.story import Story


class Noting(Reader):
    """Keeps a row for every event, which shows what was taken in and committed."""

    name = "noting"
    batch = 4

    def read(self, events: QuerySet[Event]) -> None:
        Group.objects.bulk_create(Group(name=str(event.seq)) for event in events)


class Failing(Noting):
    """Writes, then fails, until it is mended."""

    name = "failing"
    broken = True

    def read(self, events: QuerySet[Event]) -> None:
        Group.objects.bulk_create(Group(name=f"failing {event.seq}") for event in events)
        if Failing.broken:
            raise ValueError("no room for €")


def noted(prefix: str = "") -> list[str]:
    return list(Group.objects.filter(name__startswith=prefix).order_by("pk").values_list("name", flat=True))


def test_a_reader_takes_in_batches_in_order_until_the_end(story: Story) -> None:
    assert advance(Noting()) == 4
    assert noted() == ["1", "2", "3", "4"]
    head = Head.objects.get().seq
    assert catch_up(Noting()) == head - 4
    assert noted() == [str(seq) for seq in range(1, head + 1)]
    assert advance(Noting()) == 0
    assert Cursor.objects.get(name="noting").seq == head


def test_effects_and_cursor_commit_together(transactional_db: None, story: Story, monkeypatch: Any) -> None:
    monkeypatch.setattr(Failing, "broken", True)
    with pytest.raises(ValueError, match="no room"):
        advance(Failing())
    assert noted() == []
    assert Cursor.objects.get(name="failing").seq == 0
    monkeypatch.setattr(Failing, "broken", False)
    assert advance(Failing()) == 4
    assert noted() == [f"failing {seq}" for seq in range(1, 5)]


def test_many_who_run_one_reader_take_each_event_once(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    at_once([lambda: catch_up(Noting())] * 5)
    catch_up(Noting())
    assert sorted(map(int, noted())) == list(range(1, Head.objects.get().seq + 1))


class Patient(Noting):
    """Takes its time to prepare, until it may go on."""

    name = "patient"
    begun, go_on = threading.Event(), threading.Event()

    def prepare(self, upto: int) -> None:
        self.begun.set()
        assert self.go_on.wait(20)


def test_what_a_reader_prepares_holds_up_no_writer(transactional_db: None, story: Story) -> None:
    def read() -> None:
        advance(Patient())
        connection.close()

    reading = threading.Thread(target=read)
    reading.start()
    assert Patient.begun.wait(20)
    before = Head.objects.get().seq
    story.card.comment("meanwhile", by=story.by_marco)
    assert (Head.objects.get().seq, noted()) == (before + 1, [])
    Patient.go_on.set()
    reading.join(20)
    assert noted() == ["1", "2", "3", "4"]


def test_lags_count_the_events_to_read(story: Story, monkeypatch: Any) -> None:
    monkeypatch.setattr(settings, "READERS", [f"{__name__}.Noting"])
    monkeypatch.setattr("cashboard.activity.reading.import_string", lambda _path: Noting)
    head = Head.objects.get().seq
    assert lags() == {"noting": head}
    advance(Noting())
    assert lags() == {"noting": head - 4}


def test_a_runner_reads_on_beside_a_reader_that_fails(
    transactional_db: None, story: Story, monkeypatch: Any, caplog: Any
) -> None:
    monkeypatch.setattr(Failing, "broken", True)
    monkeypatch.setattr("cashboard.activity.reading.registered", lambda: [Failing(), Noting()])
    monkeypatch.setattr("cashboard.activity.reading.STAND_STILL", 0.05)
    runner = Runner(poll=0.02)
    runner.start()
    try:
        until(lambda: Cursor.objects.filter(name="failing", failures__gte=2).exists())
        until(lambda: Cursor.objects.get(name="noting").seq == Head.objects.get().seq)
        assert Cursor.objects.get(name="failing").last_error == "ValueError: no room for €"
        assert Cursor.objects.get(name="failing").seq == 0
        monkeypatch.setattr(Failing, "broken", False)
        story.card.comment("news", by=story.by_marco)
        head = Head.objects.get().seq
        until(
            lambda: (
                set(Cursor.objects.filter(name__in=["failing", "noting"]).values_list("seq", flat=True))
                == {head}
            )
        )
        assert (
            Cursor.objects.get(name="failing").failures,
            Cursor.objects.get(name="failing").last_error,
        ) == (0, "")
    finally:
        runner.stop()
    assert "failing stands still" in caplog.text
    assert noted("failing") == [f"failing {seq}" for seq in range(1, head + 1)]


def until(holds: Any, patience: float = 20) -> None:
    """Wait until something holds; fails only when it never does."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.01)
