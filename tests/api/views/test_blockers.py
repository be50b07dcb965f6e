"""Blockers by the API: the catalogue, its counts, and the cards that are held up."""

from __future__ import annotations

import pytest

from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Workspace
from tests.api.conftest import Caller, caller
from tests.story import Story

pytestmark = pytest.mark.requirement("R23", "R105")


@pytest.fixture
def missing(story: Story) -> Blocker:
    """A blocker that every space can use."""
    return Blocker.objects.add_blocker("Missing order", by=story.by_ada)


def test_a_local_blocker_is_made_reworded_and_retired(story: Story, lena: Caller, marco: Caller) -> None:
    body = {"name": "Price dispute", "scope": "local", "space": story.space.pk}
    made = lena.post("blockers", body)
    assert (made.status_code, made["Location"]) == (201, f"/api/v1/blockers/{made.json()['id']}")
    address = f"blockers/{made.json()['id']}"
    assert lena.post(f"{address}/words", {"name": "Dispute"}).json()["name"] == "Dispute"
    assert marco.get(address).json()["description"] == ""
    assert lena.post(f"{address}/retirement").json()["retired_at"] is not None
    assert marco.get("blockers").json()["items"] == []
    assert [each["name"] for each in marco.get("blockers?retired=true").json()["items"]] == ["Dispute"]


def test_shared_ones_are_an_administrators_and_on_demand_ones_are_taken_up(
    story: Story, lena: Caller, marco: Caller
) -> None:
    body = {"name": "Strike", "scope": "on_demand"}
    refused = lena.post("blockers", body)
    assert (refused.status_code, "Only an administrator" in refused.json()["detail"]) == (403, True)
    strike = caller(story.ada).post("blockers", body).json()
    usable = f"blockers?space={story.space.pk}"
    assert marco.get(usable).json()["items"] == []
    address = f"spaces/{story.space.pk}/blockers/{strike['id']}"
    assert lena.send("PUT", address).status_code == 204
    assert [each["name"] for each in marco.get(usable).json()["items"]] == ["Strike"]
    assert lena.send("DELETE", address).status_code == 204
    assert marco.get(usable).json()["items"] == []


def test_a_card_is_blocked_and_unblocked(story: Story, marco: Caller, missing: Blocker) -> None:
    card = f"cards/{story.card.pk}"
    body = {"blocker": missing.pk, "owner": story.lena.pk, "note": "They look for it"}
    assert marco.post(f"{card}/blocks", body).json()["blocked_at"] is not None
    refused = marco.post(f"{card}/moves", {"status": story.overdue.pk, "before": None})
    assert refused.status_code == 409
    assert "Missing order, owned by Lena Fischer" in refused.json()["detail"]
    [block] = marco.get(f"blocks?card={story.card.pk}").json()["items"]
    assert (block["owner"]["name"], block["note"], block["ended_at"]) == (
        "Lena Fischer",
        "They look for it",
        None,
    )
    assert marco.send("DELETE", f"{card}/blocks/{missing.pk}").json()["blocked_at"] is None
    assert marco.get("blocks").json()["items"] == []
    assert marco.get("blocks?current=false").json()["items"][0]["ended_at"] is not None
    assert marco.send("DELETE", f"{card}/blocks").status_code == 200


def test_a_count_tells_nothing_of_cards_that_one_may_not_see(
    story: Story, marco: Caller, missing: Blocker
) -> None:
    secret = Workspace.objects.create_workspace("Hush", by=story.by_nils).add_space(
        "HUSH", "Hush", by=story.by_nils
    )
    hushed = Card.create(secret, "Hush", by=story.by_nils)
    hushed.block(missing, owner=story.nils, by=story.by_nils)
    story.card.block(missing, owner=story.lena, by=story.by_marco)
    assert marco.get(f"blockers/{missing.pk}").json()["blocked_cards"] == 1
    assert [each["card"] for each in marco.get("blocks").json()["items"]] == [story.card.pk]
    assert marco.get(f"blocks?card={hushed.pk}").json()["items"] == []


def test_a_foreign_blocker_or_owner_is_refused(story: Story, marco: Caller, missing: Blocker) -> None:
    private = Workspace.objects.create_workspace("Hush", by=story.by_nils).add_space(
        "HUSH", "Hush", by=story.by_nils
    )
    foreign = Blocker.objects.add_blocker("Hush", by=story.by_nils, space=private)
    address = f"cards/{story.card.pk}/blocks"
    theirs = marco.post(address, {"blocker": foreign.pk, "owner": story.lena.pk})
    absent = marco.post(address, {"blocker": 10**15, "owner": story.lena.pk})
    assert (theirs.status_code, theirs.content) == (absent.status_code, absent.content)
    assert marco.post(address, {"blocker": missing.pk, "owner": story.nils.pk}).status_code == 422
