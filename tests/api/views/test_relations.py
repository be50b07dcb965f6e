"""Relations by the API: the same verbs, and nothing of cards that the caller may not see."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card

pytestmark = [pytest.mark.requirement("R20", "R105"), pytest.mark.usefixtures("replayed")]


def test_they_are_made_listed_and_ended(story, marco):
    first, second = story.cards[:2]
    address = f"cards/{first.pk}/relations"
    made = marco.post(address, {"tie": "previous", "card": second.pk, "lag": 2})
    assert (made.status_code, made["ETag"], made.json()["key"]) == (200, '"2"', "COL-1")
    before = Event.objects.count()
    assert marco.post(address, {"tie": "previous", "card": second.pk, "lag": 2})["ETag"] == '"2"'
    assert Event.objects.count() == before
    listed = marco.get(address).json()
    [relation] = listed["relations"]
    assert (relation["tie"], relation["lag"], relation["card"]["key"]) == ("previous", 2, "COL-2")
    assert listed["waits_for"] == ["COL-2"]
    ended = marco.delete(f"{address}/{relation['id']}")
    assert (ended.status_code, ended["ETag"]) == (200, '"3"')
    assert marco.get(address).json() == {
        "progress": None,
        "waits_for": [],
        "relations": [],
        "conflicts": [],
    }
    assert marco.delete(f"{address}/{relation['id']}").status_code == 404


@pytest.mark.requirement("R21", "R39")
def test_progress_and_conflicts_are_told(story, marco):
    made = marco.post(f"cards/{story.card.pk}/subcards", {"title": "Call them"})
    assert (made.status_code, made.json()["key"]) == (201, "COL-4")
    assert made["Location"] == f"/api/v1/cards/{made.json()['id']}"
    story.card.date("due", date(2026, 5, 10), by=story.by_marco)
    child = Card.objects.get(key="COL-4")
    child.date("due", date(2026, 5, 11), by=story.by_marco)
    child.complete(by=story.by_marco)
    told = marco.get(f"cards/{story.card.pk}/relations").json()
    assert told["progress"] == 100
    [conflict] = told["conflicts"]
    assert (conflict["rule"], conflict["tie"], conflict["card"]["due_on"]) == (
        "child_ends_after_parent_ends",
        "child",
        "2026-05-11",
    )
    assert conflict["sentence"] == "A subcard ends after this card ends"


def test_a_circle_is_a_problem_that_shows_the_way(story, marco):
    story.card.relate("next", story.cards[1], by=story.by_marco)
    body = {"tie": "next", "card": story.card.pk}
    refused = marco.post(f"cards/{story.cards[1].pk}/relations", body)
    assert refused.status_code == 409
    assert "COL-1 comes before COL-2, which comes before COL-1" in refused.json()["detail"]


@pytest.mark.requirement("R4")
def test_a_hidden_card_is_not_there(story, marco, lena):
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    hush = Card.create(hidden, "Hush", by=story.by_lena)
    address = f"cards/{story.card.pk}/relations"
    for tie in ("previous", "child"):
        assert lena.post(address, {"tie": tie, "card": hush.pk}).status_code == 200
    [theirs, _] = lena.get(address).json()["relations"]
    assert marco.get(address).json()["relations"] == []
    assert marco.get(address).json()["progress"] is None
    assert marco.delete(f"{address}/{theirs['id']}").status_code == 404
    assert marco.post(address, {"tie": "next", "card": hush.pk}).status_code == 404
    told = marco.get(f"events?card={story.card.pk}").json()["items"]
    assert "HID" not in str(told)
    assert "card.nested" not in {each["type"] for each in told}
    assert "card.nested" in {
        each["type"] for each in lena.get(f"events?card={story.card.pk}").json()["items"]
    }


@pytest.mark.requirement("R21")
def test_an_owner_sets_the_order_of_work(story, marco, lena):
    address = f"spaces/{story.space.pk}/order-of-work"
    assert marco.get(f"spaces/{story.space.pk}").json()["order_of_work"] == "warn"
    assert marco.post(address, {"order_of_work": "enforce"}).status_code == 403
    assert lena.post(address, {"order_of_work": "enforce"}).json()["order_of_work"] == "enforce"
    story.card.relate("previous", story.cards[1], by=story.by_marco)
    refused = marco.post(f"cards/{story.card.pk}/moves", {"status": story.overdue.pk})
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("COL-1 waits for COL-2")
