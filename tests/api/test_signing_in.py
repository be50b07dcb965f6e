"""Who may call: tokens with scopes, and browsers' sessions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.people.models import Token
from tests.api.conftest import Caller

pytestmark = pytest.mark.requirement("R1", "R105")


def test_without_anything(nobody):
    refused = nobody.get("cards")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert refused.json()["type"] == "urn:cashboard:problem:not-signed-in"


@pytest.mark.parametrize(
    "given", ["Bearer", "Bearer ", "Bearer cb_wrong", "Basic YTpi", "cb_wrong", "Bearer a\0"]
)
def test_with_a_token_that_is_none(db, nobody, given):
    refused = nobody.get("cards", Authorization=given)
    assert refused.status_code == 401
    assert "invalid_token" in refused["WWW-Authenticate"]


def test_a_token_that_ended(story):
    token, secret = Token.issue(story.marco, "x", ["read"], by=Actor.system())
    caller = Caller(secret)
    assert caller.get("me").status_code == 200
    token.revoke(by=Actor.system())
    assert caller.get("me").status_code == 401


def test_a_token_that_expired(story):
    expired = timezone.now() - timedelta(seconds=1)
    _, secret = Token.issue(story.marco, "x", ["read"], by=Actor.system(), expires_at=expired)
    assert Caller(secret).get("me").status_code == 401


def test_a_person_who_left(story, marco):
    story.marco.is_active = False
    story.marco.save()
    assert marco.get("me").status_code == 401


def test_scopes(story, calling):
    reader, writer = calling(story.marco, "read"), calling(story.marco, "write")
    address = f"cards/{story.card.pk}"
    assert reader.get(address).status_code == 200
    refused = reader.post(f"{address}/title", {"title": "x"})
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:cashboard:problem:not-allowed")
    assert "write" in refused.json()["detail"]
    assert writer.post(f"{address}/title", {"title": "x"}).status_code == 200
    assert writer.get(address).status_code == 403


def in_browser(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def test_a_session_reads(story):
    answer = in_browser(story.marco).get("/api/v1/me")
    assert (answer.status_code, answer.json()["scopes"]) == (200, None)


def test_a_session_changes_only_with_the_pages_token(story):
    browser = in_browser(story.marco)
    address = f"/api/v1/cards/{story.card.pk}/title"
    send = {"data": {"title": "x"}, "content_type": "application/json"}
    refused = browser.post(address, **send)
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    browser.cookies["cashboard_csrf"] = "a" * 32
    assert browser.post(address, **send).status_code == 403
    assert browser.post(address, **send, headers={"X-CSRFToken": "b" * 32}).status_code == 403
    assert browser.post(address, **send, headers={"X-CSRFToken": "a" * 32}).status_code == 200


def test_a_token_needs_no_csrf(story, marco):
    marco.client = Client(enforce_csrf_checks=True)
    assert marco.post(f"cards/{story.card.pk}/title", {"title": "x"}).status_code == 200


def test_a_wrong_token_does_not_fall_back_on_the_session(story):
    answer = in_browser(story.marco).get("/api/v1/me", headers={"Authorization": "Bearer cb_wrong"})
    assert answer.status_code == 401


def test_an_ended_session_gets_401_on_its_next_call(story):
    browser = in_browser(story.marco)
    assert browser.get("/api/v1/me").status_code == 200
    Session.objects.all().delete()
    assert browser.get("/api/v1/me").status_code == 401
