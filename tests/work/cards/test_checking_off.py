"""Checklists: lists of items on a card, with owners and due dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.people.roles import Role
from cashboard.work.cards.checking_off import Checklist, Item, item_lines
from tests.story import Story

pytestmark = pytest.mark.requirement("R15")

TEN = "\n".join(f"- [ ] step {number}" for number in range(10))


def said() -> str:
    return Event.objects.get(seq=Head.objects.get().seq).typed.say()


@pytest.fixture
def steps(story: Story) -> Checklist:
    return story.card.add_checklist("Before the call", by=story.by_marco)


def test_ten_pasted_lines_are_ten_items(story: Story, steps: Checklist) -> None:
    before = Head.objects.get().seq
    made = story.card.add_items(steps, TEN, by=story.by_marco)
    assert [item.text for item in made] == [f"step {number}" for number in range(10)]
    assert [item.text for item in steps.items.all()] == [f"step {number}" for number in range(10)]
    assert Head.objects.get().seq == before + 1, "pasting is one intention"
    assert said().startswith("added to Before the call: step 0, step 1")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one", ["one"]),
        (
            "1. one\n2) two\r\n\n   \n  * three\n[x] four\n- [X] five\n• six",
            ["one", "two", "three", "four", "five", "six"],
        ),
        ("-5 % discount", ["-5 % discount"]),
        ("2026 budget", ["2026 budget"]),
        ("- a  b\t c", ["a b c"]),
    ],
)
def test_lines_lose_their_bullets_and_keep_their_words(text: str, lines: list[str]) -> None:
    assert item_lines(text) == lines


@pytest.mark.parametrize("text", ["", " \n - \n", "[ ]"])
def test_nothing_to_do_is_refused(story: Story, steps: Checklist, text: str) -> None:
    with pytest.raises(Invalid, match=r"^Write what there is to do, a line for each item\.$"):
        story.card.add_items(steps, text, by=story.by_marco)


def test_an_item_too_long_is_refused_whole(story: Story, steps: Checklist) -> None:
    with pytest.raises(Invalid, match=r"at most 500 characters; this one has 501\.$"):
        story.card.add_items(steps, "fine\n" + "x" * 501, by=story.by_marco)
    assert not steps.items.exists()


def test_a_card_has_an_end(story: Story, steps: Checklist) -> None:
    story.card.add_items(steps, "x\n" * 499, by=story.by_marco)
    with pytest.raises(Invalid, match=r"^A card has at most 500 items on its checklists\.$"):
        story.card.add_items(steps, "x\nx", by=story.by_marco)


def test_what_happens_to_an_item_is_told_once(story: Story, steps: Checklist) -> None:
    item, other = story.card.add_items(steps, "Ask for the order\nSend it", by=story.by_marco)
    card, by = story.card, story.by_marco
    told = []
    for act in (
        lambda: card.check_off(item, by=by),
        lambda: card.uncheck(item, by=by),
        lambda: card.reword(item, "Ask for the purchase order", by=by),
        lambda: card.give_item(item, story.lena, by=by),
        lambda: card.date_item(item, date(2026, 12, 1), by=by),
        lambda: card.place_item(item, before=None, by=by),
        lambda: card.rename_checklist(steps, "Before calling", by=by),
        lambda: card.remove_item(other, by=by),
        lambda: card.remove_checklist(steps, by=by),
    ):
        act()
        seq = Head.objects.get().seq
        told.append(said())
        act()
        assert Head.objects.get().seq == seq, f"{told[-1]}: twice records nothing"
    assert told == [
        "checked off Ask for the order",
        "reopened Ask for the order",
        "changed “Ask for the order” to “Ask for the purchase order”",
        "changed the owner of Ask for the purchase order from nobody to Lena Fischer",
        "changed the due date of Ask for the purchase order from nothing to 2026-12-01",
        "changed the order of Before the call",
        "renamed the checklist Before the call to Before calling",
        "removed Send it from Before calling",
        "removed the checklist Before calling",
    ]


def test_who_checked_it_off_and_when_is_known(story: Story, steps: Checklist) -> None:
    (item,) = story.card.add_items(steps, "Call", by=story.by_marco)
    story.card.check_off(item, by=story.by_marco)
    item.refresh_from_db()
    assert (item.done_by, item.done_at) == (story.marco, story.card.changed_at)


def test_items_keep_the_order_that_they_are_given(story: Story, steps: Checklist) -> None:
    a, _b, c = story.card.add_items(steps, "a\nb\nc", by=story.by_marco)
    story.card.place_item(c, before=a, by=story.by_marco)
    assert [item.text for item in steps.items.all()] == ["c", "a", "b"]
    story.card.add_items(steps, "d", by=story.by_marco)
    story.card.remove_item(a, by=story.by_marco)
    story.card.add_items(steps, "e", by=story.by_marco)
    assert [item.text for item in steps.items.all()] == ["c", "b", "d", "e"]


def test_a_removed_list_is_kept_by_the_log(story: Story, steps: Checklist) -> None:
    first, _ = story.card.add_items(steps, "one\ntwo", by=story.by_marco)
    story.card.check_off(first, by=story.by_marco)
    story.card.remove_checklist(steps, by=story.by_marco)
    event = Event.objects.get(seq=Head.objects.get().seq)
    assert ([item["name"] for item in event.data["items"]], event.data["done"]) == (
        ["one", "two"],
        [first.pk],
    )


def test_what_is_on_another_card_is_not_on_this_one(story: Story, steps: Checklist) -> None:
    other = story.cards[1]
    (item,) = story.card.add_items(steps, "Call", by=story.by_marco)
    with pytest.raises(Invalid, match=r"^That item is not on this card any more\. Reload the card\.$"):
        other.check_off(item, by=story.by_marco)
    with pytest.raises(Invalid, match=r"^That checklist is not on this card any more\. Reload the card\.$"):
        other.add_items(steps, "x", by=story.by_marco)
    elsewhere = story.card.add_checklist("After", by=story.by_marco)
    (later,) = story.card.add_items(elsewhere, "Note it", by=story.by_marco)
    with pytest.raises(Invalid, match=r"on another list"):
        story.card.place_item(item, before=later, by=story.by_marco)
    before = Head.objects.get().seq
    other.remove_item(item, by=story.by_marco)
    other.remove_checklist(steps, by=story.by_marco)
    assert (Head.objects.get().seq, Item.objects.count()) == (before, 2)


@pytest.mark.requirement("R4")
def test_a_visitor_checks_nothing_off(story: Story, steps: Checklist) -> None:
    (item,) = story.card.add_items(steps, "Call", by=story.by_marco)
    with pytest.raises(NotAllowed):
        story.card.check_off(item, by=story.by_vera)


def test_an_owner_belongs_to_the_space(story: Story, steps: Checklist) -> None:
    (item,) = story.card.add_items(steps, "Call", by=story.by_marco)
    with pytest.raises(Invalid, match=r"^Nils Strange\w* is not a member"):
        story.card.give_item(item, story.nils, by=story.by_marco)
    story.workspace.add_member(story.nils, Role.MEMBER, by=story.by_lena)
    story.card.give_item(item, story.nils, by=story.by_marco)


def test_two_who_write_at_once_lose_no_item(transactional_db: None, story: Story, at_once: Any) -> None:
    steps = story.card.add_checklist("Steps", by=story.by_marco)

    def add(word: str) -> None:
        type(story.card).objects.get(pk=story.card.pk).add_items(steps, f"{word}\n{word}", by=story.by_marco)

    at_once([lambda word=word: add(word) for word in "abcdef"])
    texts = [item.text for item in steps.items.all()]
    assert sorted(texts) == sorted("abcdef" * 2)
    assert texts[::2] == texts[1::2], "what was pasted together stays together"
    assert sorted(item.position for item in steps.items.all()) == list(range(12))
