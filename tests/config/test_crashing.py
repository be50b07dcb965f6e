"""What a crash, a second process or a database that goes away leaves behind: nothing lost, nothing twice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from django.db import connection

from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from tests.config.probe.reader import TABLE
from tests.config.serving import Running, listening, running
from tests.config.wire import wired
from tests.story import Story

READER = "tests.config.probe.reader.Tally"
CARDS = 60


@pytest.fixture
def tally(world: Story) -> Iterator[Callable[[], list[int]]]:
    """Reads which events the probe's reader has seen, as often as it saw them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)

    def seen() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM probe_tally ORDER BY seq")
            return [seq for (seq,) in cursor.fetchall()]

    yield seen
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE probe_tally")


@pytest.mark.requirement("R95")
def test_kill_9_in_the_middle_of_a_batch(world: Story, tally: Callable[[], list[int]]):
    head = _write(world)
    with running("serve", "--port", "0", PROBE_READERS=READER, PROBE_PAUSE="0.05") as server:
        _until(lambda: bool(tally()))
        time.sleep(0.3)  # into the next batch, which takes a second
        server.kill()
    kept = tally()
    assert kept == list(range(1, len(kept) + 1)), "whole batches, or nothing"
    assert len(kept) < head
    with running("serve", "--port", "0", PROBE_READERS=READER) as server:
        _until(lambda: len(tally()) >= head)
        assert server.stop() == 0
    assert tally() == list(range(1, head + 1))


@pytest.mark.only("postgres")
@pytest.mark.requirement("R95")
def test_two_workers_read_each_event_once(world: Story, tally: Callable[[], list[int]]):
    with (
        running("worker", PROBE_READERS=READER, PROBE_PAUSE="0.001") as one,
        running("worker", PROBE_READERS=READER, PROBE_PAUSE="0.001") as two,
    ):
        head = _write(world)
        _until(lambda: len(tally()) >= head)
        assert (one.stop(), two.stop()) == (0, 0)
    assert tally() == list(range(1, head + 1))


@pytest.mark.only("postgres")
@pytest.mark.requirement("R95")
def test_the_database_was_away(server: Running, world: Story, signed_in: Callable[[Person], dict[str, str]]):
    place = f"space:{world.space.pk}"
    headers = signed_in(world.marco)
    for _ in range(8):
        httpx.get(f"{server.address}/told/")
    with listening(server.address, place, **headers) as frames:
        next(frames)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert {httpx.get(f"{server.address}/told/").status_code for _ in range(8)} == {200}
        assert httpx.post(f"{server.address}/card/{world.space.pk}/").status_code == 200
        assert httpx.get(f"{server.address}/readyz").json()["ready"]
        Card.create(world.space, "Made elsewhere, meanwhile", by=world.by_marco)
        head = httpx.get(f"{server.address}/told/").json()["head"]
        assert next(frame for frame in frames if frame["data"]["seq"] == head)


@pytest.mark.only("postgres")
@pytest.mark.requirement("R95")
def test_the_database_does_not_answer_for_a_while(
    world: Story, signed_in: Callable[[Person], dict[str, str]]
):
    """Every request answers or says clearly that it did not happen; afterwards all goes on by itself."""
    if not urlsplit(os.environ["CASHBOARD_DATABASE_URL"]).hostname:
        pytest.skip("this PostgreSQL is reached by a socket file, which this test cannot cut")
    headers, space = signed_in(world.marco), world.space.pk
    with (
        wired(os.environ["CASHBOARD_DATABASE_URL"]) as (wire, through),
        running("serve", "--port", "0", CASHBOARD_DATABASE_URL=through) as server,
        listening(server.address, f"space:{space}", **headers) as frames,
    ):
        next(frames)
        before = Card.objects.count()
        wire.cut()
        for _ in range(6):
            refused = httpx.post(f"{server.address}/card/{space}/", headers=headers, timeout=30)
            assert refused.status_code == 503
            assert "Nothing was saved; try again in a moment." in refused.text
        assert httpx.get(f"{server.address}/healthz").status_code == 200
        place = {"place": f"space:{space}"}
        assert httpx.get(f"{server.address}/live/", params=place, headers=headers).status_code == 503
        unready = httpx.get(f"{server.address}/readyz", timeout=30)
        assert unready.status_code == 503
        assert "The database does not answer" in unready.json()["reasons"][0]
        assert Card.objects.count() == before

        wire.mend()
        made = httpx.post(f"{server.address}/card/{space}/", headers=headers, timeout=30)
        assert made.status_code == 200
        head = made.json()["head"]
        if not any(frame["data"].get("seq", 0) >= head for frame in frames):
            # its right was asked for in vain while the database was away: it ended, and a page comes back
            with listening(server.address, f"space:{space}", **headers) as again:
                assert next(again)["data"]["seq"] >= head
        assert httpx.get(f"{server.address}/readyz", timeout=30).status_code == 200
        assert server.stop() == 0


def _write(world: Story) -> int:
    for number in range(CARDS):
        Card.create(world.space, f"Card {number}", by=world.by_marco)
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM activity_head")
        return int(cursor.fetchone()[0])


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to that within 30 seconds")
