"""Pages for what did not work: they say what to do, as a page or as a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.story import Story
from tests.web.conftest import Browser


def said(answer: Any) -> str:
    """The words of a page."""
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    text: str = answer.content.decode()
    assert "Go home" in text
    return text


def sentence(answer: Any) -> str:
    """The words of a refusal for a fragment."""
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    text: str = answer.content.decode()
    assert text.endswith(".")
    return text


def test_nothing_here(marco: Browser) -> None:
    for address in ("/nowhere/", "/spaces/NONE/", "/spaces/COL", "/cards/%2e%2e/", "/workspaces/1/nothing/"):
        answer = marco.get(address)
        if answer.status_code != 301:
            assert answer.status_code == 404
            assert "There is no such page, or it is not shared with you." in said(answer)
    assert "not shared with you" in sentence(marco.fragment("/spaces/NONE/"))


def test_a_page_of_errors_keeps_the_theme_and_no_other_cookie(marco: Browser) -> None:
    marco.client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in said(marco.get("/nowhere/"))
    marco.client.cookies["theme"] = '"><script>'
    assert "data-theme" not in said(marco.get("/nowhere/"))


def test_a_fault_of_ours_says_so_and_is_not_half_saved(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose: secret detail")

    monkeypatch.setattr("cashboard.web.views.home.overview", fail)
    page = marco.get("/")
    assert page.status_code == 500
    assert "That is our fault" in said(page)
    assert "secret detail" not in page.content.decode()
    assert "Nothing was half-saved; try again." in sentence(marco.fragment("/"))


def test_a_form_from_elsewhere_is_refused(story: Story) -> None:
    browser = Browser(story.marco, enforce_csrf_checks=True)
    page = browser.post("/cards/COL-1/title/", {"title": "Elsewhere"})
    assert page.status_code == 403
    assert "Go back, reload the page and send it again." in said(page)
    assert "This form has expired." in sentence(browser.act("/cards/COL-1/title/", {"title": "Elsewhere"}))
    story.card.refresh_from_db()
    assert story.card.title != "Elsewhere"
    signing_in = Browser(enforce_csrf_checks=True).post(
        "/accounts/login/", {"login": "a@b.cc", "password": "x"}
    )
    assert signing_in.status_code == 403


def test_a_form_with_the_pages_token_is_taken(story: Story) -> None:
    browser = Browser(story.marco, enforce_csrf_checks=True)
    browser.get("/cards/COL-1/")
    token = browser.client.cookies["cashboard_csrf"].value
    assert browser.act("/cards/COL-1/title/", {"title": "Here"}, X_CSRFToken=token).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "POST"])
def test_a_wrong_method_says_so(story: Story, marco: Browser, method: str) -> None:
    for address in ("/", "/spaces/COL/", "/cards/COL-1/", "/spaces/COL/ageing/", "/search/"):
        answer = marco.send(method, address)
        assert answer.status_code == 405, address
        assert answer.headers["Allow"] == "GET, HEAD"
        assert "Go back, and use the link or button there." in said(answer)
    posted = marco.send(method, "/cards/COL-1/moves/")
    assert posted.status_code == (404 if method == "POST" else 405)
    if method != "POST":
        assert posted.headers["Allow"] == "POST"


def test_head_is_get_without_a_body(story: Story, marco: Browser) -> None:
    for address in ("/", "/spaces/COL/", "/cards/COL-1/", "/me/", "/spaces/COL/people/", "/search/?q=a"):
        answer = marco.send("HEAD", address)
        assert (answer.status_code, answer.content) == (200, b""), address
    assert marco.send("HEAD", "/cards/COL-1/moves/").status_code == 405
    assert marco.send("HEAD", "/spaces/NONE/").status_code == 404
