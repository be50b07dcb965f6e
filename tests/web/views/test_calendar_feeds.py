"""Calendars taken elsewhere: a file once, an address again and again, nothing for who may not see it."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest

from cashboard.activity import clock
from cashboard.work.calendar_feeds.models import CalendarFeed
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R97")


@pytest.fixture
def dated(story: Story) -> Story:
    for card in story.cards[:2]:
        card.date("due", clock.now().date() + timedelta(days=3), by=story.by_lena)
    return story


def address_of(html: str) -> str:
    found = re.search(r"/calendar-feeds/cashboard\.ics\?key=[-\w]+", html)
    assert found
    return found[0]


def test_an_address_is_read_without_signing_in_until_it_is_ended(dated: Story, marco: Browser) -> None:
    made = marco.post("/me/calendar-feeds/", {"space": "COL", "query": "q=4711&bad=1"})
    address = address_of(made.content.decode())
    assert address.rpartition("=")[2] not in marco.get("/me/").content.decode()
    reader = Browser()
    answer = reader.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.content.count(b"BEGIN:VEVENT") == 1
    again = reader.get(address, If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert marco.post("/me/calendar-feeds/", {"end": CalendarFeed.objects.get().pk}).status_code == 302
    assert reader.get(address).status_code == 404


def test_who_sees_the_space_no_more_gets_what_nobody_gets(
    dated: Story, marco: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    address = address_of(marco.post("/me/calendar-feeds/", {"space": "COL"}).content.decode())
    dated.workspace.remove_member(dated.marco, by=dated.by_lena)
    reader = Browser()
    with caplog.at_level(logging.DEBUG):
        refused, wrong = reader.get(address), reader.get("/calendar-feeds/cashboard.ics?key=wrong")
    assert refused.status_code == wrong.status_code == 404
    assert refused.content == wrong.content
    assert address.rpartition("=")[2] not in caplog.text


def test_nobody_makes_one_of_a_space_unseen_or_ends_another_ones(
    dated: Story, marco: Browser, nils: Browser
) -> None:
    assert nils.post("/me/calendar-feeds/", {"space": "COL"}).status_code == 404
    marco.post("/me/calendar-feeds/", {})
    assert nils.post("/me/calendar-feeds/", {"end": CalendarFeed.objects.get().pk}).status_code == 404
    assert CalendarFeed.objects.get().closed_at is None


def test_the_file_holds_what_the_filter_shows(dated: Story, vera: Browser) -> None:
    answer = vera.get("/spaces/COL/calendar/export/?q=4712")
    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert "attachment" in answer.headers["Content-Disposition"]
    assert b"BEGIN:VEVENT" not in vera.get("/work/calendar/export/").content
