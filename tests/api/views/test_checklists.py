"""The checklists of a card by the API."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event

pytestmark = [pytest.mark.requirement("R15", "R105"), pytest.mark.usefixtures("replayed")]


def test_a_checklist_from_its_first_line_to_its_removal(story, marco):
    card = f"cards/{story.card.pk}"
    made = marco.post(f"{card}/checklists", {"name": "Before the call"}).json()
    assert made == {
        "version": 2,
        "checklists": [{"id": made["checklists"][0]["id"], "name": "Before the call", "items": []}],
    }
    steps = f"{card}/checklists/{made['checklists'][0]['id']}"
    first, second = marco.post(f"{steps}/items", {"text": "- Ask\n- Send"}).json()["checklists"][0]["items"]
    assert (first["text"], second["text"]) == ("Ask", "Send")
    change = {
        "done": True,
        "text": "Ask them",
        "owner": story.lena.pk,
        "due_on": "2026-12-01",
        "before": None,
    }
    shown = marco.post(f"{card}/items/{first['id']}", change).json()["checklists"][0]["items"]
    assert [item["text"] for item in shown] == ["Send", "Ask them"]
    assert (shown[1]["owner"]["name"], shown[1]["due_on"]) == ("Lena Fischer", "2026-12-01")
    assert shown[1]["done_by"]["name"] == "Marco Rossi"
    before = Event.objects.count()
    marco.post(f"{card}/items/{first['id']}", change)
    assert Event.objects.count() == before
    assert marco.get(f"{card}/checklists").json()["checklists"][0]["items"] == shown
    renamed = marco.post(f"{steps}/name", {"name": "Calling"}).json()
    assert renamed["checklists"][0]["name"] == "Calling"
    left = marco.delete(f"{card}/items/{second['id']}").json()["checklists"][0]["items"]
    assert [item["text"] for item in left] == ["Ask them"]
    assert marco.delete(steps).json()["checklists"] == []


def test_half_of_a_change_is_none(story, marco):
    steps = story.card.add_checklist("Steps", by=story.by_marco)
    (item,) = story.card.add_items(steps, "Ask", by=story.by_marco)
    before = Event.objects.count()
    answer = marco.post(f"cards/{story.card.pk}/items/{item.pk}", {"text": "Other", "owner": story.nils.pk})
    assert answer.status_code == 422
    assert Event.objects.count() == before


def test_lists_and_items_of_another_card_are_not_there(story, marco):
    steps = story.card.add_checklist("Steps", by=story.by_marco)
    (item,) = story.card.add_items(steps, "Ask", by=story.by_marco)
    other = f"cards/{story.cards[1].pk}"
    assert marco.post(f"{other}/items/{item.pk}", {"done": True}).status_code == 404
    assert marco.post(f"{other}/checklists/{steps.pk}/items", {"text": "x"}).status_code == 404
    assert marco.delete(f"{other}/items/{item.pk}").status_code == 404
    assert marco.delete(f"{other}/checklists/{steps.pk}").status_code == 404
