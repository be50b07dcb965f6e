"""A writer that is killed in the middle leaves whole verbs only: state and log agree, no number is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.db import connection, connections

from cashboard.activity.models import Event, Head, Involvement
from cashboard.activity.verifying import verify
from cashboard.work.cards.models import Card
from tests.replaying import assert_replayed
from tests.story import Story

pytestmark = pytest.mark.requirement("R27", "R102")
TIMES = 30
WRITER = """
import os, random, sys
import django
django.setup()
from django.db import connections
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
cards, by = list(Card.objects.all()), Person.objects.get(email="marco@example.com").acting("web")
connections.close_all()
sys.stdout.write("ready\\n")
sys.stdout.flush()
for _ in sys.stdin:
    if os.fork() == 0:
        random.seed(os.getpid())
        for turn in range(100_000):
            if turn == 2:
                sys.stdout.write(f"{os.getpid()}\\n")
                sys.stdout.flush()
            card = random.choice(cards)
            verb = random.choice(("move", "comment", "retitle", "archive", "restore", "label"))
            if verb == "move":
                card.move(random.choice(list(card.space.statuses.all())), by=by)
            elif verb in ("archive", "restore"):
                getattr(card, verb)(by=by)
            else:
                getattr(card, verb)(f"{verb} {turn}", by=by)
"""


@pytest.fixture
def writers(transactional_db: None, story: Story) -> Iterator[subprocess.Popen[str]]:
    """A process that starts a writer at each line it is sent, and says its pid."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cashboard.config.settings"}
    command = [sys.executable, "-c", WRITER]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True, env=environment) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        yield parent
        parent.kill()


def test_kill_minus_nine_loses_nothing_and_does_nothing_twice(
    writers: subprocess.Popen[str], story: Story
) -> None:
    assert writers.stdin is not None
    assert writers.stdout is not None
    dice, heads = random.Random(7), [Head.objects.get().seq]
    for _ in range(TIMES):
        writers.stdin.write("go\n")
        writers.stdin.flush()
        pid = int(writers.stdout.readline())
        time.sleep(dice.random() / 10)
        os.kill(pid, signal.SIGKILL)
        connections.close_all()
        assert_whole()
        heads.append(Head.objects.get().seq)
    assert heads == sorted(heads)
    assert heads[-1] > heads[0] + TIMES
    story.card.comment("the log goes on", by=story.by_marco)
    assert verify().is_whole


def assert_whole() -> None:
    """Replay equals state, the numbers have no gap, each event has its involvements and each version its
    event.
    """
    settle()
    assert_replayed()
    seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, Head.objects.get().seq + 1))
    assert Involvement.objects.values("seq").distinct().count() == len(seqs)
    for card in Card.objects.all():
        assert Event.objects.about("card", card.pk).count() == card.version


def settle() -> None:
    """On PostgreSQL the killed one's last statement may still be running in the server: wait for it."""
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND state <> 'idle'"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.01)
