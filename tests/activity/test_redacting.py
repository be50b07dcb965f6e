"""Redacting is the only door through which the log changes: it records itself and needs an administrator."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event, Head, RedactionDoor
from cashboard.activity.redacting import redact
from cashboard.activity.refusals import NotAllowed
from cashboard.activity.sealing import seal
from cashboard.activity.verifying import verify
from tests.story import Story

pytestmark = pytest.mark.requirement("R103")


@pytest.fixture
def seq(story: Story) -> int:
    story.card.comment("Ms Muster, born 1970", by=story.by_marco)
    return Head.objects.get().seq


def test_personal_fields_are_emptied_and_the_rest_stays(story: Story, seq: int) -> None:
    before = Event.objects.get(seq=seq)
    assert redact([seq], by=story.by_ada, reason="asked for") == 1
    after = Event.objects.get(seq=seq)
    assert after.data == {**before.data, "text": "[redacted]"}
    assert (after.uid, after.at, after.objects_json) == (before.uid, before.at, before.objects_json)


def test_it_records_itself(story: Story, seq: int) -> None:
    redact([seq], by=story.by_ada, reason="asked for")
    told = Event.objects.get(seq=seq + 1)
    assert (told.type, told.actor_person, told.data["reason"]) == ("log.redacted", story.ada.pk, "asked for")
    assert [row["seq"] for row in told.data["rows"]] == [seq]


def test_twice_changes_and_records_nothing(story: Story, seq: int) -> None:
    redact([seq], by=story.by_ada, reason="asked for")
    head = Head.objects.get().seq
    assert redact([seq], by=story.by_ada, reason="asked for again") == 0
    assert Head.objects.get().seq == head


def test_only_an_administrator_may(story: Story, seq: int) -> None:
    with pytest.raises(NotAllowed, match=r"Only an administrator can do that\."):
        redact([seq], by=story.by_lena, reason="to hide something")


def test_a_refusal_leaves_the_row_and_the_door_shut(transactional_db: None, story: Story, seq: int) -> None:
    with pytest.raises(NotAllowed):
        redact([seq], by=story.by_lena, reason="to hide something")
    assert Event.objects.get(seq=seq).data["text"] == "Ms Muster, born 1970"
    assert not RedactionDoor.objects.exists()


def test_sealed_before_and_after_the_chain_stays_valid(story: Story, seq: int) -> None:
    seal()
    redact([seq], by=story.by_ada, reason="asked for")
    assert verify().is_whole
    seal()
    story.card.comment("more", by=story.by_marco)
    redact([seq, seq + 2], by=story.by_ada, reason="more")
    seal()
    assert verify().is_whole
    assert not RedactionDoor.objects.exists()
