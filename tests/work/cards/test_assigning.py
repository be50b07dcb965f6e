"""One responsible person, any number of co-workers, all of them members."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event, Head, Involvement
from cashboard.activity.refusals import Invalid, NotAllowed, StaleVersion
from cashboard.people.models import Group
from tests.story import Story


@pytest.mark.requirement("R12")
def test_the_responsible_person_changes_and_the_log_says_from_whom_to_whom(story: Story) -> None:
    story.card.assign(story.lena, by=story.by_marco)
    story.card.assign(story.marco, by=story.by_marco)
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert told.typed.say() == "changed the responsible person from Lena Fischer to Marco Rossi"
    story.card.assign(None, by=story.by_marco)
    story.card.refresh_from_db()
    assert story.card.responsible is None
    assert Event.objects.get(seq=Head.objects.get().seq).typed.say().endswith("from Marco Rossi to nobody")


@pytest.mark.requirement("R12", "R13")
def test_the_same_again_records_nothing(story: Story) -> None:
    story.card.assign(story.lena, by=story.by_marco)
    story.card.add_coworker(story.lena, by=story.by_marco)
    before = Head.objects.get().seq
    story.card.assign(story.lena, by=story.by_marco)
    story.card.add_coworker(story.lena, by=story.by_marco)
    story.card.remove_coworker(story.marco, by=story.by_marco)
    story.cards[1].assign(None, by=story.by_marco)
    assert Head.objects.get().seq == before


@pytest.mark.requirement("R13")
def test_coworkers_come_and_go_and_take_part_in_the_events(story: Story) -> None:
    story.card.add_coworker(story.lena, by=story.by_marco)
    story.card.add_coworker(story.marco, by=story.by_marco)
    assert set(story.card.coworkers.all()) == {story.lena, story.marco}
    assert Involvement.objects.filter(
        kind="person", object_id=story.lena.pk, seq=Head.objects.get().seq - 1
    ).exists()
    story.card.remove_coworker(story.lena, by=story.by_marco)
    assert set(story.card.coworkers.all()) == {story.marco}


@pytest.mark.requirement("R12", "R13")
@pytest.mark.parametrize("verb", ["assign", "add_coworker"])
@pytest.mark.parametrize("who", ["vera", "nils", "ada"])
def test_who_is_no_member_cannot_be_asked_to_work(story: Story, verb: str, who: str) -> None:
    person = getattr(story, who)
    with pytest.raises(
        Invalid, match=rf"^{person} is not a member of Collections\. Add them to the space first\.$"
    ):
        getattr(story.card, verb)(person, by=story.by_marco)


@pytest.mark.requirement("R12")
def test_a_member_by_a_group_can_be_responsible(story: Story) -> None:
    group = Group.objects.create(name="Collectors")
    group.people.add(story.nils)
    story.space.add_member(group, "member", by=story.by_lena)
    story.card.assign(story.nils, by=story.by_marco)
    assert story.card.responsible == story.nils


@pytest.mark.requirement("R12")
def test_a_stale_version_and_a_visitor_are_refused(story: Story) -> None:
    with pytest.raises(StaleVersion):
        story.card.assign(story.lena, by=story.by_marco, version=9)
    for verb in (story.card.assign, story.card.add_coworker):
        with pytest.raises(NotAllowed):
            verb(story.lena, by=story.by_vera)
