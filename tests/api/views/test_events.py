"""The log by the API, and taking something back."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event

pytestmark = pytest.mark.requirement("R105")


def of_card(caller, card):
    return caller.get(f"events?card={card.pk}").json()["items"]


def test_the_events_of_a_card(story, marco):
    story.card.move(story.overdue, by=story.by_lena)
    created, moved = of_card(marco, story.card)
    assert created["type"] == "card.created"
    assert moved["sentence"] == "Lena Fischer moved the card from Open to Overdue"
    assert moved["actor"] == {"kind": "person", "person": story.lena.pk, "name": "Lena Fischer"}
    assert moved["data"]["to_status"] == {"id": story.overdue.pk, "name": "Overdue"}
    assert moved["objects"] == [{"type": "card", "id": story.card.pk, "name": "COL-1", "qualifier": ""}]
    assert (moved["can_undo"], created["can_undo"]) == (True, False)
    assert marco.get(f"events/{moved['id']}").json() == moved


def test_events_by_space_and_type(story, marco):
    found = marco.get(f"events?space={story.space.pk}&type=card.created").json()["items"]
    assert [each["data"]["key"] for each in found] == ["COL-1", "COL-2", "COL-3"]


def test_events_without_a_place_are_not_listed(story, marco):
    assert Event.objects.filter(type="person.added").exists()
    assert marco.get("events?type=person.added").json()["items"] == []


@pytest.mark.usefixtures("replayed")
def test_a_move_is_undone_by_a_new_event(story, marco):
    story.card.move(story.overdue, by=story.by_marco)
    moved = of_card(marco, story.card)[-1]
    undone = marco.post(f"events/{moved['id']}/undo")
    assert undone.status_code == 200
    assert undone.json()["status"]["name"] == "Open"
    last = of_card(marco, story.card)[-1]
    assert (last["type"], last["cause"]) == ("card.moved", moved["id"])


@pytest.mark.usefixtures("replayed")
def test_an_archiving_is_undone(story, marco):
    story.card.archive(by=story.by_marco)
    archived = of_card(marco, story.card)[-1]
    assert marco.post(f"events/{archived['id']}/undo").json()["archived_at"] is None


def test_what_cannot_be_undone(story, marco):
    created = of_card(marco, story.card)[0]
    assert marco.post(f"events/{created['id']}/undo").status_code == 409
    story.card.move(story.overdue, by=story.by_marco)
    moved = of_card(marco, story.card)[-1]
    story.card.move(story.disputed, by=story.by_lena)
    refused = marco.post(f"events/{moved['id']}/undo")
    assert refused.status_code == 409
    assert "moved again" in refused.json()["detail"]
    assert marco.get("events/not-a-uuid").status_code == 404
