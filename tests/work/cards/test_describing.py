"""A card's title and description."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, StaleVersion
from tests.story import Story

pytestmark = pytest.mark.requirement("R17", "R27")


def test_another_title_is_told_with_the_old_one(story: Story) -> None:
    story.card.retitle(" New\ttitle ", by=story.by_marco)
    story.card.refresh_from_db()
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert (story.card.title, story.card.version) == ("New title", 2)
    assert told.typed.say() == "changed the title from “Invoice 4711 of Nordwind” to “New title”"


def test_the_description_keeps_its_lines_and_its_old_text_in_the_log(story: Story) -> None:
    story.card.describe("one\r\ntwo\n", by=story.by_marco)
    story.card.describe("three", by=story.by_marco)
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert told.data == {"old": "one\ntwo", "new": "three"}


@pytest.mark.parametrize("verb", ["retitle", "describe"])
def test_the_same_again_records_nothing(story: Story, verb: str) -> None:
    getattr(story.card, verb)("Something", by=story.by_marco)
    before = Head.objects.get().seq
    getattr(story.card, verb)(" Something ", by=story.by_lena)
    assert Head.objects.get().seq == before


@pytest.mark.parametrize(
    ("verb", "text", "sentence"),
    [
        ("retitle", " ", r"^Give the card a title\.$"),
        ("retitle", "x" * 10_000, r"^A title has at most 500 characters; this one has 10,000\.$"),
        ("describe", "x" * 50_001, r"^A description has at most 50,000 characters; this one has 50,001\.$"),
    ],
)
def test_what_is_too_little_or_too_much_is_refused(story: Story, verb: str, text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        getattr(story.card, verb)(text, by=story.by_marco)


@pytest.mark.parametrize("verb", ["retitle", "describe"])
def test_a_stale_version_and_a_visitor_are_refused(story: Story, verb: str) -> None:
    with pytest.raises(StaleVersion):
        getattr(story.card, verb)("Something", by=story.by_marco, version=7)
    with pytest.raises(NotAllowed, match=r"^You are visitor here; this needs the role member\. Ask an owner"):
        getattr(story.card, verb)("Something", by=story.by_vera)


def test_script_and_the_longest_title_are_kept_word_for_word(story: Story) -> None:
    title = "<img src=x onerror=alert(1)>" + "é" * 472
    story.card.retitle(title, by=story.by_marco)
    story.card.refresh_from_db()
    assert story.card.title == title
