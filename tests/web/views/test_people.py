"""A person's own matters: zone, sessions, tokens; and signing in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from cashboard.activity.models import Event
from cashboard.people.models import Person, Token
from cashboard.people.passwords import check_password
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page

PASSWORD = "correct horse battery"
LOGIN = "/accounts/login/"


def test_times_are_read_in_ones_own_zone(story: Story, marco: Browser) -> None:
    assert marco.post("/me/", {"zone": "Asia/Tokyo"}).headers["Location"] == "/me/"
    story.marco.refresh_from_db()
    local = story.card.created_at.astimezone(story.marco.timezone)
    assert f"{local.day} {local:%b %Y, %H:%M}" in marco.get("/cards/COL-1/").content.decode()
    for zone in ("Mars/Base", "", "\0", "../../etc/passwd"):
        answer = marco.act("/me/", {"zone": zone})
        assert answer.status_code == 422
        assert "is no time zone. Choose one like Europe/Berlin." in answer.content.decode()


@pytest.mark.requirement("R1")
def test_a_token_is_shown_once(story: Story, marco: Browser) -> None:
    page = marco.post("/me/tokens/", {"name": "Night run", "scope": "write"})
    [secret] = set(re.findall(r"cb_[\w-]{40,}", page.content.decode()))
    assert page.headers["Cache-Control"] == "private, no-store"
    token = Token.objects.get()
    assert (token.name, token.scopes) == ("Night run", ["read", "write"])
    assert secret not in token.digest
    later = marco.get("/me/").content.decode()
    assert "Night run" in later
    assert secret not in later
    assert secret not in str(list(Event.objects.values_list("data", "objects_json")))
    api = {"Authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/me", headers=api).status_code == 200
    assert marco.post("/me/tokens/", {"revoke": token.pk}).status_code == 302
    assert Client().get("/api/v1/me", headers=api).status_code == 401
    assert "Night run" not in marco.get("/me/").content.decode()


def test_only_ones_own_token_is_ended(story: Story, marco: Browser, lena: Browser) -> None:
    lena.post("/me/tokens/", {"name": "Lena's"})
    assert Token.objects.get().scopes == ["read"]
    for number in (Token.objects.get().pk, 10**12, "x", "-1", "9" * 40, "\0"):
        assert marco.post("/me/tokens/", {"revoke": number}).status_code == 404, number
    assert Token.objects.get().revoked_at is None
    assert b"Lena&#39;s" not in marco.get("/me/").content


def sign_in(browser: Browser, password: str = PASSWORD, **more: str) -> Browser:
    """As the sign-in page does."""
    fields = {"login": "marco@example.com", "password": password, **more}
    browser.post(LOGIN, fields, User_Agent="A browser")
    return browser


@pytest.fixture
def story_with_password(story: Story) -> Story:
    check_password(PASSWORD)
    story.marco.set_password(PASSWORD)
    story.marco.save(update_fields=["password"])
    return story


@pytest.mark.requirement("R1")
def test_signing_in_leads_to_where_one_wanted_to_go(story_with_password: Story) -> None:
    browser = Browser()
    asked = browser.get("/spaces/COL/?q=a&overdue=1")
    assert asked.headers["Location"] == "/accounts/login/?next=%2Fspaces%2FCOL%2F%3Fq%3Da%26overdue%3D1"
    page = Page(browser.get(asked.headers["Location"]).content)
    [target] = page.all("input", name="next")
    fields = {"login": "MARCO@example.com", "password": PASSWORD, "next": target["value"]}
    assert browser.post(LOGIN, fields).headers["Location"] == "/spaces/COL/?q=a&overdue=1"
    assert browser.get("/spaces/COL/").status_code == 200


@pytest.mark.requirement("R1")
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "\r\nX: y"]
)
def test_signing_in_never_leads_to_another_host(story_with_password: Story, elsewhere: str) -> None:
    fields = {"login": "marco@example.com", "password": PASSWORD, "next": elsewhere}
    answer = Browser().post(LOGIN, fields)
    assert answer.headers["Location"] == "/"
    assert "X" not in answer.headers


@pytest.mark.requirement("R1")
def test_five_wrong_passwords_lock_the_account(story_with_password: Story) -> None:
    browser = Browser()
    for _ in range(5):
        answer = browser.post(LOGIN, {"login": "marco@example.com", "password": "wrong"})
        assert (answer.status_code, b"not correct" in answer.content) == (200, True)
    locked = browser.post(LOGIN, {"login": "marco@example.com", "password": PASSWORD})
    assert (locked.status_code, b"Too many failed login attempts" in locked.content) == (200, True)
    assert browser.get("/").status_code == 302
    assert sign_in(Browser()).get("/").status_code == 302, "from anywhere"


@pytest.mark.requirement("R1")
def test_who_has_no_account_is_told_the_same_as_who_mistyped(story_with_password: Story) -> None:
    def told(login: str) -> str:
        html = Browser().post(LOGIN, {"login": login, "password": "wrong password"}).content.decode()
        return re.sub(r'value="[^"]*"', "", html)

    assert told("marco@example.com") == told("nobody@example.com")


@pytest.mark.requirement("R1")
def test_who_was_signed_out_everywhere_is_asked_to_sign_in(story_with_password: Story) -> None:
    here, there = sign_in(Browser()), sign_in(Browser())
    assert there.get("/spaces/COL/").status_code == 200
    assert b"A browser" in here.get("/me/").content
    assert here.post("/me/sessions/").headers["Location"] == "/me/"
    assert there.get("/spaces/COL/").headers["Location"].startswith("/accounts/login/")
    assert there.fragment("/spaces/COL/changes/").status_code == 401
    assert there.post("/spaces/COL/cards/", {"title": "Too late"}).status_code == 401
    assert there.get("/api/v1/me").status_code == 401
    assert here.get("/spaces/COL/").status_code == 200


@pytest.mark.requirement("R1")
def test_a_closed_account_is_signed_out_at_once(story: Story, marco: Browser) -> None:
    assert marco.get("/").status_code == 200
    story.marco.is_active = False
    story.marco.save(update_fields=["is_active"])
    assert marco.get("/").status_code == 302
    assert marco.fragment("/palette/").status_code == 401


@pytest.mark.requirement("R1")
def test_signing_out_ends_the_session(story_with_password: Story) -> None:
    browser = sign_in(Browser())
    cookie = browser.client.cookies["cashboard_session"].value
    browser.post("/accounts/logout/")
    assert browser.get("/").status_code == 302
    stolen = Browser()
    stolen.client.cookies["cashboard_session"] = cookie
    assert stolen.get("/").status_code == 302


def accounts(patterns: Sequence[Any], before: str = "/") -> Iterator[str]:
    """The addresses around signing in that take no argument."""
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from accounts(pattern.url_patterns, path)
        elif path.startswith("/accounts/") and path.isprintable() and not set("(<^") & set(path):
            yield path


@pytest.mark.requirement("R1")
def test_the_pages_around_signing_in_are_there(story: Story, marco: Browser) -> None:
    addresses = list(accounts(get_resolver().url_patterns))
    assert len(addresses) > 20
    for address in addresses:
        for browser in (Browser(), Browser(story.marco)):
            assert browser.get(address).status_code < 500, address
    for address in (LOGIN, "/accounts/password/reset/"):
        answer = Browser().get(address)
        assert (answer.status_code, b"Cashboard" in answer.content) == (200, True), address


@pytest.mark.requirement("R1")
def test_nobody_signs_up_by_themselves(story: Story) -> None:
    closed = Browser().get("/accounts/signup/")
    assert b"password1" not in closed.content
    fields = {"email": "new@example.com", "password1": PASSWORD, "password2": PASSWORD}
    Browser().post("/accounts/signup/", fields)
    assert not Person.objects.filter(email="new@example.com").exists()


@pytest.mark.requirement("R1")
def test_nobody_takes_another_mail_address_by_themselves(story: Story, marco: Browser) -> None:
    """With the address of somebody who has no account yet, theirs would be taken at their first sign-in."""
    address = "/accounts/email/"
    refused = marco.post(address, {"email": "boss@example.com", "action_add": ""})
    assert b"ask an administrator to change it" in refused.content
    for action in ("action_primary", "action_remove", "action_send"):
        for email in ("boss@example.com", "marco@example.com"):
            assert marco.post(address, {"email": email, action: ""}).status_code < 500
    story.marco.refresh_from_db()
    assert story.marco.email == "marco@example.com"
    for login in ("marco@example.com", "nobody@example.com"):
        assert Browser().post("/accounts/password/reset/", {"email": login}).status_code == 302


@pytest.mark.requirement("R1")
def test_a_wrong_field_of_the_sign_in_is_no_fault(story: Story) -> None:
    for login in ("", "\0", "x" * 10_000, "<script>", "marco@example.com\r\nBcc: x@y.zz"):
        answer = Browser().post(LOGIN, {"login": login, "password": "\0"})
        assert (answer.status_code, b"<script>" in answer.content) == (200, False), login
