"""`verify` names the first row that was changed, inserted or removed behind the application's back."""

from __future__ import annotations

import pytest
from django.db import connection, connections
from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event, Head, Seal
from cashboard.activity.redacting import redact
from cashboard.activity.sealing import seal
from cashboard.activity.uuid7 import uuid7
from cashboard.activity.verifying import verify, verify_last
from tests.story import Story

pytestmark = pytest.mark.requirement("R27")
COPIED = "type, at, recorded_at, backfilled, actor_kind, actor_name, via, change, data, objects"


@pytest.fixture
def sealed(story: Story) -> int:
    """The story under a seal, then four events in the tail; returns the last sealed seq."""
    last = seal()
    for title in ("one", "two", "three", "four"):
        story.card.retitle(title, by=story.by_marco)
    return last


def tamper(*statements: str) -> None:
    """What somebody with the database's password can do: set the triggers aside, write, and put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
        for _, sql in triggers:
            cursor.execute(sql)


def insert(seq: int) -> str:
    """A row that looks like the first event under another number."""
    return (
        f"INSERT INTO activity_event (seq, uid, {COPIED}) "
        f"SELECT {seq}, '{uuid7() if connection.vendor == 'postgresql' else uuid7().hex}', {COPIED} "
        "FROM activity_event WHERE seq = 1"
    )


def test_a_log_as_it_was_written_is_whole(story: Story, sealed: int) -> None:
    verdict = verify()
    assert verdict.is_whole
    assert (verdict.events, verdict.sealed, verdict.seals, verdict.seq) == (sealed + 4, sealed, 1, None)
    assert verify_last().is_whole


def test_an_empty_log_is_whole(db: None) -> None:
    assert verify().is_whole
    assert verify().events == 0
    assert verify_last().is_whole


@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize(
    "column", ["actor_name = 'Nobody'", "data = '{}'", "via = 'sync'", "actor_person = 999"]
)
def test_an_edited_row_is_found(story: Story, sealed: int, place: str, column: str) -> None:
    seq = {"first": 1, "middle": 5, "last": sealed}[place]
    tamper(f"UPDATE activity_event SET {column} WHERE seq = {seq}")
    assert (verify().seq, verify().fault.split(":")[0]) == (seq, "changed")
    assert verify_last().seq == seq


@pytest.mark.parametrize(
    "place", ["first", "middle", "last sealed", "first of the tail", "tail", "last of all"]
)
def test_a_removed_row_is_found(story: Story, sealed: int, place: str) -> None:
    seqs = {
        "first": 1,
        "middle": 5,
        "last sealed": sealed,
        "first of the tail": sealed + 1,
        "tail": sealed + 2,
    }
    seq = seqs.get(place, sealed + 4)
    tamper(f"DELETE FROM activity_event WHERE seq = {seq}")
    assert (verify().seq, verify().fault.split(":")[0]) == (seq, "removed")
    assert not verify_last().is_whole


def test_several_rows_removed_the_first_is_named(story: Story, sealed: int) -> None:
    tamper(f"DELETE FROM activity_event WHERE seq IN (7, 4, {sealed + 1})")
    assert verify().seq == 4


@pytest.mark.parametrize("seq", [0, -3])
def test_a_row_inserted_before_the_first_is_found(story: Story, sealed: int, seq: int) -> None:
    tamper(insert(seq))
    assert (verify().seq, verify().fault.split(":")[0]) == (seq, "inserted")


@pytest.mark.parametrize("beyond", [1, 7])
def test_a_row_inserted_after_the_last_is_found(story: Story, sealed: int, beyond: int) -> None:
    seq = sealed + 4 + beyond
    tamper(insert(seq))
    assert not verify().is_whole
    assert verify().seq == (seq if beyond == 1 else sealed + 5)


def test_a_row_put_in_the_place_of_another_is_found(story: Story, sealed: int) -> None:
    tamper("DELETE FROM activity_event WHERE seq = 6", insert(6))
    assert (verify().seq, verify().fault.split(":")[0]) == (6, "changed")


def test_a_seal_altered_to_fit_an_edited_row_is_found(story: Story, sealed: int) -> None:
    tamper(
        "UPDATE activity_event SET actor_name = 'x' WHERE seq = 3",
        f"UPDATE activity_seal SET hash = '{'0' * 64}'",
    )
    assert (verify().seq, verify().fault.split(":")[0]) == (1, "changed")


def test_a_removed_seal_is_found(story: Story, sealed: int) -> None:
    seal()
    tamper(f"DELETE FROM activity_seal WHERE first_seq = {sealed + 1}")
    assert (verify().seq, verify().fault.split(":")[0]) == (sealed + 1, "removed")


def test_the_first_of_two_seals_removed_is_found(story: Story, sealed: int) -> None:
    seal()
    tamper("DELETE FROM activity_seal WHERE first_seq = 1")
    assert not verify().is_whole
    assert not verify_last().is_whole


def test_a_head_set_back_is_found(story: Story, sealed: int) -> None:
    Head.objects.update(seq=sealed)
    assert (verify().seq, verify().fault.split(":")[0]) == (sealed + 1, "inserted")


def test_a_redaction_keeps_the_chain_valid_and_a_forged_one_is_found(story: Story) -> None:
    story.card.describe("Ms Muster of Nordwind called, +49 30 1234", by=story.by_marco)
    seal()
    seq = Event.objects.get(type="card.described").seq
    assert redact([seq], by=story.by_ada, reason="asked for by the person") == 1
    seal()
    assert verify().is_whole
    tamper(f'UPDATE activity_event SET data = \'{{"old": "", "new": "forged"}}\' WHERE seq = {seq}')
    assert (verify().seq, verify().fault.split(":")[0]) == (seq, "changed")


def test_outside_a_transaction_verify_reads_one_snapshot(transactional_db: None, story: Story) -> None:
    seal()
    assert verify().is_whole
    assert not connection.in_atomic_block
    story.card.retitle("after", by=story.by_marco)
    assert verify().events == Head.objects.get().seq


def test_seals_close_runs_of_a_thousand(db: None) -> None:
    now = timezone.now()
    system = Actor.system()
    Event.objects.bulk_create(
        Event(
            seq=seq, uid=uuid7(), type="log.redacted", at=now, recorded_at=now, actor_kind="system",
            actor_name="Cashboard", via="cli", change=system.change,
            data={"reason": "", "rows": []}, objects_json=[],
        )
        for seq in range(1, 2502)
    )  # fmt: skip
    Head.objects.update(seq=2501)
    assert seal() == 2501
    assert seal() == 0
    assert list(Seal.objects.order_by("pk").values_list("first_seq", "last_seq")) == [
        (1, 1000),
        (1001, 2000),
        (2001, 2501),
    ]
    assert verify().is_whole
    tamper("DELETE FROM activity_event WHERE seq = 1000")
    assert verify().seq == 1000


def test_two_processes_that_seal_at_once_seal_each_event_once(
    transactional_db: None, story: Story, at_once
) -> None:
    counts = at_once([seal] * 4)
    connections.close_all()
    assert sorted(counts) == [0, 0, 0, Head.objects.get().seq]
    assert verify().is_whole
