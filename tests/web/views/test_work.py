"""My work: over all spaces that one may see, as responsible person or co-worker."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from cashboard.activity import clock
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.test_queries import asked, crowd


def keys(html: str) -> list[str]:
    return re.findall(r'aria-label="(\w+-\d+) ', html)


def in_days(left: int) -> date:
    return clock.now().date() + timedelta(days=left)


@pytest.mark.requirement("R13")
def test_adding_a_coworker_makes_the_card_appear(story: Story, marco: Browser) -> None:
    assert "Nothing is waiting for you" in marco.get("/work/").content.decode()
    story.card.add_coworker(story.marco, by=story.by_lena)
    assert keys(marco.get("/work/").content.decode()) == ["COL-1"]
    assert ">1</span>" in marco.fragment("/work/count/").content.decode()
    story.card.assign(story.marco, by=story.by_lena)
    assert keys(marco.get("/work/").content.decode()) == ["COL-1"], "once, in both parts"
    story.card.complete(by=story.by_marco)
    assert keys(marco.get("/work/").content.decode()) == []
    assert marco.fragment("/work/count/").content.strip() == b""


@pytest.mark.requirement("R2")
def test_it_spans_the_spaces_and_names_them(story: Story, marco: Browser) -> None:
    orders = story.workspace.add_space("ORD", "Orders", by=story.by_lena, statuses=[("New", "not_started")])
    for card, left in zip(
        [*story.cards[:2], Card.create(orders, "Order 7", by=story.by_lena)], (40, -1, 0), strict=True
    ):
        card.assign(story.marco, by=story.by_lena)
        card.date("due", in_days(left), by=story.by_lena)
    html = marco.get("/work/").content.decode()
    assert keys(html) == ["COL-2", "ORD-1", "COL-1"]
    assert re.findall(r"group-text\"><b>([^<]*)</b>", html)[:3] == ["Overdue", "Today", "Later"]
    assert "Collections" in html
    assert 'href="/spaces/ORD/"' in html
    assert 'title="3 open, 1 overdue"' in marco.fragment("/work/count/").content.decode()


@pytest.mark.requirement("R3")
def test_what_one_may_no_longer_see_is_gone(story: Story, marco: Browser) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    story.workspace.remove_member(story.marco, by=story.by_lena)
    assert keys(marco.get("/work/").content.decode()) == []
    assert marco.fragment("/work/count/").content.strip() == b""


def test_it_asks_as_often_for_many_cards(story: Story, marco: Browser) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    few = asked(marco, "/work/")
    crowd(story, story.open, 200)
    mine = Card.objects.filter(title__startswith="Card ")
    for card in mine:
        card.responsible = story.marco
    Card.objects.bulk_update(mine, ["responsible"])
    assert asked(marco, "/work/") == few
    assert few <= 8
