"""Idempotency-Key: the same POST twice is answered twice and done once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from cashboard.activity.models import Event
from cashboard.api.models import FirstAnswer
from cashboard.work.cards.models import Card
from tests.story import tell_story

pytestmark = pytest.mark.requirement("R105")


def test_the_second_time_gives_the_first_answer(story, marco):
    body = {"space": story.space.pk, "title": "Call"}
    first = marco.post("cards", body, Idempotency_Key="a")
    Card.objects.get(pk=first.json()["id"]).retitle("Called", by=story.by_lena)
    second = marco.post("cards", body, Idempotency_Key="a")
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert (second["Location"], second["ETag"]) == (first["Location"], first["ETag"])
    assert second["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert Card.objects.count() == 4


@pytest.mark.parametrize("change", [{"title": "Other"}, {"due_on": "2026-12-01"}])
def test_the_same_key_for_something_else_is_refused(story, marco, change):
    body = {"space": story.space.pk, "title": "Call"}
    marco.post("cards", body, Idempotency_Key="a")
    refused = marco.post("cards", body | change, Idempotency_Key="a")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "Idempotency-Key"
    moved = marco.post(f"cards/{story.card.pk}/completion", Idempotency_Key="a")
    assert moved.status_code == 422


def test_a_key_is_its_persons_own(story, marco, lena):
    body = {"space": story.space.pk, "title": "Call"}
    for caller in (marco, lena):
        assert caller.post("cards", body, Idempotency_Key="a").status_code == 201
    assert Card.objects.count() == 5


def test_a_refused_call_leaves_its_key_free(story, vera):
    body = {"space": story.space.pk, "title": "Call"}
    assert vera.post("cards", body, Idempotency_Key="a").status_code == 403
    assert not FirstAnswer.objects.exists()
    story.workspace.add_member(story.vera, "member", by=story.by_lena)
    assert vera.post("cards", body, Idempotency_Key="a").status_code == 201


def test_a_key_is_forgotten_after_a_day(story, marco):
    body = {"space": story.space.pk, "title": "Call"}
    marco.post("cards", body, Idempotency_Key="a")
    FirstAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert marco.post("cards", body, Idempotency_Key="a").status_code == 201
    assert Card.objects.count() == 5
    assert FirstAnswer.objects.count() == 1


@pytest.mark.parametrize("key", ["", "two words", "ä", "x" * 256])
def test_a_key_that_cannot_be_one(story, marco, key):
    assert marco.post(f"cards/{story.card.pk}/completion", Idempotency_Key=key).status_code == 422


def test_a_secret_is_not_kept(story, marco):
    refused = marco.post("tokens", {"name": "x", "scopes": ["read"]}, Idempotency_Key="a")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.usefixtures("transactional_db")
def test_two_at_once_do_it_once(at_once, calling):
    story = tell_story()
    body = {"space": story.space.pk, "title": "Call"}
    callers = [calling(story.marco) for _ in range(4)]
    answers = at_once([lambda each=each: each.post("cards", body, Idempotency_Key="a") for each in callers])
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer for answer in answers) == 1
    assert Card.objects.count() == 4
    made = json.loads(answers[0].content)["id"]
    assert Event.objects.about("card", made).count() == 1
