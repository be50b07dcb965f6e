"""Who is told of what, and who is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cashboard.activity import clock
from cashboard.activity.models import Cursor
from cashboard.activity.reading import catch_up
from cashboard.notify.inbox import Inbox
from cashboard.notify.models import Notice, Wish
from cashboard.people.models import Group, Person
from cashboard.work.blockers.models import Blocker
from tests.story import Story

pytestmark = pytest.mark.requirement("R42", "R44")


def told(person: Person) -> list[tuple[str, str]]:
    """Card and reason of each notice, the oldest first."""
    catch_up(Inbox())
    notices = Notice.objects.filter(person=person).order_by("seq").select_related("card")
    return [(notice.card.key, notice.reason) for notice in notices]


def test_people_are_told_of_what_is_said_to_them(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    story.cards[1].add_coworker(story.lena, by=story.by_marco)
    story.card.comment(f"@[Lena](person:{story.lena.pk}) shall we?", by=story.by_marco)
    steps = story.card.add_checklist("Steps", by=story.by_lena)
    (item,) = story.card.add_items(steps, "Call", by=story.by_lena)
    story.card.give_item(item, story.marco, by=story.by_lena)
    story.card.assign(story.lena, by=story.by_lena)
    assert told(story.marco) == [("COL-1", "responsible"), ("COL-1", "item"), ("COL-1", "relieved")]
    assert told(story.lena) == [("COL-2", "coworker"), ("COL-1", "mentioned")], "not of her own doing"


def test_who_works_on_a_card_hears_what_matters(story: Story) -> None:
    card = story.card
    card.assign(story.marco, by=story.by_marco)
    card.label("Urgent", by=story.by_lena)
    card.move(story.overdue, by=story.by_lena)
    card.comment("Called them", by=story.by_lena)
    card.date("due", date(2026, 12, 1), by=story.by_lena)
    card.complete(by=story.by_lena)
    story.cards[1].complete(by=story.by_lena)
    assert told(story.marco) == [("COL-1", "yours")] * 4, "moved, said, dated, completed; not the label"


@pytest.mark.requirement("R23")
def test_whoever_has_to_remove_a_blocker_is_told_and_so_is_the_responsible_person(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_marco)
    blocker = Blocker.objects.add_blocker("Price dispute", space=story.space, by=story.by_lena)
    story.card.block(blocker, owner=story.lena, by=story.by_marco)
    story.card.unblock(by=story.by_lena)
    assert told(story.lena) == [("COL-1", "blocker")]
    assert told(story.marco) == [("COL-1", "yours")], "of its end, which was not his own doing"


@pytest.mark.parametrize(("level", "count"), [("everything", 3), ("relevant", 2), ("comments", 1)])
def test_everybody_chooses_how_much_they_hear(story: Story, level: str, count: int) -> None:
    Wish.objects.create(person=story.marco, level=level)
    story.card.assign(story.marco, by=story.by_marco)
    story.card.label("Urgent", by=story.by_lena)
    story.card.move(story.overdue, by=story.by_lena)
    story.card.comment("Called them", by=story.by_lena)
    story.card.move(story.overdue, before=None, by=story.by_lena)
    assert len(told(story.marco)) == count


def test_whoever_wants_little_still_hears_what_is_said_to_them(story: Story) -> None:
    Wish.objects.create(person=story.marco, level="comments")
    story.card.assign(story.marco, by=story.by_lena)
    assert told(story.marco) == [("COL-1", "responsible")]


def test_a_mention_goes_before_being_responsible(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_marco)
    story.card.comment(f"@[Marco](person:{story.marco.pk})", by=story.by_lena)
    assert told(story.marco) == [("COL-1", "mentioned")]


@pytest.mark.requirement("R3")
def test_whoever_lost_the_space_is_told_nothing_more_and_sees_nothing(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    assert told(story.marco) == [("COL-1", "responsible")]
    story.workspace.remove_member(story.marco, by=story.by_lena)
    story.card.comment("Without Marco", by=story.by_lena)
    assert told(story.marco) == [("COL-1", "responsible")]
    assert not Notice.objects.of(story.by_marco).exists(), "nor is the old one shown"


def test_what_is_old_when_it_is_read_is_no_news(story: Story) -> None:
    with clock.travelling(clock.now() + timedelta(days=20)):
        story.card.assign(story.marco, by=story.by_lena)
        assert told(story.marco) == [("COL-1", "responsible")]
        Notice.objects.all().delete()
        Cursor.objects.filter(name="inbox").update(seq=0)
    with clock.travelling(clock.now() + timedelta(days=40)):
        assert told(story.marco) == []


def test_a_repetition_tells_nobody_twice(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    first = told(story.marco)
    Cursor.objects.filter(name="inbox").update(seq=0)
    assert told(story.marco) == first


def test_a_notice_is_put_away_sleeps_and_comes_back(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    told(story.marco)
    mine = Notice.objects.of(story.by_marco)
    assert mine.waiting().count() == 1
    mine.snooze(clock.now() + timedelta(hours=1))
    assert (mine.waiting().count(), mine.asleep().count()) == (0, 1)
    with clock.travelling(clock.now() + timedelta(hours=2)):
        assert (mine.waiting().count(), mine.asleep().count()) == (1, 0)
        assert mine.finish() == 1
        assert mine.finish() == 0
    assert (mine.waiting().count(), mine.put_away().count()) == (0, 1)
    mine.bring_back()
    assert mine.waiting().count() == 1


def test_a_reply_and_a_mention_of_the_group_are_told_each_once(story: Story) -> None:
    said = story.card.comment("Friday?", by=story.by_marco)
    story.card.comment("Monday", by=story.by_lena, reply_to=said)
    sales = Group.objects.create(name="Sales")
    sales.people.set([story.marco, story.lena, story.nils])
    story.workspace.members.create(group=sales, role="visitor")
    text = f"@[Sales](group:{sales.pk}) @[Marco](person:{story.marco.pk})"
    story.cards[1].comment(text, by=story.by_lena)
    assert told(story.marco) == [("COL-1", "replied"), ("COL-2", "mentioned")]
    assert told(story.nils) == [("COL-2", "group")]
    assert told(story.lena) == []


@pytest.mark.requirement("R3")
def test_who_has_left_the_group_s_place_is_not_told(story: Story) -> None:
    sales = Group.objects.create(name="Sales")
    sales.people.add(story.nils)
    story.workspace.members.create(group=sales, role="visitor")
    story.card.comment(f"@[Sales](group:{sales.pk})", by=story.by_lena)
    story.workspace.members.filter(group=sales).delete()
    assert told(story.nils) == []


def test_signs_fill_no_inbox(story: Story) -> None:
    Wish.objects.create(person=story.marco, level="everything")
    story.card.assign(story.marco, by=story.by_marco)
    story.card.comment("Friday?", by=story.by_marco).react("agreed", by=story.by_lena)
    assert told(story.marco) == []
