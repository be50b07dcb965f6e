"""Pages: every row once, in a stable order, also while others write."""

from __future__ import annotations

import pytest

from cashboard.work.cards.models import Card

pytestmark = pytest.mark.requirement("R105")


def test_pages_show_every_row_once(story, marco):
    for number in range(7):
        Card.create(story.space, f"Card {number}", by=story.by_marco)
    seen, address, pages = [], "cards?limit=3&archived=false", 0
    while address:
        page = marco.get(address).json()
        seen += [each["key"] for each in page["items"]]
        address, pages = page["next"], pages + 1
        Card.objects.get(key="COL-2").retitle(f"Changed {pages}", by=story.by_lena)
    assert seen == [f"COL-{number}" for number in range(1, 11)]
    assert pages == 4


def test_the_next_link_keeps_the_filter(story, marco):
    page = marco.get(f"cards?limit=1&space={story.space.pk}").json()
    assert page["next"].startswith("/api/v1/cards?")
    assert f"space={story.space.pk}" in page["next"]


def test_a_full_last_page_has_no_next(marco):
    page = marco.get("cards?limit=3").json()
    assert (len(page["items"]), page["next"]) == (3, None)


def test_events_go_by_seq(marco):
    page = marco.get("events?limit=2").json()
    last = page["items"][-1]["seq"]
    following = marco.get(page["next"]).json()["items"]
    assert [each["seq"] for each in following] == [last + 1, last + 2]
    assert marco.get(f"events?limit=2&after={last}").json()["items"] == following
