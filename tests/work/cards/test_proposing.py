"""A comment becomes an idea."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import NotAllowed, Refused
from cashboard.work.cards.models import Card
from cashboard.work.cards.proposing import title_of
from tests.story import Story

pytestmark = [pytest.mark.requirement("R43"), pytest.mark.usefixtures("replayed")]


def test_one_click_makes_a_linked_card_with_the_quote(story: Story) -> None:
    said = story.card.comment(
        f"Ask for the **PO** first!\n@[Lena](person:{story.lena.pk}) agrees", by=story.by_marco
    )
    idea = said.make_idea(by=story.by_lena)
    assert said.make_idea(by=story.by_lena) == idea
    assert (idea.title, idea.space) == ("Ask for the PO first!", story.space)
    assert idea.description == "Marco Rossi on COL-1:\n\n> Ask for the **PO** first!\n> Lena agrees"
    assert (said.idea, idea.grown_from.get()) == (idea, said)
    assert Event.objects.filter(type="comment.made_idea").get().data["idea"] == idea.pk


def test_it_goes_into_another_space_where_one_may_work(story: Story) -> None:
    ideas = story.workspace.add_space("IMP", "Improvement", by=story.by_lena)
    said = story.card.comment("Ask first", by=story.by_marco)
    assert said.make_idea(by=story.by_marco, into=ideas).key == "IMP-1"


def test_nothing_is_made_where_one_may_not_or_of_what_is_gone(story: Story) -> None:
    secret = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    said, before = story.card.comment("Ask first", by=story.by_marco), Card.objects.count()
    with pytest.raises(NotAllowed):
        said.make_idea(by=story.by_marco, into=secret)
    with pytest.raises(NotAllowed):
        said.make_idea(by=story.by_vera)
    said.refresh_from_db()
    said.remove(by=story.by_marco)
    with pytest.raises(Refused, match="was removed"):
        said.make_idea(by=story.by_marco)
    assert Card.objects.count() == before


def test_an_idea_that_was_deleted_is_made_anew(story: Story) -> None:
    said = story.card.comment("Ask first", by=story.by_marco)
    first = said.make_idea(by=story.by_marco)
    first.trash(by=story.by_marco)
    second = said.make_idea(by=story.by_marco)
    second.trash(by=story.by_marco)
    second.purge(by=story.by_lena, key=second.key)
    said.refresh_from_db()
    assert said.make_idea(by=story.by_marco).pk not in (first.pk, second.pk)


@pytest.mark.parametrize(
    ("text", "title"),
    [("> a quote", "a quote"), ("***", "Idea"), ("word " * 40, "word " * 15 + "word…")],
)
def test_the_title_is_the_first_line(text: str, title: str) -> None:
    assert title_of(text) == title
