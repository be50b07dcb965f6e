"""Labels are shared by the cards of a space."""

from __future__ import annotations

from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.cards.labelling import Label
from tests.story import Story


def test_a_label_is_made_once_whatever_its_case(story: Story) -> None:
    story.card.label("Urgent", by=story.by_marco)
    story.cards[1].label(" urgent ", by=story.by_marco)
    label = Label.objects.get()
    assert (label.name, set(label.cards.all())) == ("Urgent", {story.card, story.cards[1]})
    assert Event.objects.get(seq=Head.objects.get().seq).typed.say() == "put the label Urgent on the card"


def test_it_is_taken_off(story: Story) -> None:
    story.card.label("Urgent", by=story.by_marco)
    story.card.unlabel(Label.objects.get(), by=story.by_marco)
    assert not story.card.labels.exists()
    assert Event.objects.get(seq=Head.objects.get().seq).typed.say() == "took the label Urgent off the card"


def test_twice_records_nothing(story: Story) -> None:
    story.card.label("Urgent", by=story.by_marco)
    before = Head.objects.get().seq
    story.card.label("URGENT", by=story.by_marco)
    story.cards[1].unlabel(Label.objects.get(), by=story.by_marco)
    assert Head.objects.get().seq == before


@pytest.mark.parametrize(
    ("name", "sentence"),
    [(" ", r"^Give the label a name\.$"), ("x" * 121, r"at most 120 characters; this one has 121\.$")],
)
def test_a_bad_name_is_refused(story: Story, name: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        story.card.label(name, by=story.by_marco)


def test_a_foreign_label_is_refused(story: Story) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    foreign = Label.objects.named(other, "Urgent")
    with pytest.raises(Invalid, match=r"^That label belongs to another space\.$"):
        story.card.unlabel(foreign, by=story.by_marco)


def test_a_visitor_is_refused_and_leaves_no_label_behind(transactional_db: None, story: Story) -> None:
    with pytest.raises(NotAllowed):
        story.card.label("Urgent", by=story.by_vera)
    assert not Label.objects.exists()


def test_two_who_put_a_new_label_on_two_cards_at_once_share_it(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    outcomes = at_once([lambda card=card: card.label("Urgent", by=story.by_marco) for card in story.cards])
    assert outcomes == [None] * 3
    assert Label.objects.get().cards.count() == 3
