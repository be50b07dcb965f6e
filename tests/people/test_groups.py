"""Groups: whoever comes or leaves has their roles, or has them no more, at once."""

from __future__ import annotations

import asyncio

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.listeners import Signal
from cashboard.activity.live import NO_PLACE, Hub
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import NotAllowed
from cashboard.people.models import Group
from tests.story import Story

pytestmark = pytest.mark.requirement("R4")


@pytest.fixture
def desk(story: Story) -> Group:
    """A group that has a role in the story's workspace and nobody in it."""
    desk = Group.objects.create(name="Collections desk")
    story.workspace.add_member(desk, "member", by=story.by_lena)
    return desk


def test_who_comes_into_a_group_has_its_roles_and_who_leaves_loses_them(story: Story, desk: Group) -> None:
    assert story.space.role_of(story.by_nils) is None
    desk.add_person(story.nils, by=story.by_ada)
    assert story.space.role_of(story.by_nils) == "member"
    desk.remove_person(story.nils, by=story.by_ada)
    assert story.space.role_of(story.by_nils) is None
    added, removed = reversed(Event.objects.order_by("-seq")[:2])
    assert (added.type, added.typed.say()) == (
        "group.person_added",
        "added Nils Stranger to the group Collections desk",
    )
    assert (removed.type, removed.typed.say()) == (
        "group.person_removed",
        "removed Nils Stranger from the group Collections desk",
    )
    assert (added.object_id("group"), added.object_id("person")) == (desk.pk, story.nils.pk)
    assert Head.objects.get().structure == removed.seq, "what was read of places must be read again"


def test_twice_records_nothing(story: Story, desk: Group) -> None:
    desk.add_person(story.nils, by=story.by_ada)
    before = Head.objects.get().seq
    desk.add_person(story.nils, by=story.by_ada)
    desk.remove_person(story.vera, by=story.by_ada)
    assert Head.objects.get().seq == before


@pytest.mark.parametrize("who", ["by_lena", "by_marco", "by_nils"])
def test_only_an_administrator_changes_a_group(story: Story, desk: Group, who: str) -> None:
    with pytest.raises(NotAllowed, match=r"^Only an administrator can do that\.$"):
        desk.add_person(story.nils, by=getattr(story, who))
    assert not desk.people.exists()


def test_open_streams_ask_again_wherever_they_are() -> None:
    async def act() -> None:
        hub = Hub()
        hub.run_on(asyncio.get_running_loop())
        listeners = [hub.subscribe("space:1"), hub.subscribe("space:2")]
        hub.publish(NO_PLACE, 5)
        hub.publish(NO_PLACE, 6, shifts_rights=True)
        for listener in listeners:
            assert await asyncio.wait_for(listener.next(), 5) is Signal.DOUBT

    asyncio.run(act())


def test_a_change_of_a_group_is_told_to_every_process(
    transactional_db: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cashboard.activity import live
    from tests.story import tell_story

    told: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        live.HUB, "publish", lambda place, seq, shifts_rights=False: told.append((place, shifts_rights))
    )
    nils = tell_story().nils
    told.clear()
    Group.objects.create(name="Desk").add_person(nils, by=Actor.system())
    assert told == [(NO_PLACE, True)]
