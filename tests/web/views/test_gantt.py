"""The Gantt chart as a page: rows, bars, the tray, its news, and what a moved bar does."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from cashboard.activity.models import Event, Head
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.test_queries import crowd

pytestmark = pytest.mark.requirement("R29")
MONDAY = date(2026, 11, 2)
PLACED = re.compile(r'id="bar-(\d+)"[^>]*data-before="([^"]*)"')


def days(count: int) -> timedelta:
    return timedelta(days=count)


def schedule(story: Story) -> list[Card]:
    """Three cards of five days, one after the other."""
    for at, card in enumerate(story.cards):
        card.reschedule(MONDAY + days(7 * at), MONDAY + days(7 * at + 4), by=story.by_marco)
    for ahead, behind in zip(story.cards, story.cards[1:], strict=False):
        ahead.relate("next", behind, by=story.by_marco)
    return story.cards


def page(browser: Browser, query: str = "") -> str:
    html: str = browser.get(f"/spaces/COL/gantt/{query}").content.decode()
    return html


def keys(html: str) -> list[str]:
    return re.findall(r'class="gantt-row"[^>]*aria-label="(COL-\d+) ', html)


def test_rows_say_everything_without_the_bars(story: Story, marco: Browser) -> None:
    schedule(story)
    html = page(marco)
    assert keys(html) == ["COL-1", "COL-2", "COL-3"]
    assert "starts 2 November 2026, due 6 November 2026, 0 % done" in html
    assert f'data-links="bar-{story.cards[1].pk}"' in html


def test_every_card_has_one_row_over_all_pages(story: Story, marco: Browser) -> None:
    crowd(story, story.open, 250)
    story.space.cards.update(due_on=MONDAY)
    html = page(marco)
    shown = keys(html)
    while more := re.search(r'<column-scroll src="([^"]*)"', html):
        html = marco.fragment(more[1].replace("&amp;", "&")).content.decode()
        shown += keys(html)
    assert len(shown) == len(set(shown)) == 253


def test_the_filter_of_the_board_and_an_empty_answer(story: Story, marco: Browser) -> None:
    schedule(story)
    assert keys(page(marco, "?q=Alpen")) == ["COL-3"]
    assert "No card matches" in page(marco, "?q=nosuch")


def test_cards_without_dates_wait_in_the_tray(story: Story, marco: Browser) -> None:
    story.cards[0].date("due", MONDAY, by=story.by_marco)
    html = page(marco)
    assert keys(html) == ["COL-1"]
    assert re.findall(r'id="tray-(\d+)"', html) == [str(card.pk) for card in story.cards[:0:-1]]


def test_folding_is_kept_in_the_address(story: Story, marco: Browser) -> None:
    one, two, _ = schedule(story)
    two.relate("parent", one, by=story.by_marco)
    assert f"?closed={one.pk}" in page(marco)
    folded = page(marco, f"?closed={one.pk}")
    assert keys(folded) == ["COL-1", "COL-3"]
    assert 'aria-expanded="false"' in folded


def test_a_moved_bar_moves_its_followers_if_asked_and_all_is_undone_as_one(
    story: Story, marco: Browser
) -> None:
    one, two, three = schedule(story)
    told = marco.fragment(f"/cards/{one.key}/followers/").content.decode()
    assert "2 cards move along" in told
    form = {"start": "2026-11-05", "due": "2026-11-09", "version": one.version}
    answer = marco.act(f"/cards/{one.key}/schedule/", form | {"along": "1"})
    assert "2 cards moved along" in answer.content.decode()
    for at, card in enumerate((one, two, three)):
        card.refresh_from_db()
        assert card.start_on == MONDAY + days(7 * at + 3)
    seq = re.search(r'name="seq" value="(\d+)"', answer.content.decode())
    assert seq
    marco.act(f"/cards/{one.key}/undo/", {"seq": seq[1], "whole": "1"})
    for at, card in enumerate((one, two, three)):
        card.refresh_from_db()
        assert card.start_on == MONDAY + days(7 * at)


def test_a_bar_moved_alone_shows_the_conflict(story: Story, marco: Browser) -> None:
    one, two, _ = schedule(story)
    marco.act(f"/cards/{one.key}/schedule/", {"start": "2026-11-06", "due": "2026-11-10"})
    html = page(marco)
    assert f'data-links="!bar-{two.pk}"' in html
    assert "This card starts before a previous card ends: COL-1" in html


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"start": "2026-11-09", "due": "2026-11-05"}, "Give a start on or before the due date"),
        ({"start": "yesterday"}, "is not a date"),
        ({}, "Give the day on which it starts, or is due"),
    ],
)
def test_an_impossible_time_is_refused(
    story: Story, marco: Browser, form: dict[str, str], reason: str
) -> None:
    before = Head.objects.get().seq
    answer = marco.act("/cards/COL-1/schedule/", form)
    assert (answer.status_code, reason in answer.content.decode()) == (422, True)
    assert Head.objects.get().seq == before


def test_a_line_drawn_in_a_circle_is_refused_with_the_way(story: Story, marco: Browser) -> None:
    schedule(story)
    answer = marco.act("/cards/COL-3/sequence/", {"to": story.cards[0].pk})
    assert answer.status_code == 409
    assert "COL-1 comes before COL-2, which comes before COL-3" in answer.content.decode()
    told = marco.act("/cards/COL-1/sequence/", {"card": "COL-3", "lag": "2"}).content.decode()
    assert "COL-3 comes after COL-1" in told


def test_the_dialog_does_the_same_without_a_mouse(story: Story, marco: Browser) -> None:
    schedule(story)
    html = marco.fragment("/cards/COL-1/schedule/?along=1").content.decode()
    assert "Move what follows too: 2 cards" in html
    assert marco.post("/cards/COL-1/schedule/", {"due": "2026-11-07"}).headers["Location"] == "/cards/COL-1/"
    assert Event.objects.latest("seq").type == "card.dated"


def test_news_tell_rows_where_they_stand_now(story: Story, marco: Browser) -> None:
    one, two, three = schedule(story)
    since, first = Head.objects.get().seq, re.search(r'data-first="([^"]*)"', page(marco))
    assert first
    one.reschedule(MONDAY + days(30), MONDAY + days(31), by=story.by_lena)
    news = f"/spaces/COL/gantt/changes/?since={since}&from={first[1]}"
    placed = dict(PLACED.findall(marco.fragment(news).content.decode()))
    assert placed == {str(one.pk): "", str(three.pk): f"bar-{one.pk}", str(two.pk): f"bar-{three.pk}"}
    one.archive(by=story.by_lena)
    assert f'id="bar-{one.pk}" data-gone' in marco.fragment(news).content.decode()


def test_another_scale_brings_the_whole_chart(story: Story, marco: Browser) -> None:
    schedule(story)
    since = Head.objects.get().seq
    story.card.reschedule(date(2026, 1, 1), date(2026, 1, 2), by=story.by_lena)
    answer = marco.fragment(f"/spaces/COL/gantt/changes/?since={since}&from=2026-10-01")
    assert answer.content.decode().lstrip().startswith('<div id="gantt"')


def test_a_chart_is_saved_as_a_view_with_its_zoom(story: Story, marco: Browser) -> None:
    form = {"name": "Months", "page": "gantt", "query": "zoom=month&along=1&sort=due"}
    assert (
        marco.post("/spaces/COL/views/", form)
        .headers["Location"]
        .startswith("/spaces/COL/gantt/?zoom=month&along=1&view=")
    )


def test_who_looks_on_is_offered_nothing_to_change(story: Story, vera: Browser) -> None:
    schedule(story)
    html = page(vera)
    assert "data-readonly" in html
    assert "data-edge" not in html
    assert vera.act("/cards/COL-1/schedule/", {"due": "2026-11-07"}).status_code == 403
