"""What can be done with a card by the API: one verb each, one event each."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event

pytestmark = [pytest.mark.requirement("R105"), pytest.mark.usefixtures("replayed")]


def last(card):
    return Event.objects.about("card", card.pk).latest("seq").type


def test_a_move(story, marco):
    answer = marco.post(f"cards/{story.card.pk}/moves", {"status": story.overdue.pk, "before": None})
    assert answer.status_code == 200
    assert answer.json()["status"]["name"] == "Overdue"
    assert answer["ETag"] == '"2"'
    assert last(story.card) == "card.moved"


def test_a_move_above_another_card(story, marco):
    first, _, third = story.cards
    marco.post(f"cards/{third.pk}/moves", {"status": story.open.pk, "before": first.pk})
    assert list(story.space.cards.order_by("rank").values_list("key", flat=True)) == [
        "COL-3",
        "COL-1",
        "COL-2",
    ]


def test_the_same_move_twice_happens_once(story, marco):
    for _ in range(2):
        assert marco.post(f"cards/{story.card.pk}/moves", {"status": story.overdue.pk}).status_code == 200
    assert Event.objects.filter(type="card.moved").count() == 1


@pytest.mark.parametrize(
    ("address", "body", "event", "shows"),
    [
        ("title", {"title": "Other"}, "card.retitled", {"title": "Other"}),
        ("description", {"description": "**Now**"}, "card.described", {"description": "**Now**"}),
        ("dates", {"due_on": "2026-12-01"}, "card.dated", {"due_on": "2026-12-01", "start_on": None}),
        ("completion", None, "card.completed", {"version": 2}),
        ("archive", {"reason": "double"}, "card.archived", {"version": 2}),
        ("labels", {"name": "Urgent"}, "card.labelled", {"version": 2}),
    ],
)
def test_a_change_is_one_event(story, marco, address, body, event, shows):
    before = Event.objects.count()
    answer = marco.post(f"cards/{story.card.pk}/{address}", body)
    assert answer.status_code == 200
    assert shows.items() <= answer.json().items()
    assert last(story.card) == event
    again = marco.post(f"cards/{story.card.pk}/{address}", body)
    assert again.json() == answer.json()
    assert Event.objects.count() == before + 1


def test_dates_left_out_stay_and_null_clears(story, marco):
    address = f"cards/{story.card.pk}/dates"
    marco.post(address, {"start_on": "2026-11-01", "due_on": "2026-12-01"})
    answer = marco.post(address, {"due_on": None}).json()
    assert (answer["start_on"], answer["due_on"]) == ("2026-11-01", None)


def test_both_dates_move_together(story, marco):
    card = f"cards/{story.card.pk}"
    assert marco.post(f"{card}/shifts", {"days": 3}).status_code == 409
    marco.post(f"{card}/dates", {"start_on": "2026-11-01", "due_on": "2026-12-01"})
    answer = marco.post(f"{card}/shifts", {"days": -3}).json()
    assert (answer["start_on"], answer["due_on"]) == ("2026-10-29", "2026-11-28")
    assert last(story.card) == "card.shifted"


def test_reopening_and_restoring(story, marco):
    card = story.card
    marco.post(f"cards/{card.pk}/completion")
    assert marco.post(f"cards/{card.pk}/reopening").json()["completed_at"] is None
    marco.post(f"cards/{card.pk}/archive")
    assert marco.get(f"cards/{card.pk}").json()["archived_at"] is not None
    assert marco.delete(f"cards/{card.pk}/archive").json()["archived_at"] is None


def test_people_and_labels_come_and_go(story, marco):
    card = f"cards/{story.card.pk}"
    assert (
        marco.post(f"{card}/assignment", {"person": story.lena.pk}).json()["responsible"]["id"]
        == story.lena.pk
    )
    assert marco.post(f"{card}/assignment", {"person": None}).json()["responsible"] is None
    assert len(marco.post(f"{card}/coworkers", {"person": story.lena.pk}).json()["coworkers"]) == 1
    assert marco.delete(f"{card}/coworkers/{story.lena.pk}").json()["coworkers"] == []
    label = marco.post(f"{card}/labels", {"name": "Urgent"}).json()["labels"][0]
    assert marco.delete(f"{card}/labels/{label['id']}").json()["labels"] == []
    assert marco.delete(f"{card}/labels/{label['id']}").status_code == 200
    assert marco.delete(f"{card}/labels/{10**9}").status_code == 404


def test_what_the_verb_refuses_comes_as_a_problem(story, marco):
    refused = marco.post(f"cards/{story.card.pk}/assignment", {"person": story.nils.pk})
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    problem = refused.json()
    assert problem["type"] == "urn:cashboard:problem:invalid"
    assert problem["title"] == "Unprocessable Entity"
    assert problem["errors"] == [{"field": "person", "message": problem["detail"]}]
    assert "Add them to the space" in problem["detail"]
