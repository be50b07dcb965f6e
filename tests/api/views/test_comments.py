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
