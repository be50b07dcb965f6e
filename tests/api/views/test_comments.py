"""Comments by the API."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.requirement("R105"), pytest.mark.usefixtures("replayed")]


def test_a_comment_is_written_listed_and_edited(story, marco):
    said = marco.post("comments", {"card": story.card.pk, "text": "They pay on Friday."})
    assert (said.status_code, said["Location"]) == (201, f"/api/v1/comments/{said.json()['id']}")
    assert said.json()["author"] == {"id": story.marco.pk, "name": "Marco Rossi"}
    listed = marco.get(f"comments?card={story.card.pk}").json()["items"]
    assert listed == [said.json()]
    edited = marco.post(f"{said['Location']}/text", {"text": "On Monday."}, If_Match=said["ETag"])
    assert (edited.json()["text"], edited.json()["version"]) == ("On Monday.", 2)
    assert edited.json()["edited_at"] is not None


def test_only_the_author_edits(story, marco, lena):
    said = marco.post("comments", {"card": story.card.pk, "text": "Mine"})
    assert lena.post(f"{said['Location']}/text", {"text": "Hers"}).status_code == 403


@pytest.mark.requirement("R42")
def test_a_comment_is_answered_reacted_to_and_removed(story, marco, lena):
    said = marco.post("comments", {"card": story.card.pk, "text": "Fryday"})
    marco.post(f"{said['Location']}/text", {"text": "Friday"})
    reply = lena.post("comments", {"card": story.card.pk, "text": "Good", "reply_to": said.json()["id"]})
    assert reply.json()["reply_to"] == said.json()["id"]
    seen = lena.post(f"{said['Location']}/reactions", {"emoji": "seen"}).json()
    assert seen["reactions"] == [{"emoji": "seen", "people": [{"id": story.lena.pk, "name": "Lena Fischer"}]}]
    assert (
        lena.post(f"{said['Location']}/reactions", {"emoji": "seen", "given": False}).json()["reactions"]
        == []
    )
    assert [one["text"] for one in lena.get(f"{said['Location']}/texts").json()["items"]] == ["Fryday"]
    removed = marco.delete(said["Location"]).json()
    assert (removed["text"], removed["removed_at"] is not None) == ("", True)
    assert lena.get(f"{said['Location']}/texts").json()["items"] == []


@pytest.mark.requirement("R43")
def test_a_comment_becomes_an_idea_that_only_those_read_who_may(story, marco, lena):
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    said = marco.post("comments", {"card": story.card.pk, "text": "Ask first"})
    made = lena.post(f"{said['Location']}/idea", {"space": hidden.pk})
    assert made.json()["idea"] is not None
    assert marco.get(said["Location"]).json()["idea"] is None
