"""A verb changes state and records its event in one transaction; twice is harmless; time never runs
backwards.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.activity.models import Event, Head, Involvement
from cashboard.activity.refusals import StaleVersion
from cashboard.work.cards.events import CardRetitled
from tests.story import Story

pytestmark = pytest.mark.requirement("R27")


class Boom(Exception):  # noqa: N818 - it is a bang, not an error
    pass


def test_an_exception_inside_leaves_neither_state_nor_event(transactional_db: None, story: Story) -> None:
    before, card = Head.objects.get().seq, story.card
    with pytest.raises(Boom), card.changing(by=story.by_marco) as change:  # noqa: PT012 - the body is the verb
        card.title = "half done"
        card.save_changed(change, "title")
        change.record(CardRetitled(old="", new="half done"), card)
        raise Boom
    card.refresh_from_db()
    assert (card.title, card.version) == ("Invoice 4711 of Nordwind", 1)
    assert Head.objects.get().seq == Event.objects.count() == before


def test_what_is_refused_leaves_neither_state_nor_event(transactional_db: None, story: Story) -> None:
    before = Head.objects.get().seq
    with pytest.raises(Exception, match="You are visitor here"):
        story.card.move(story.paid, by=story.by_vera)
    story.card.refresh_from_db()
    assert (story.card.status, story.card.version) == (story.open, 1)
    assert Head.objects.get().seq == Event.objects.count() == before


def test_a_change_that_records_nothing_writes_nothing(story: Story) -> None:
    before = Head.objects.get().seq
    with recording(by=story.by_marco):
        pass
    assert Head.objects.get().seq == before


def test_an_event_keeps_who_when_where_and_why(story: Story) -> None:
    by = story.by_marco.because_of(Event.objects.get(seq=1).uid)
    started = timezone.now()
    event = story.card.move(story.overdue, by=by)
    assert event is not None
    row = Event.objects.get(seq=Head.objects.get().seq)
    assert row == event
    assert (row.actor_kind, row.actor_person, row.actor_name, row.via) == (
        "person",
        story.marco.pk,
        "Marco Rossi",
        "web",
    )
    assert (row.workspace, row.space, row.change) == (story.workspace.pk, story.space.pk, by.change)
    assert row.cause == Event.objects.get(seq=1).uid
    assert started <= row.at == row.recorded_at <= timezone.now()
    assert not row.backfilled
    assert row.data["from_status"] == {"id": story.open.pk, "name": "Open"}
    assert row.objects_json == [{"type": "card", "id": story.card.pk, "name": "COL-1", "qualifier": ""}]
    assert Involvement.objects.filter(seq=row.seq, kind="card", object_id=story.card.pk).count() == 1


def test_one_request_is_one_change(story: Story) -> None:
    by = story.by_marco
    first = story.card.move(story.overdue, by=by)
    second = story.cards[1].move(story.overdue, by=by)
    assert first is not None
    assert second is not None
    assert first.change == second.change == by.change
    assert story.by_marco.change != by.change


def test_a_stale_version_is_refused_with_a_sentence(story: Story) -> None:
    seen = story.card.version
    story.card.retitle("by Lena", by=story.by_lena, version=seen)
    with pytest.raises(
        StaleVersion, match=r"COL-1 was changed by somebody else meanwhile\. Look at it again"
    ) as error:
        story.card.retitle("by Marco", by=story.by_marco, version=seen)
    assert error.value.current == seen + 1
    story.card.refresh_from_db()
    assert story.card.title == "by Lena"


def test_a_verb_reads_the_row_again_before_it_decides(story: Story) -> None:
    other = type(story.card).objects.get(pk=story.card.pk)
    other.move(story.paid, by=story.by_lena)
    assert story.card.complete(by=story.by_marco) is None
    assert story.card.status == story.paid


def test_a_clock_set_back_does_not_turn_the_history_of_a_card_around(story: Story, monkeypatch) -> None:
    now = timezone.now()
    story.card.move(story.overdue, by=story.by_marco)
    monkeypatch.setattr(timezone, "now", lambda: now - timedelta(hours=3))
    story.card.move(story.paid, by=story.by_marco)
    story.card.reopen(by=story.by_marco)
    times = list(Event.objects.about("card", story.card.pk).order_by("seq").values_list("at", flat=True))
    assert times == sorted(times)
    assert story.card.completed_at is None
    assert story.card.started_at is not None


def test_the_system_may_do_everything_and_is_named(story: Story) -> None:
    event = story.card.move(story.paid, by=Actor.system("sync"))
    assert event is not None
    assert (event.actor_kind, event.actor_person, event.actor_name, event.via) == (
        "system",
        None,
        "Cashboard",
        "sync",
    )
