"""Signing in, being locked out, and ending the sessions elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import go
from tests.story import Story

PageAs = Callable[..., Page]
PASSWORD = "correct horse battery"
ASK = "fetch('/spaces/COL/changes/?since=1', {headers: {'HX-Request': 'true'}})"
STATUS = f"{ASK}.then(answer => answer.status)"


@pytest.fixture
def signed_in(story: Story, page_as: PageAs) -> Callable[[], Page]:
    """Signs Marco in with his password, in a browser of its own."""
    story.marco.set_password(PASSWORD)
    story.marco.save(update_fields=["password"])

    def sign_in() -> Page:
        page: Page = page_as(None)
        _enter(page, PASSWORD)
        expect(page.get_by_role("heading", name="Home")).to_be_visible()
        return page

    return sign_in


def _enter(page: Page, password: str) -> None:
    page.goto("/")
    page.get_by_label("Mail address").fill("marco@example.com")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.requirement("R1")
def test_a_wrong_password_five_times_locks(signed_in: Callable[[], Page], page_as: PageAs) -> None:
    page = page_as(None)
    for _ in range(5):
        _enter(page, "wrong")
        expect(page.locator(".field-error")).to_contain_text("not correct")
    _enter(page, PASSWORD)
    expect(page.locator(".field-error")).to_contain_text("Too many failed login attempts")
    expect(page.get_by_role("heading", name="Home")).to_have_count(0)


@pytest.mark.requirement("R1")
def test_signing_out_everywhere_else_ends_the_other_session(signed_in: Callable[[], Page]) -> None:
    here, there = signed_in(), signed_in()
    go(there, "/spaces/COL/")
    go(here, "/me/").get_by_role("button", name="Sign out everywhere else").click()
    expect(here.get_by_text("This one")).to_be_visible()
    assert there.evaluate(STATUS) == 401
    there.locator("summary", has_text="Space").click()
    there.get_by_role("link", name="Activity").click()
    expect(there).to_have_url(re.compile("/login/"))
    assert here.evaluate(STATUS) == 200
