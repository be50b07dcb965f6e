"""A card waits for what comes before it: the space warns, or enforces it."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Head
from cashboard.activity.refusals import Refused
from cashboard.work.cards.models import Card
from cashboard.work.cards.relatives import Relatives
from cashboard.work.cards.waiting import waits_for
from tests.story import Story

pytestmark = pytest.mark.requirement("R21")
SENTENCE = (
    r"^COL-1 waits for COL-2 “Invoice 4712 of Nordwind”: complete what comes before it, then move it\.$"
)


@pytest.fixture
def enforced(story: Story) -> Story:
    """COL-2 comes before COL-1, and the space enforces that."""
    story.card.relate("previous", story.cards[1], by=story.by_marco)
    story.space.order_work("enforce", by=story.by_lena)
    return story


def waiting(story: Story, card: Card) -> list[str]:
    return [each.key for each in waits_for(card.pk, Relatives([card.pk], story.by_marco))]


def test_an_open_card_waits_for_open_cards_right_before_it(story: Story) -> None:
    first, second, third = story.cards
    first.relate("previous", second, by=story.by_marco)
    second.relate("previous", third, by=story.by_marco)
    assert [waiting(story, card) for card in story.cards] == [["COL-2"], ["COL-3"], []]
    third.complete(by=story.by_marco)
    second.archive(by=story.by_marco)
    assert [waiting(story, card) for card in story.cards] == [[], [], []]
    second.restore(by=story.by_marco)
    first.complete(by=story.by_marco)
    assert waiting(story, first) == []


def test_without_the_rule_it_may_be_begun(story: Story) -> None:
    story.card.relate("previous", story.cards[1], by=story.by_marco)
    story.card.move(story.overdue, by=story.by_marco)
    assert story.card.status == story.overdue


def test_with_the_rule_it_may_not_be_begun_or_completed(enforced: Story) -> None:
    before = Head.objects.get().seq
    for status in (enforced.overdue, enforced.paid):
        with pytest.raises(Refused, match=SENTENCE):
            enforced.card.move(status, by=enforced.by_marco)
    with pytest.raises(Refused, match=SENTENCE):
        enforced.card.complete(by=enforced.by_lena)
    enforced.card.refresh_from_db()
    assert (enforced.card.status, Head.objects.get().seq) == (enforced.open, before)


def test_what_is_done_cancelled_or_archived_holds_nothing_up(enforced: Story) -> None:
    enforced.cards[1].complete(by=enforced.by_marco)
    enforced.card.move(enforced.overdue, by=enforced.by_marco)
    enforced.card.move(enforced.open, by=enforced.by_marco)
    enforced.cards[1].reopen(by=enforced.by_marco)
    enforced.cards[1].archive(by=enforced.by_marco)
    enforced.card.complete(by=enforced.by_marco)
    assert enforced.card.is_completed


def test_it_may_wait_elsewhere_and_change_its_place(enforced: Story) -> None:
    later = enforced.space.add_status("Later", "not_started", by=enforced.by_lena)
    enforced.card.move(later, by=enforced.by_marco)
    off = enforced.space.add_status("Written off", "cancelled", by=enforced.by_lena)
    enforced.card.move(off, by=enforced.by_marco)
    assert enforced.card.status == off


def test_the_rule_is_that_of_the_space_in_which_the_card_stands(enforced: Story) -> None:
    free = enforced.workspace.add_space("ORD", "Orders", by=enforced.by_lena)
    there = Card.create(free, "Free", by=enforced.by_marco)
    there.relate("previous", enforced.cards[1], by=enforced.by_marco)
    there.complete(by=enforced.by_marco)
    assert there.is_completed


def test_what_is_not_shared_holds_it_up_without_being_named(enforced: Story) -> None:
    hidden = enforced.workspace.add_space("HID", "Hidden", kind="private", by=enforced.by_lena)
    enforced.card.relate("previous", Card.create(hidden, "Hush", by=enforced.by_lena), by=enforced.by_lena)
    with pytest.raises(Refused, match=SENTENCE):
        enforced.card.complete(by=enforced.by_marco)
    enforced.cards[1].complete(by=enforced.by_marco)
    with pytest.raises(Refused, match=r"^COL-1 waits for work that is not shared with you\. Ask an owner of"):
        enforced.card.complete(by=enforced.by_marco)


def test_many_are_not_all_named(enforced: Story) -> None:
    for number in range(6):
        other = Card.create(enforced.space, f"Step {number}", by=enforced.by_marco)
        enforced.card.relate("previous", other, by=enforced.by_marco)
    with pytest.raises(Refused, match=r"COL-7 “Step 3” and 2 more: complete"):
        enforced.card.complete(by=enforced.by_marco)


def test_what_other_systems_report_has_happened(enforced: Story) -> None:
    enforced.card.complete(by=enforced.marco.acting("import"))
    assert enforced.card.is_completed
