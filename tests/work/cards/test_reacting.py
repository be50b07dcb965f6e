"""Signs under comments."""

from __future__ import annotations

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from tests.story import Story

pytestmark = [pytest.mark.requirement("R42"), pytest.mark.usefixtures("replayed")]


def test_each_person_gives_each_sign_once_and_takes_it_back(story: Story) -> None:
    said = story.card.comment("Friday", by=story.by_marco)
    for _ in range(2):
        said.react("agreed", by=story.by_lena)
    said.react("seen", by=story.by_lena)
    said.react("agreed", by=story.by_marco)
    assert sorted(said.reactions.values_list("person__name", "emoji")) == [
        ("Lena Fischer", "agreed"),
        ("Lena Fischer", "seen"),
        ("Marco Rossi", "agreed"),
    ]
    for _ in range(2):
        said.take_back("agreed", by=story.by_lena)
    assert said.reactions.count() == 2
    kinds = Event.objects.about("comment", said.pk).values_list("type", flat=True).order_by("seq")
    assert list(kinds) == ["comment.reacted"] * 3 + ["comment.reaction_taken_back"]


def test_who_may_not_and_what_is_no_sign(story: Story) -> None:
    said, before = story.card.comment("Friday", by=story.by_marco), Head.objects.get().seq
    with pytest.raises(NotAllowed):
        said.react("agreed", by=story.by_vera)
    with pytest.raises(Invalid, match="Choose a reaction among agreed"):
        said.react("rocket", by=story.by_lena)
    with pytest.raises(Refused, match="Only a person"):
        said.react("agreed", by=Actor.system())
    assert Head.objects.get().seq == before
