"""Statuses by the API: names, kinds, limits, order, removal, and how work begins."""

from __future__ import annotations

from typing import Any

import pytest

from cashboard.work.cards.models import Card
from tests.api.conftest import Caller
from tests.story import Story

pytestmark = pytest.mark.requirement("R10", "R18", "R19", "R105")


def change(caller: Caller, story: Story, what: str, body: dict[str, Any]) -> Any:
    """Change the status Open, or another one by `status/what`."""
    status, _, verb = what.rpartition("/")
    return caller.post(f"spaces/{story.space.pk}/statuses/{status or story.open.pk}/{verb}", body)


def test_a_status_is_renamed_limited_and_means_something_else(story: Story, lena: Caller) -> None:
    assert change(lena, story, "name", {"name": "To call"}).json()["statuses"][0]["name"] == "To call"
    limited = change(lena, story, "limit", {"limit": 3, "rule": "refuse"}).json()["statuses"][0]
    assert (limited["limit"], limited["limit_rule"]) == (3, "refuse")
    assert change(lena, story, "kind", {"kind": "completed"}).json()["statuses"][0]["kind"] == "completed"
    assert Card.objects.get(pk=story.card.pk).completed_at is not None


def test_a_full_status_refuses_moves_and_new_cards(story: Story, lena: Caller, marco: Caller) -> None:
    change(lena, story, "limit", {"limit": 3, "rule": "refuse"})
    made = marco.post("cards", {"space": story.space.pk, "title": "One more"})
    assert made.status_code == 409
    assert made.json()["detail"].startswith("Open takes at most 3 cards and holds 3.")
    assert change(lena, story, "limit", {"limit": None}).json()["statuses"][0]["limit"] is None
    assert marco.post("cards", {"space": story.space.pk, "title": "One more"}).status_code == 201


def test_the_order_and_a_removal(story: Story, lena: Caller) -> None:
    moved = change(lena, story, f"{story.paid.pk}/position", {"before": story.open.pk}).json()
    assert [each["name"] for each in moved["statuses"]] == ["Paid", "Open", "Overdue", "Disputed"]
    refused = change(lena, story, "removal", {})
    assert (refused.status_code, refused.json()["detail"]) == (
        422,
        "3 cards stand in Open. Choose another status for them.",
    )
    removed = change(lena, story, "removal", {"into": story.overdue.pk}).json()
    assert [each["name"] for each in removed["statuses"]] == ["Paid", "Overdue", "Disputed"]


@pytest.mark.requirement("R12")
def test_how_work_begins(story: Story, lena: Caller, marco: Caller) -> None:
    space = f"spaces/{story.space.pk}"
    assert lena.post(f"{space}/beginning", {"status": story.overdue.pk}).json()["default_status"] == (
        story.overdue.pk
    )
    assert lena.post(f"{space}/condition", {"needs_responsible": True}).json()["needs_responsible"] is True
    refused = marco.post("cards", {"space": story.space.pk, "title": "x"})
    assert (refused.status_code, "needs a responsible person" in refused.json()["detail"]) == (409, True)
    body = {"space": story.space.pk, "title": "x", "responsible": story.marco.pk}
    made = marco.post("cards", body).json()
    assert made["status"]["id"] == story.overdue.pk
    nobody = marco.post(f"cards/{made['id']}/assignment", {"person": None})
    assert nobody.status_code == 409


def test_a_status_of_another_space_is_not_found(story: Story, lena: Caller) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena).statuses.all()[0].pk
    assert change(lena, story, f"{other}/name", {"name": "x"}).status_code == 404
    for what, body in (("position", {"before": other}), ("removal", {"into": other})):
        assert change(lena, story, what, body).status_code in {404, 422}, what
    assert lena.post(f"spaces/{story.space.pk}/beginning", {"status": other}).status_code in {404, 422}


def test_gates_transitions_and_definitions_of_done(story: Story, lena: Caller, marco: Caller) -> None:
    change(lena, story, f"{story.overdue.pk}/gate", {"needs": ["due"]})
    change(lena, story, f"{story.overdue.pk}/definition", {"items": ["Called"]})
    told = change(
        lena, story, f"{story.overdue.pk}/transition", {"start": story.paid.pk, "who": "none"}
    ).json()
    overdue = told["statuses"][1]
    assert (overdue["needs"], overdue["definition_of_done"]) == (["due"], ["Called"])
    assert overdue["transitions"] == [{"start": story.paid.pk, "who": "none", "group": None}]
    refused = marco.post(f"cards/{story.card.pk}/moves", {"status": story.overdue.pk})
    assert refused.status_code == 409
    assert refused.json()["detail"] == "COL-1 needs a due date before it enters Overdue."
    assert change(lena, story, f"{story.overdue.pk}/gate", {"needs": ["mood"]}).status_code == 422
