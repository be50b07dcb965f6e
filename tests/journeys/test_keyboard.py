"""Everything by keyboard: palette, walking the cards, opening, closing, and the sheet of the keys."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import card, go
from tests.story import Story

pytestmark = pytest.mark.only("sqlite")
PageAs = Callable[..., Page]


@pytest.mark.requirement("R28", "R58")
def test_a_board_is_worked_by_keyboard_alone(story: Story, page_as: PageAs) -> None:
    page = go(page_as(story.marco), "/")
    press, panel = page.keyboard.press, page.locator("side-panel")
    press("Control+k")
    page.keyboard.type("collections")
    expect(page.get_by_role("option", name="Collections", exact=False).first).to_be_visible()
    expect(page.locator("[aria-selected=true]")).to_contain_text("Collections")
    press("Enter")
    expect(page).to_have_url(re.compile("/spaces/COL/$"))
    go(page, page.url)

    card(page, "COL-1").focus()
    press("j")
    expect(card(page, "COL-2")).to_be_focused()
    press("j")
    press("k")
    expect(card(page, "COL-2")).to_be_focused()
    press("Enter")
    expect(panel).to_be_visible()
    expect(page).to_have_url(re.compile("/cards/COL-2/$"))
    press("Escape")
    expect(panel).to_be_hidden()
    expect(card(page, "COL-2")).to_be_focused()

    press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet).to_be_visible()
    press("Escape")
    expect(sheet).to_be_hidden()
    press("c")
    page.keyboard.type("Written without a mouse")
    press("Enter")
    expect(page.get_by_role("heading", name="Written without a mouse")).to_be_visible()
    expect(page.locator("dialog[open]")).to_have_count(0)
    press("g")
    press("a")
    expect(page).to_have_url(re.compile("/activity/$"))
