"""Progress by KanBo's rule, on trees worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cashboard.work.cards import progress
from cashboard.work.cards.models import Card
from cashboard.work.cards.progress import Progress, counts_elements, progress_of
from cashboard.work.cards.relatives import Relatives
from cashboard.work.spaces.models import Status
from tests.story import Story

pytestmark = pytest.mark.requirement("R39")


def of(story: Story, card: Card) -> Progress:
    return progress_of([card.pk], Relatives([card.pk], story.by_marco))[card.pk]


def split(story: Story, card: Card, *statuses: Status) -> list[Card]:
    """Subcards that stand in these statuses."""
    made = [card.add_subcard(f"Step {number}", by=story.by_marco) for number, _ in enumerate(statuses)]
    for subcard, status in zip(made, statuses, strict=True):
        subcard.move(status, by=story.by_marco)
    return made


def test_two_of_six_are_33_percent(story: Story) -> None:
    split(story, story.card, *[story.paid] * 2, *[story.open] * 2, *[story.overdue] * 2)
    assert of(story, story.card) == (2, 6, Fraction(1, 3))
    assert of(story, story.card).percent == 33


def test_information_cancelled_and_archived_cards_do_not_count(story: Story) -> None:
    note = story.space.add_status("Note", "information", by=story.by_lena)
    off = story.space.add_status("Written off", "cancelled", by=story.by_lena)
    *_, last = split(story, story.card, *[story.paid] * 2, *[story.open] * 4, note, off, story.open)
    last.archive(by=story.by_marco)
    assert of(story, story.card) == (2, 6, Fraction(1, 3))


def test_kanbos_nested_example(story: Story) -> None:
    """(0 + 75 + 33 1/3 + 100 + 100) / 5 = 61 2/3: subcards bring their own progress."""
    subcards = split(story, story.card, story.open, story.open, story.overdue, story.paid, story.paid)
    split(story, subcards[1], *[story.paid] * 3, story.open)
    split(story, subcards[2], *[story.paid] * 2, *[story.open] * 4)
    split(story, subcards[3], story.open)  # completed, whatever is in it
    assert [of(story, card).percent for card in subcards[1:4]] == [75, 33, 100]
    assert of(story, story.card) == (2, 5, Fraction(185, 300))
    assert of(story, story.card).percent == 62


def test_a_card_with_two_parents_counts_in_both_also_from_elsewhere(story: Story) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    shared = Card.create(other, "Shared step", by=story.by_marco)
    for parent in story.cards[:2]:
        parent.relate("child", shared, by=story.by_marco)
    shared.complete(by=story.by_marco)
    split(story, story.card, story.open)
    assert [of(story, parent).percent for parent in story.cards[:2]] == [50, 100]


def test_subcards_that_are_not_shared_do_not_count(story: Story) -> None:
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    story.card.relate("child", Card.create(hidden, "Hush", by=story.by_lena), by=story.by_lena)
    split(story, story.card, story.paid)
    assert of(story, story.card) == (1, 1, Fraction(1))


def test_half_a_percent_is_rounded_up() -> None:
    assert Progress(1, 8, Fraction(1, 8)).percent == 13


def test_other_elements_join_with_equal_weight(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_COUNTED", [])
    split(story, story.card, story.paid)
    counts_elements(lambda cards: {story.card.pk: [Fraction(0), Fraction(1), Fraction(0)]})
    assert of(story, story.card) == (1, 1, Fraction(1, 2))


@pytest.mark.requirement("R15")
def test_items_of_checklists_count_as_much_as_subcards(story: Story) -> None:
    """(1 + 0 + 1 + 0 + 0) / 5: one of two subcards is done, one of three items."""
    split(story, story.card, story.paid, story.open)
    steps = story.card.add_checklist("Steps", by=story.by_marco)
    first, *_ = story.card.add_items(steps, "one\ntwo\nthree", by=story.by_marco)
    story.card.check_off(first, by=story.by_marco)
    assert of(story, story.card) == (1, 2, Fraction(2, 5))
