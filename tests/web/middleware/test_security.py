"""What every answer says to the browser, and the sign-in of the demonstration."""

from __future__ import annotations

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse

from cashboard.web.middleware.demo import DemoSignIn
from tests.story import Story
from tests.web.conftest import Browser


@pytest.mark.requirement("R3")
def test_every_answer_keeps_to_itself(story: Story, marco: Browser) -> None:
    answers = [marco.get(one) for one in ("/", "/spaces/COL/", "/spaces/NONE/", "/spaces/COL/activity/")]
    answers += [
        Browser().get("/accounts/login/"),
        marco.send("PUT", "/"),
        marco.act("/cards/COL-1/title/", {}),
    ]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy, "no exception from default-src"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_session_is_the_servers_alone(story: Story) -> None:
    story.marco.set_password("correct horse battery")
    story.marco.save(update_fields=["password"])
    browser = Browser()
    browser.post("/accounts/login/", {"login": story.marco.email, "password": "correct horse battery"})
    session = browser.client.cookies["cashboard_session"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_nobody_is_signed_in_by_the_demonstration_outside_of_it() -> None:
    with pytest.raises(MiddlewareNotUsed):
        DemoSignIn(lambda _: HttpResponse())


@pytest.mark.parametrize(
    ("address", "path", "method", "signed_in"),
    [
        ("127.0.0.1", "/", "get", True),
        ("::1", "/", "get", True),
        ("10.0.0.7", "/", "get", False),
        ("", "/", "get", False),
        ("127.0.0.1", "/spaces/COL/", "get", False),
        ("127.0.0.1", "/", "post", False),
    ],
)
def test_the_demonstration_signs_in_only_on_this_machine(
    story: Story, settings: object, address: str, path: str, method: str, signed_in: bool
) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import RequestFactory

    settings.DEMO = True  # type: ignore[attr-defined]
    request = getattr(RequestFactory(), method)(path, REMOTE_ADDR=address)
    request.user, request.session = AnonymousUser(), SessionStore()
    DemoSignIn(lambda _: HttpResponse())(request)
    assert request.user.is_authenticated == signed_in
    assert not signed_in or request.user == story.ada
