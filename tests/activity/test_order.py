"""However many write at once, a reader sees every event once, in order, and no hole that fills later."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event, Head
from cashboard.work.spaces.models import Workspace
from tests.story import Story

pytestmark = pytest.mark.requirement("R27", "R35")
WRITERS, EACH = 6, 12


def writer(story: Story, number: int) -> Callable[[], None]:
    """Writes to a card of everybody's and commits a random while after its number was given out."""
    dice = random.Random(number)

    def write() -> None:
        for turn in range(EACH):
            with transaction.atomic():
                card = type(story.card).objects.get(pk=dice.choice(story.cards).pk)
                card.comment(f"{number}: {turn}", by=story.by_marco)
                time.sleep(dice.random() / 500)

    return write


def test_a_reader_sees_every_event_once_in_order(transactional_db: None, story: Story, at_once: Any) -> None:
    start = Head.objects.get().seq
    over = threading.Event()

    def read() -> list[int]:
        seen = [start]
        while True:
            done = over.is_set()  # asked before reading, so that the last read comes after the last write
            seen += Event.objects.after(seen[-1]).values_list("seq", flat=True)
            time.sleep(0.001)  # a reader that never rests leaves the writers of its process no turn
            if done:
                return seen

    left = threading.Semaphore(0)

    def counted(write: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                write()
            finally:
                left.release()

        return run

    def wait() -> None:
        for _ in range(WRITERS):
            left.acquire()
        over.set()

    writers = [counted(writer(story, number)) for number in range(WRITERS)]
    outcomes = at_once([read, wait, *writers])
    assert outcomes[1:] == [None] * (WRITERS + 1)
    assert outcomes[0] == list(range(start, start + WRITERS * EACH + 1))


def test_writers_who_fail_leave_no_hole(transactional_db: None, story: Story, at_once: Any) -> None:
    start = Head.objects.get().seq

    def failing() -> None:
        with transaction.atomic():
            type(story.card).objects.get(pk=story.card.pk).comment("never said", by=story.by_marco)
            raise LookupError("after the number was given out")

    outcomes = at_once([failing, writer(story, 1), failing, writer(story, 2)])
    assert [type(outcome) for outcome in outcomes] == [LookupError, type(None), LookupError, type(None)]
    seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, start + 2 * EACH + 1))
    assert Head.objects.get().seq == seqs[-1]


def test_rows_without_a_common_lock_still_share_one_order(
    transactional_db: None, db: None, at_once: Any
) -> None:
    names = [f"Company {number}" for number in range(8)]
    at_once([lambda name=name: Workspace.objects.create_workspace(name, by=Actor.system()) for name in names])
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 9))
    assert {event.data["workspace"]["name"] for event in Event.objects.all()} == set(names)
