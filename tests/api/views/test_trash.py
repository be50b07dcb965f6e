"""Deleting, restoring and removing cards for good by the API."""

from __future__ import annotations

from tests.api.conftest import Caller, caller
from tests.story import Story


def test_delete_and_restore(story: Story) -> None:
    marco = caller(story.marco)
    said = marco.send("DELETE", f"cards/{story.card.pk}").json()
    assert (said["key"], said["trashed_by"]["name"]) == ("COL-1", "Marco Rossi")
    assert marco.send("DELETE", f"cards/{story.card.pk}").json() == said
    assert marco.send("GET", f"cards/{story.card.pk}").status_code == 404
    assert [each["key"] for each in marco.send("GET", "trash").json()["items"]] == ["COL-1"]
    assert marco.send("POST", f"cards/{story.card.pk}/recovery").json()["archived_at"] is None
    assert marco.send("GET", f"trash?space={story.space.pk}").json()["items"] == []


def test_the_event_can_be_undone(story: Story) -> None:
    marco = caller(story.marco)
    marco.send("DELETE", f"cards/{story.card.pk}")
    (event,) = marco.send("GET", f"events?type=card.trashed&card={story.card.pk}").json()["items"]
    assert event["can_undo"]
    assert marco.send("POST", f"events/{event['id']}/undo").json()["key"] == "COL-1"


def test_for_good(story: Story) -> None:
    lena: Caller = caller(story.lena)
    path = f"cards/{story.card.pk}/purge"
    assert lena.send("POST", path, {"key": "COL-1"}).status_code == 409
    lena.send("DELETE", f"cards/{story.card.pk}")
    assert lena.send("POST", path, {"key": "COL-9"}).status_code == 422
    assert lena.send("POST", path, {"key": "COL-1"}).status_code == 204
    assert lena.send("POST", path, {"key": "COL-1"}).status_code == 404
