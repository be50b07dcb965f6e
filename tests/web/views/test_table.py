"""The table of a space as a page: rows, heads, groups, and its news."""

from __future__ import annotations

import re

import pytest

from cashboard.activity.models import Head
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.test_queries import crowd

ROW = re.compile(r'id="row-(\d+)"[^>]*data-before="([^"]*)"')


def now() -> int:
    return Head.objects.get().seq


def keys(html: str) -> list[str]:
    return re.findall(r'aria-label="(COL-\d+) ', html)


@pytest.mark.requirement("R22")
def test_all_pages_show_every_card_once(story: Story, marco: Browser) -> None:
    crowd(story, story.open, 120)
    html = marco.get("/spaces/COL/table/?sort=title&group=status").content.decode()
    shown = keys(html)
    while more := re.search(r'<column-scroll src="([^"]*)"', html):
        html = marco.fragment(more[1].replace("&amp;", "&")).content.decode()
        assert "table-group" not in html, "the head of a group stands once"
        shown += keys(html)
    assert sorted(shown) == sorted(Card.objects.values_list("key", flat=True))
    assert len(shown) == len(set(shown))


def test_a_click_on_a_head_turns_the_order_and_says_so(story: Story, marco: Browser) -> None:
    html = marco.get("/spaces/COL/table/?sort=due&q=Nordwind").content.decode()
    assert html.count('aria-sort="ascending"') == 1
    assert "/spaces/COL/table/?q=Nordwind&amp;sort=-due&amp;group=none" in html
    piece = marco.fragment("/spaces/COL/table/?sort=due", HX_Target="table").content.decode()
    assert piece.lstrip().startswith('<div id="table"')
    assert "<html" not in piece


def test_the_same_filter_as_the_board(story: Story, marco: Browser) -> None:
    assert keys(marco.get("/spaces/COL/table/?q=Alpen").content.decode()) == ["COL-3"]
    nothing = marco.get("/spaces/COL/table/?q=nosuch").content.decode()
    assert "No card matches" in nothing


def test_a_visitor_sees_no_editors(story: Story, vera: Browser, marco: Browser) -> None:
    assert b"data-edit" not in vera.get("/spaces/COL/table/").content
    assert b"data-edit" in marco.get("/spaces/COL/table/").content


@pytest.mark.requirement("R28")
def test_news_say_where_a_row_stands_now(story: Story, marco: Browser) -> None:
    since = now()
    first, second, third = story.cards
    first.retitle("Zebra", by=story.by_lena)
    answer = marco.fragment(f"/spaces/COL/table/changes/?since={since}&sort=title")
    assert ROW.findall(answer.content.decode()) == [(str(first.pk), "")]
    assert answer.headers["X-Seq"] == str(now())
    second.retitle("Yak", by=story.by_lena)
    told = marco.fragment(f"/spaces/COL/table/changes/?since={since}&sort=title").content.decode()
    assert ROW.findall(told) == [(str(first.pk), ""), (str(second.pk), f"row-{first.pk}")]
    third.archive(by=story.by_lena)
    told = marco.fragment(f"/spaces/COL/table/changes/?since={since}&sort=title").content.decode()
    assert f'id="row-{third.pk}" data-gone' in told
    assert "<b>2</b> cards" in told


def test_news_of_a_group_bring_its_head(story: Story, marco: Browser) -> None:
    since, card = now(), story.cards[1]
    card.move(story.overdue, by=story.by_lena)
    told = marco.fragment(f"/spaces/COL/table/changes/?since={since}&group=status").content.decode()
    head = re.search(r'id="group-(\d+)"[^>]*data-before="([^"]*)"', told)
    assert head is not None
    assert head.groups() == (str(story.overdue.pk), f"row-{card.pk}")


def test_much_news_bring_the_table(story: Story, marco: Browser) -> None:
    since = now()
    for number in range(61):
        Card.create(story.space, f"Card {number}", by=story.by_lena)
    told = marco.fragment(f"/spaces/COL/table/changes/?since={since}").content.decode()
    assert 'id="table"' in told


def test_a_card_made_on_the_table_leads_back_to_it(story: Story, marco: Browser) -> None:
    assert 'name="from" value="table"' in marco.get("/spaces/COL/table/").content.decode()
    made = marco.post("/spaces/COL/cards/", {"title": "New", "from": "table"})
    assert made.headers["Location"] == "/spaces/COL/table/"
