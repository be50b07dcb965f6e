"""Cards by the API: lists and their filters, one card, a new one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card

pytestmark = pytest.mark.requirement("R105")


def keys(response):
    return [each["key"] for each in response.json()["items"]]


def test_a_card_is_made_and_shown(story, marco):
    made = marco.post("cards", {"space": story.space.pk, "title": "Call Nordwind", "due_on": "2026-12-01"})
    assert made.status_code == 201
    card = made.json()
    assert made["Location"] == f"/api/v1/cards/{card['id']}"
    assert (card["key"], card["title"], card["due_on"]) == ("COL-4", "Call Nordwind", "2026-12-01")
    assert card["status"] == {"id": story.open.pk, "name": "Open", "kind": "not_started"}
    assert card["space"] == {"id": story.space.pk, "key": "COL"}
    assert card["created_at"].endswith("Z")
    shown = marco.get(made["Location"])
    assert shown.json() == card
    assert shown["ETag"] == f'"{card["version"]}"'


def test_a_change_by_api_says_so_in_the_log(story, marco):
    marco.post("cards", {"space": story.space.pk, "title": "Call Nordwind"})
    event = Event.objects.filter(type="card.created").latest("seq")
    assert (event.via, event.actor_kind, event.actor_name) == ("api", "token", "Marco Rossi")
    assert event.actor_person == story.marco.pk


def test_a_card_shows_money_party_and_people(story, marco):
    card = story.card
    card.coworkers.add(story.vera)
    standing = {"party": 12, "party_name": "Nordwind", "object_kind": "invoice", "object_id": 99}
    Card.objects.filter(pk=card.pk).update(amount_minor=-1205, currency="EUR", **standing)
    marco.post(f"cards/{card.pk}/labels", {"name": "Urgent"})
    marco.post(f"cards/{card.pk}/assignment", {"person": story.marco.pk})
    shown = marco.get(f"cards/{card.pk}").json()
    assert shown["amount"] == {"amount": "-12.05", "currency": "EUR"}
    assert shown["party"] == {"id": 12, "name": "Nordwind"}
    assert shown["stands_on"] == {"kind": "invoice", "id": 99}
    assert [each["name"] for each in shown["coworkers"]] == ["Vera Visser"]
    assert [each["name"] for each in shown["labels"]] == ["Urgent"]
    assert shown["responsible"] == {"id": story.marco.pk, "name": "Marco Rossi"}


def test_filters(story, marco):
    first, second, third = story.cards
    today = timezone.now().date()
    first.assign(story.marco, by=story.by_lena)
    second.date("due", today - timedelta(days=2), by=story.by_lena)
    third.move(story.paid, by=story.by_lena)
    third.date("due", today - timedelta(days=2), by=story.by_lena)
    assert keys(marco.get(f"cards?space={story.space.pk}")) == ["COL-1", "COL-2", "COL-3"]
    assert keys(marco.get(f"cards?status={story.paid.pk}")) == ["COL-3"]
    assert keys(marco.get(f"cards?responsible={story.marco.pk}")) == ["COL-1"]
    assert keys(marco.get("cards?overdue=true")) == ["COL-2"]
    assert keys(marco.get("cards?overdue=false")) == ["COL-1", "COL-3"]
    assert keys(marco.get("cards?key=COL-2")) == ["COL-2"]
    assert keys(marco.get("cards?party=5")) == []
    first.archive(by=story.by_lena)
    assert keys(marco.get("cards")) == ["COL-2", "COL-3"]
    assert keys(marco.get("cards?archived=true")) == ["COL-1"]


def test_updated_since_gives_what_changed(story, marco):
    moment = timezone.now()
    story.cards[1].retitle("Changed", by=story.by_lena)
    changed = marco.get(f"cards?updated_since={moment.isoformat().replace('+00:00', 'Z')}")
    assert keys(changed) == ["COL-2"]


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("1138-11-18T01:36:18-16:17", 200),
        ("0001-01-01T00:00:00%2B05:00", 422),
        ("9999-12-31T23:59:59-05:00", 422),
        ("2026-11-02T08:00:00", 422),
    ],
)
def test_moments_at_the_edges(story, marco, moment, status):
    assert marco.get(f"cards?updated_since={moment}").status_code == status


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=x",
        "space=null",
        "nothing=1",
        "space=1&space=2",
        "updated_since=1",
        "cursor=x",
    ],
)
def test_a_filter_that_cannot_be_read_is_refused(marco, query):
    refused = marco.get(f"cards?{query}")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == query.split("=")[0]


@pytest.mark.parametrize("what", ["cards", "spaces", "comments", "events"])
def test_a_list_takes_the_same_queries_however_long_it_is(story, marco, what):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert marco.get(f"{what}?limit=200").status_code == 200
        return len(seen)

    for card in story.cards:
        card.comment("Hello", by=story.by_lena)
        card.label("Urgent", by=story.by_lena)
    few = queries()
    for number in range(20):
        card = Card.create(story.space, f"Card {number}", by=story.by_marco)
        card.comment("Hello", by=story.by_lena)
        card.label(f"Label {number}", by=story.by_lena)
        card.add_coworker(story.marco, by=story.by_lena)
    story.workspace.add_space("TWO", "Two", by=story.by_lena)
    assert queries() == few
