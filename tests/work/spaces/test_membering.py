"""Giving and taking roles; a change applies to the next act."""

from __future__ import annotations

from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.people.models import Group
from tests.story import Story

pytestmark = pytest.mark.requirement("R4")


def test_a_role_is_given_changed_and_taken_and_each_is_told(story: Story) -> None:
    story.workspace.add_member(story.nils, "visitor", by=story.by_lena)
    story.workspace.add_member(story.nils, "member", by=story.by_lena)
    story.workspace.remove_member(story.nils, by=story.by_lena)
    told = list(Event.objects.order_by("-seq")[:3])[::-1]
    assert [event.typed.say() for event in told] == [
        "gave Nils Stranger the role visitor",
        "gave Nils Stranger the role member",
        "removed Nils Stranger",
    ]
    assert [event.data.get("old_role", "-") for event in told] == ["", "visitor", "-"]
    assert story.workspace.role_of(story.by_nils) is None


def test_the_same_again_records_nothing(story: Story) -> None:
    before = Head.objects.get().seq
    story.workspace.add_member(story.marco, "member", by=story.by_lena)
    story.workspace.remove_member(story.nils, by=story.by_lena)
    assert Head.objects.get().seq == before


@pytest.mark.parametrize("place", ["workspace", "space"])
@pytest.mark.parametrize("who", ["by_marco", "by_vera", "by_nils", "by_ada"])
def test_only_an_owner_gives_and_takes_roles(story: Story, place: str, who: str) -> None:
    story.space.add_member(story.vera, "visitor", by=story.by_lena)
    at = getattr(story, place)
    with pytest.raises(NotAllowed, match=r"this needs the role owner\. Ask an owner"):
        at.add_member(story.nils, "owner", by=getattr(story, who))
    with pytest.raises(NotAllowed, match="this needs the role owner"):
        at.remove_member(story.vera, by=getattr(story, who))


@pytest.mark.parametrize("place", ["workspace", "space"])
@pytest.mark.parametrize("who", ["marco", "vera", "nils", "ada"])
def test_nobody_raises_themselves(story: Story, place: str, who: str) -> None:
    person = getattr(story, who)
    with pytest.raises(NotAllowed, match="this needs the role owner"):
        getattr(story, place).add_member(person, "owner", by=person.acting("web"))


def test_an_owner_may_leave_when_there_is_another(story: Story) -> None:
    story.workspace.add_member(story.marco, "owner", by=story.by_lena)
    story.workspace.remove_member(story.lena, by=story.by_lena)
    assert story.workspace.role_of(story.by_lena) is None


def test_the_last_owner_stays(story: Story) -> None:
    sentence = r"^This is the last owner\. Make somebody else an owner first\.$"
    with pytest.raises(Invalid, match=sentence):
        story.workspace.add_member(story.lena, "member", by=story.by_lena)
    with pytest.raises(Invalid, match=sentence):
        story.workspace.remove_member(story.lena, by=story.by_lena)
    story.workspace.add_member(story.marco, "owner", by=story.by_lena)
    story.workspace.remove_member(story.lena, by=story.by_marco)
    assert story.workspace.role_of(story.by_lena) is None


def test_a_standard_space_may_lose_its_own_owner_because_its_workspace_has_one(story: Story) -> None:
    story.space.add_member(story.marco, "owner", by=story.by_lena)
    story.space.remove_member(story.marco, by=story.by_lena)
    assert story.space.role_of(story.by_marco) == "member"


def test_a_private_space_keeps_its_last_owner(story: Story) -> None:
    space = story.workspace.add_space("SEC", "Secrets", by=story.by_lena, kind="private")
    with pytest.raises(Invalid, match="This is the last owner"):
        space.remove_member(story.lena, by=story.by_lena)


def test_two_owners_who_demote_each_other_at_once_leave_one(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    story.workspace.add_member(story.marco, "owner", by=story.by_lena)
    fresh = type(story.workspace).objects.get
    outcomes = at_once(
        [
            lambda: fresh(pk=story.workspace.pk).add_member(story.marco, "visitor", by=story.by_lena),
            lambda: fresh(pk=story.workspace.pk).add_member(story.lena, "visitor", by=story.by_marco),
        ]
    )
    assert sum(outcome is None for outcome in outcomes) == 1
    assert story.workspace.members.filter(role="owner").count() == 1


@pytest.mark.parametrize("role", ["", "king", "OWNER", "owner "])
def test_an_unknown_role_is_refused_with_those_there_are(story: Story, role: str) -> None:
    with pytest.raises(Invalid, match=r"There is no role .* Choose one of: visitor, member, owner\."):
        story.workspace.add_member(story.nils, role, by=story.by_lena)


def test_who_joins_or_leaves_a_group_gains_or_loses_its_roles_at_once(story: Story) -> None:
    group = Group.objects.create(name="Collectors")
    story.space.add_member(group, "member", by=story.by_lena)
    group.people.add(story.nils)
    story.card.comment("from a group", by=story.by_nils)
    group.people.remove(story.nils)
    with pytest.raises(NotAllowed, match="You have no role here"):
        story.card.comment("no more", by=story.by_nils)
