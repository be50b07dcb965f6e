"""The eight rules of dates, each with dates worked out by hand; the middle of 2026 is May."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.work.cards.conflicts import RULES, conflicts_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Tie
from cashboard.work.cards.relatives import Relatives
from tests.story import Story

pytestmark = pytest.mark.requirement("R21")
Days = tuple[int | None, int | None]


def dated(story: Story, card: Card, days: Days) -> None:
    for which, on in zip(("start", "due"), days, strict=True):
        card.date(which, date(2026, 5, on) if on else None, by=story.by_marco)  # type: ignore[arg-type]


def broken(story: Story, card: Card) -> list[str]:
    return [each.rule.name for each in conflicts_of(card.pk, Relatives([card.pk], story.marco.acting("web")))]


@pytest.mark.parametrize(
    ("tie", "ahead", "behind", "rules"),
    [
        # previous and next: days of May as (start, due); first alone, then with what follows from it
        ("next", (10, None), (9, None), ["next_starts_before_previous_starts"]),
        ("next", (10, None), (10, None), []),
        ("next", (None, 10), (9, None), ["next_starts_before_previous_ends"]),
        ("next", (None, 10), (10, None), []),
        ("next", (10, None), (None, 9), ["next_ends_before_previous_starts"]),
        ("next", (10, None), (None, 10), []),
        ("next", (None, 10), (None, 9), ["next_ends_before_previous_ends"]),
        ("next", (None, 10), (None, 10), []),
        ("next", (10, 20), (21, 25), []),
        ("next", (10, 20), (15, 25), ["next_starts_before_previous_ends"]),
        ("next", (10, 20), (5, 8), [rule.name for rule in RULES[:4]]),
        # parent and child
        ("child", (10, None), (9, None), ["child_starts_before_parent_starts"]),
        ("child", (10, None), (10, None), []),
        ("child", (10, None), (None, 9), ["child_ends_before_parent_starts"]),
        ("child", (10, None), (None, 10), []),
        ("child", (None, 10), (11, None), ["child_starts_after_parent_ends"]),
        ("child", (None, 10), (10, None), []),
        ("child", (None, 10), (None, 11), ["child_ends_after_parent_ends"]),
        ("child", (None, 10), (None, 10), []),
        ("child", (10, 20), (12, 18), []),
        ("child", (10, 20), (22, 25), ["child_starts_after_parent_ends", "child_ends_after_parent_ends"]),
        ("child", (10, 20), (5, 25), ["child_starts_before_parent_starts", "child_ends_after_parent_ends"]),
    ],
)
def test_the_eight_rules(story: Story, tie: str, ahead: Days, behind: Days, rules: list[str]) -> None:
    dated(story, story.card, ahead)
    dated(story, story.cards[1], behind)
    story.card.relate(tie, story.cards[1], by=story.by_marco)
    assert [broken(story, card) for card in story.cards[:2]] == [rules, rules]


def test_they_hold_over_several_relations(story: Story) -> None:
    first, second, third = story.cards
    for tie in ("next", "child"):
        first.relate(tie, second, by=story.by_marco)
        second.relate(tie, third, by=story.by_marco)
    dated(story, first, (10, 20))
    dated(story, third, (15, 21))
    expected = ["next_starts_before_previous_ends", "child_ends_after_parent_ends"]
    assert [broken(story, card) for card in story.cards] == [expected, [], expected]


def test_days_between_count_from_end_to_start_and_add_up(story: Story) -> None:
    first, second, third = story.cards
    first.relate("next", second, lag=2, by=story.by_marco)
    second.relate("next", third, lag=3, by=story.by_marco)
    dated(story, first, (None, 10))
    dated(story, second, (11, None))
    dated(story, third, (15, None))
    assert broken(story, second) == ["next_starts_before_previous_ends"]
    assert broken(story, third) == []
    dated(story, third, (14, None))
    assert broken(story, third) == ["next_starts_before_previous_ends"]


def test_they_say_what_is_wrong_from_both_sides(story: Story) -> None:
    first, second, _ = story.cards
    first.relate("next", second, by=story.by_marco)
    first.relate("child", second, by=story.by_marco)
    dated(story, first, (None, 10))
    dated(story, second, (9, 12))
    told = {
        card.key: [
            (each.sentence, each.culprit.key, each.verb, each.on)
            for each in conflicts_of(card.pk, Relatives([card.pk], story.by_marco))
        ]
        for card in (first, second)
    }
    assert told["COL-2"] == [
        ("This card starts before a previous card ends", "COL-1", "ends", date(2026, 5, 10)),
        ("This card ends after a parent ends", "COL-1", "ends", date(2026, 5, 10)),
    ]
    assert told["COL-1"] == [
        ("A following card starts before this card ends", "COL-2", "starts", date(2026, 5, 9)),
        ("A subcard ends after this card ends", "COL-2", "ends", date(2026, 5, 12)),
    ]


def test_what_is_archived_cancelled_or_done_on_both_sides_contradicts_nothing(story: Story) -> None:
    first, second, _ = story.cards
    cancelled = story.space.add_status("Written off", "cancelled", by=story.by_lena)
    first.relate("next", second, by=story.by_marco)
    dated(story, first, (None, 10))
    dated(story, second, (9, None))
    first.move(story.paid, by=story.by_marco)
    assert len(broken(story, second)) == 1
    second.move(story.paid, by=story.by_marco)
    assert broken(story, second) == []
    second.move(cancelled, by=story.by_marco)
    assert broken(story, first) == []
    second.move(story.open, by=story.by_marco)
    first.archive(by=story.by_marco)
    assert broken(story, second) == []


def test_nothing_is_seen_of_or_through_a_card_that_is_not_shared(story: Story) -> None:
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    between = Card.create(hidden, "Hush", by=story.by_lena)
    story.card.relate("next", between, by=story.by_lena)
    between.relate("next", story.cards[1], by=story.by_lena)
    dated(story, story.card, (10, 20))
    dated(story, story.cards[1], (5, 8))
    assert broken(story, story.cards[1]) == []
    seen = Relatives([story.cards[1].pk], story.by_lena)
    assert len(conflicts_of(story.cards[1].pk, seen)) == 4
    assert not Relatives([story.card.pk], story.by_marco)
    assert [each.card.key for each in Relatives([between.pk], story.by_lena).of(between.pk, Tie.NEXT)] == [
        "COL-2"
    ]
