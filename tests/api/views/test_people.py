"""Who calls, tokens, and finding a colleague."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.api.conftest import Caller

pytestmark = pytest.mark.requirement("R1", "R105")


def test_me(story, calling):
    me = calling(story.vera, "read").get("me").json()
    assert (me["name"], me["email"], me["scopes"]) == ("Vera Visser", "vera@example.com", ["read"])


def test_a_token_is_made_in_a_session_used_listed_and_ended(story):
    browser = Client()
    browser.force_login(story.marco)
    body = {"name": "ERP connector", "scopes": ["write", "read"]}
    made = browser.post("/api/v1/tokens", body, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["scopes"] == ["read", "write"]
    program = Caller(made.json()["secret"])
    listed = program.get("tokens").json()["items"]
    assert [each["name"] for each in listed] == ["ERP connector"]
    assert "secret" not in listed[0]
    assert program.delete(f"tokens/{made.json()['id']}").status_code == 204
    assert program.get("me").status_code == 401
    assert browser.get(made["Location"]).json()["revoked_at"] is not None


def test_a_token_that_ends(story):
    browser = Client()
    browser.force_login(story.marco)
    body = {"name": "x", "scopes": ["read"], "expires_at": "2030-01-01T00:00:00-16:17"}
    made = browser.post("/api/v1/tokens", body, content_type="application/json")
    assert made.json()["expires_at"] == "2030-01-01T16:17:00Z"


def test_a_token_makes_no_tokens(marco):
    refused = marco.post("tokens", {"name": "x", "scopes": ["read"]})
    assert refused.status_code == 403


def test_tokens_of_others_are_not_there(story, marco, lena):
    theirs = lena.get("tokens").json()["items"][0]["id"]
    assert marco.get(f"tokens/{theirs}").status_code == 404
    assert marco.delete(f"tokens/{theirs}").status_code == 404


def test_a_colleague_is_found_by_the_whole_address_only(story, marco):
    found = marco.get("people?email=VERA@example.com")
    assert found.json() == {"id": story.vera.pk, "name": "Vera Visser", "email": "vera@example.com"}
    assert marco.get("people?email=vera@example").status_code == 404
    assert marco.get("people").status_code == 422
