"""Statuses are added, named and put in order; limits and the rules of starting are set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space, Status
from tests.story import Story

pytestmark = pytest.mark.requirement("R10", "R18", "R19")
Act = Callable[[Story, Any], object]


def head() -> int:
    return Head.objects.get().seq


def said() -> str:
    return Event.objects.get(seq=head()).typed.say()


def names(story: Story) -> list[str]:
    return list(story.space.statuses.values_list("name", flat=True))


ACTS: list[tuple[str, Act, str]] = [
    (
        "rename",
        lambda story, by: story.space.rename_status(story.open, " To  call ", by=by),
        "renamed the status Open to To call",
    ),
    (
        "place",
        lambda story, by: story.space.place_status(story.paid, before=story.open, by=by),
        "put the statuses in the order Paid, Open, Overdue, Disputed",
    ),
    (
        "place last",
        lambda story, by: story.space.place_status(story.open, before=None, by=by),
        "put the statuses in the order Overdue, Disputed, Paid, Open",
    ),
    (
        "limit",
        lambda story, by: story.space.limit_status(story.open, 4, rule="refuse", by=by),
        "changed the limit of the status Open from none to 4 (refuse)",
    ),
    (
        "start",
        lambda story, by: story.space.start_cards_in(story.overdue, by=by),
        "changed where new cards begin from the first status to Overdue",
    ),
    (
        "require",
        lambda story, by: story.space.require_responsible(True, by=by),
        "made a responsible person a condition for starting work",
    ),
]
each_act = pytest.mark.parametrize(("act", "told"), [(a, t) for _, a, t in ACTS], ids=[n for n, _, _ in ACTS])


@each_act
def test_it_is_told_once(story: Story, act: Act, told: str) -> None:
    version = Space.objects.get(pk=story.space.pk).version
    act(story, story.by_lena)
    assert said() == told
    before = head()
    act(story, story.by_lena)
    assert head() == before
    assert Space.objects.get(pk=story.space.pk).version == version + 1


@each_act
@pytest.mark.parametrize("who", ["by_marco", "by_vera", "by_nils"])
def test_only_an_owner_does_it(story: Story, act: Act, told: str, who: str) -> None:
    with pytest.raises(NotAllowed, match="this needs the role owner"):
        act(story, getattr(story, who))


@pytest.fixture
def foreign(story: Story) -> Status:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    return other.statuses.get(name="To do")


def test_a_foreign_status_is_refused(story: Story, foreign: Status) -> None:
    acts: list[Callable[[], object]] = [
        lambda: story.space.rename_status(foreign, "x", by=story.by_lena),
        lambda: story.space.place_status(foreign, before=None, by=story.by_lena),
        lambda: story.space.limit_status(foreign, 2, by=story.by_lena),
        lambda: story.space.start_cards_in(foreign, by=story.by_lena),
    ]
    for act in acts:
        with pytest.raises(Invalid, match=r"^To do is no status of this space\.$"):
            act()


def test_before_a_foreign_status_is_at_the_end(story: Story, foreign: Status) -> None:
    story.space.place_status(story.open, before=foreign, by=story.by_lena)
    assert names(story) == ["Overdue", "Disputed", "Paid", "Open"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("overdue", r"^There is a status overdue already\.$"), (" ", r"^Give the status a name\.$")],
)
def test_a_bad_name_is_refused(story: Story, name: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        story.space.rename_status(story.open, name, by=story.by_lena)


def test_a_name_may_change_its_case(story: Story) -> None:
    story.space.rename_status(story.open, "OPEN", by=story.by_lena)
    assert names(story)[0] == "OPEN"


def test_a_new_status_comes_last_whatever_was_removed_before(story: Story) -> None:
    story.space.place_status(story.paid, before=story.open, by=story.by_lena)
    story.space.add_status("Pending approval", "in_progress", by=story.by_lena)
    assert names(story)[-1] == "Pending approval"


@pytest.mark.parametrize("limit", [0, -3, 10_000])
def test_a_limit_out_of_bounds_is_refused(story: Story, limit: int) -> None:
    with pytest.raises(Invalid, match="A limit is a number from 1 to 9,999; leave it empty for none"):
        story.space.limit_status(story.open, limit, by=story.by_lena)


def test_a_limit_is_changed_and_taken_away(story: Story) -> None:
    story.space.limit_status(story.open, 4, by=story.by_lena)
    story.space.limit_status(story.open, 4, rule="refuse", by=story.by_lena)
    assert said() == "changed the limit of the status Open from 4 (warn) to 4 (refuse)"
    story.space.limit_status(story.open, None, rule="refuse", by=story.by_lena)
    assert said() == "changed the limit of the status Open from 4 (refuse) to none"
    before = head()
    story.space.limit_status(story.open, None, by=story.by_lena)
    assert head() == before


def test_no_limit_with_another_rule_is_no_change(story: Story) -> None:
    before = head()
    story.space.limit_status(story.open, None, rule="refuse", by=story.by_lena)
    assert head() == before


def test_an_unknown_rule_is_refused(story: Story) -> None:
    with pytest.raises(Invalid, match="Choose one of: warn, refuse"):
        story.space.limit_status(story.open, 4, rule="explode", by=story.by_lena)


def test_new_cards_begin_in_the_default_status(story: Story) -> None:
    story.space.start_cards_in(story.overdue, by=story.by_lena)
    assert Card.create(story.space, "x", by=story.by_marco).status == story.overdue
    story.space.start_cards_in(None, by=story.by_lena)
    assert Card.create(story.space, "x", by=story.by_marco).status == story.open


def test_the_condition_is_taken_back(story: Story) -> None:
    story.space.require_responsible(True, by=story.by_lena)
    story.space.require_responsible(False, by=story.by_lena)
    assert said() == "let work start without a responsible person"


def test_two_who_take_the_same_name_at_once(transactional_db: None, story: Story, at_once: Any) -> None:
    outcomes = at_once(
        [
            lambda status=status: Space.objects.get(pk=story.space.pk).rename_status(
                status, "Waiting", by=story.by_lena
            )
            for status in (story.open, story.overdue)
        ]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Invalid", "NoneType"]
    assert names(story).count("Waiting") == 1
