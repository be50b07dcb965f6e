"""The dates of a space are kept under a name, and stay what they were."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.cards.baselines import Baseline
from tests.story import Story

pytestmark = pytest.mark.requirement("R29")
MONDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 6)


def replayed(baseline: int) -> dict[str, Any]:
    state: dict[str, Any] = {}
    for event in Event.objects.about("baseline", baseline).order_by("seq"):
        event.typed.apply(state)
    return state


def test_a_baseline_keeps_the_dates_as_they_were(story: Story) -> None:
    one, two, _ = story.cards
    one.reschedule(MONDAY, FRIDAY, by=story.by_marco)
    two.date("due", FRIDAY, by=story.by_marco)
    made = Baseline.keep(story.space, " First  plan ", by=story.by_lena)
    one.reschedule(FRIDAY, FRIDAY, by=story.by_marco)
    two.archive(by=story.by_marco)
    kept = {one.pk: (MONDAY, FRIDAY), two.pk: (None, FRIDAY)}
    assert made.dates_of([card.pk for card in story.cards]) == kept
    assert replayed(made.pk) == made.state()
    assert (
        Event.objects.get(type="baseline.kept").typed.say()
        == "kept the dates of 2 cards as baseline First plan"
    )


def test_it_is_removed_and_the_log_knows(story: Story) -> None:
    story.card.date("due", FRIDAY, by=story.by_marco)
    made = Baseline.keep(story.space, "Plan", by=story.by_lena)
    pk = made.pk
    made.remove(by=story.by_lena)
    assert not Baseline.objects.exists()
    assert replayed(pk) == {}


def test_only_an_owner_keeps_one_and_a_name_is_taken_once(story: Story) -> None:
    with pytest.raises(Invalid, match="No card here has a date yet"):
        Baseline.keep(story.space, "Plan", by=story.by_lena)
    story.card.date("due", FRIDAY, by=story.by_marco)
    for by in (story.by_marco, story.by_vera, story.by_nils):
        with pytest.raises(NotAllowed):
            Baseline.keep(story.space, "Plan", by=by)
    Baseline.keep(story.space, "Plan", by=story.by_lena)
    with pytest.raises(Invalid, match="There is a baseline plan already"):
        Baseline.keep(story.space, "plan", by=story.by_lena)
