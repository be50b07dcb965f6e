"""The calendar of a space, and of my work."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cashboard.activity.models import Head
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.test_queries import asked, crowd

pytestmark = pytest.mark.requirement("R14")
PAGE = "/spaces/COL/calendar/"


@pytest.fixture
def due(story: Story) -> Card:
    story.card.date("start", date(2026, 11, 27), by=story.by_marco)
    story.card.date("due", date(2026, 12, 2), by=story.by_marco)
    return story.card


def items(html: str) -> list[str]:
    return re.findall(r'<article id="day-([\d-]+)"', html)


def test_a_month_shows_a_bar_once_in_each_of_its_weeks(due: Card, marco: Browser) -> None:
    html = marco.get(f"{PAGE}?on=2026-11-15&show=month").content.decode()
    assert items(html) == [f"2026-11-23-{due.pk}", f"2026-11-30-{due.pk}"]
    assert "November 2026" in html
    assert "goes-on" in html
    assert "goes-back" in html
    assert not items(marco.get(f"{PAGE}?on=2027-01-15&show=month").content.decode())


@pytest.mark.parametrize(("show", "title"), [("week", "30 Nov – 6 Dec 2026, week 49"), ("day", "1 December")])
def test_a_week_and_a_day_show_what_touches_them(due: Card, marco: Browser, show: str, title: str) -> None:
    html = marco.get(f"{PAGE}?on=2026-12-01&show={show}").content.decode()
    assert title in html
    assert f'data-card="{due.pk}"' in html


def test_weeks_begin_as_the_browser_speaks(due: Card, marco: Browser) -> None:
    for languages, first in (("de-DE", "2026-10-26"), ("en-US", "2026-11-01")):
        html = marco.get(f"{PAGE}?on=2026-11-15&show=month", Accept_Language=languages).content.decode()
        assert re.findall(r'data-day="([\d-]+)"', html)[0] == first


def test_the_filter_of_the_board_and_saved_views_apply(due: Card, marco: Browser, lena: Browser) -> None:
    assert not items(marco.get(f"{PAGE}?on=2026-11-15&show=month&q=nosuch").content.decode())
    form = {"name": "Weeks", "page": "calendar", "query": "q=4711&show=week&on=2026-12-01"}
    saved = lena.post("/spaces/COL/views/", form)
    assert saved.headers["Location"].startswith(f"{PAGE}?q=4711&show=week&view=")
    assert lena.get(saved.headers["Location"]).status_code == 200


def test_an_address_without_sense_shows_this_month(marco: Browser) -> None:
    for query in ("on=x&show=y", "on=0001-01-01", "on=9999-12-31&show=week", "show=agenda&on=2026-02-30"):
        assert marco.get(f"{PAGE}?{query}").status_code == 200


def test_a_card_is_made_on_a_day(story: Story, marco: Browser) -> None:
    answer = marco.act(f"{PAGE}cards/", {"title": "Call them", "on": "2026-12-24"})
    assert "due 24 Dec 2026" in answer.content.decode()
    made = Card.objects.get(title="Call them")
    assert made.due_on == date(2026, 12, 24)
    plain = marco.post(f"{PAGE}cards/", {"title": "Call again", "on": "2026-12-24"})
    assert plain.headers["Location"] == f"{PAGE}?show=day&on=2026-12-24"
    assert "Choose the day" in marco.act(f"{PAGE}cards/", {"title": "When?", "on": ""}).content.decode()


def test_news_bring_the_days_anew_or_nothing(due: Card, story: Story, marco: Browser) -> None:
    since = Head.objects.get().seq
    assert marco.fragment(f"{PAGE}changes/?since={since}&on=2026-11-15&show=month").content == b""
    due.shift(7, by=story.by_lena)
    told = marco.fragment(f"{PAGE}changes/?since={since}&on=2026-12-15&show=month")
    assert items(told.content.decode()) == [f"2026-11-30-{due.pk}", f"2026-12-07-{due.pk}"]
    assert told.headers["X-Seq"] == str(since + 1)


def test_a_visitor_has_nothing_to_drag(due: Card, vera: Browser) -> None:
    html = vera.get(f"{PAGE}?on=2026-11-15&show=month").content.decode()
    assert items(html)
    assert "data-shift" not in html
    assert "data-add-on" not in html


def test_my_work_as_a_calendar_over_all_spaces(due: Card, story: Story, marco: Browser) -> None:
    page = "/work/calendar/?on=2026-11-15&show=month"
    assert not items(marco.get(page).content.decode())
    due.assign(story.marco, by=story.by_lena)
    assert items(marco.get(page).content.decode()) == [f"2026-11-23-{due.pk}", f"2026-11-30-{due.pk}"]
    assert f'data-card="{due.pk}"' in marco.get("/work/calendar/?on=2026-11-15&show=agenda").content.decode()


@pytest.mark.requirement("R28")
@pytest.mark.parametrize("show", ["month", "week", "day", "agenda", ""])
def test_a_calendar_asks_as_often_for_two_thousand_cards(story: Story, marco: Browser, show: str) -> None:
    page = f"{PAGE}?show={show}&on=2026-11-15"
    crowd(story, story.open, 60)
    Card.objects.update(due_on=date(2026, 11, 16), start_on=date(2026, 11, 12))
    few = asked(marco, page)
    crowd(story, story.overdue, 2_000)
    Card.objects.update(due_on=date(2026, 11, 16), start_on=date(2026, 11, 12))
    assert asked(marco, page) == few
    assert few <= 12
