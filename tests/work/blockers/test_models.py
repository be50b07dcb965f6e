"""The catalogue of blockers: three scopes, who keeps them, and where they can be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space
from tests.replaying import assert_blockers_replayed
from tests.story import Story

pytestmark = pytest.mark.requirement("R23")


@pytest.fixture(autouse=True)
def _replayed(story: Story) -> Iterator[None]:
    yield
    assert_blockers_replayed()


@pytest.fixture
def demand(story: Story) -> Blocker:
    return Blocker.objects.add_blocker("Strike", by=story.by_ada, scope="on_demand")


def head() -> int:
    return Head.objects.get().seq


def said() -> str:
    return Event.objects.get(seq=head()).typed.say()


def usable(space: Space) -> list[str]:
    return list(Blocker.objects.usable_in(space).values_list("name", flat=True))


def test_a_local_one_is_of_its_space_only(story: Story) -> None:
    blocker = Blocker.objects.add_blocker(" Price  dispute ", by=story.by_lena, space=story.space)
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    assert (blocker.scope, usable(story.space), usable(other)) == ("local", ["Price dispute"], [])
    assert said() != ""
    assert Blocker.objects.visible_to(story.by_vera).count() == 1
    assert not Blocker.objects.visible_to(story.by_nils).exists()


def test_a_global_one_is_of_every_space_and_one_on_demand_of_those_that_add_it(
    story: Story, demand: Blocker
) -> None:
    Blocker.objects.add_blocker("Missing purchase order", by=story.by_ada)
    assert usable(story.space) == ["Missing purchase order"]
    demand.take_up(story.space, by=story.by_lena)
    assert said() == "took up the blocker Strike in Collections"
    assert usable(story.space) == ["Missing purchase order", "Strike"]
    before = head()
    demand.take_up(story.space, by=story.by_lena)
    assert head() == before
    demand.put_down(story.space, by=story.by_lena)
    assert said() == "took the blocker Strike out of Collections"
    assert usable(story.space) == ["Missing purchase order"]
    before = head()
    demand.put_down(story.space, by=story.by_lena)
    assert head() == before


@pytest.mark.parametrize(("scope", "local"), [("global", True), ("on_demand", True), ("local", False)])
def test_a_scope_that_does_not_fit_is_refused(story: Story, scope: str, local: bool) -> None:
    with pytest.raises(Invalid, match="A local blocker belongs to a space; a shared one to none"):
        Blocker.objects.add_blocker("x", by=story.by_lena, space=story.space if local else None, scope=scope)


def test_who_keeps_them(story: Story, demand: Blocker) -> None:
    local = Blocker.objects.add_blocker("Dispute", by=story.by_lena, space=story.space)
    for by in (story.by_lena, story.by_marco, story.by_nils):
        for act in (
            lambda by=by: Blocker.objects.add_blocker("x", by=by),
            lambda by=by: demand.reword("x", "", by=by),
            lambda by=by: demand.retire(by=by),
        ):
            with pytest.raises(NotAllowed, match="Only an administrator changes blockers that all spaces"):
                act()
    for by in (story.by_ada, story.by_marco, story.by_vera, story.by_nils):
        for act in (
            lambda by=by: Blocker.objects.add_blocker("x", by=by, space=story.space),
            lambda by=by: local.reword("x", "", by=by),
            lambda by=by: local.retire(by=by),
            lambda by=by: demand.take_up(story.space, by=by),
        ):
            with pytest.raises(NotAllowed, match="this needs the role owner"):
                act()


def test_other_words_are_told_and_the_same_are_not(story: Story) -> None:
    blocker = Blocker.objects.add_blocker("Dispute", by=story.by_lena, space=story.space)
    story.card.block(blocker, owner=story.lena, by=story.by_marco)
    version = Card.objects.get(pk=story.card.pk).version
    blocker.reword("Price dispute", "The price is not what was agreed", by=story.by_lena)
    assert said() == "reworded the blocker Dispute as Price dispute"
    assert Card.objects.get(pk=story.card.pk).version == version + 1, "its front shows the name"
    before = head()
    blocker.reword("Price dispute", " The price is not  what was agreed", by=story.by_lena)
    assert head() == before


def test_a_retired_one_is_used_no_more_and_its_name_is_free(story: Story) -> None:
    blocker = Blocker.objects.add_blocker("Dispute", by=story.by_lena, space=story.space)
    story.card.block(blocker, owner=story.lena, by=story.by_marco)
    blocker.retire(by=story.by_lena)
    assert said() == "retired the blocker Dispute"
    before = head()
    blocker.retire(by=story.by_lena)
    assert (head(), usable(story.space)) == (before, [])
    assert Card.objects.get(pk=story.card.pk).blocked_at is not None
    Blocker.objects.add_blocker("Dispute", by=story.by_lena, space=story.space)


@pytest.mark.parametrize(
    ("name", "description", "sentence"),
    [
        ("", "", r"^Give the blocker a name\.$"),
        ("strike", "", r"^There is a blocker strike already\.$"),
        ("x", "d" * 501, "A description has at most 500 characters; this one has 501"),
    ],
)
def test_bad_words_are_refused(
    story: Story, demand: Blocker, name: str, description: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        Blocker.objects.add_blocker(name, by=story.by_ada, description=description)


def test_a_name_that_is_taken_is_not_reworded_to(story: Story, demand: Blocker) -> None:
    other = Blocker.objects.add_blocker("Flood", by=story.by_ada)
    with pytest.raises(Invalid, match=r"^There is a blocker Strike already\.$"):
        other.reword("Strike", "", by=story.by_ada)


def test_two_who_take_the_same_name_at_once(transactional_db: None, story: Story, at_once: Any) -> None:
    outcomes = at_once([lambda: Blocker.objects.add_blocker("Flood", by=story.by_ada) for _ in "ab"])
    assert sorted(type(each).__name__ for each in outcomes) == ["Blocker", "Invalid"]
