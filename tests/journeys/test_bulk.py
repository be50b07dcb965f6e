"""Many cards at once in a real browser: picked, counted, changed, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import assert_not_reloaded, card, column, live
from tests.journeys.test_table import row
from tests.story import Story

PageAs = Callable[..., Page]


def test_a_range_is_moved_and_put_back(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/table/?sort=key")
    bar = page.get_by_role("region", name="Selected cards")
    row(page, "COL-1").get_by_role("checkbox").check()
    row(page, "COL-3").get_by_role("checkbox").click(modifiers=["Shift"])
    expect(bar).to_contain_text("3 selected")
    bar.get_by_text("Move to").click()
    bar.get_by_role("button", name="Disputed").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("3 cards will move to Disputed")
    dialog.get_by_role("button", name="Change 3 cards").click()
    for key in ("COL-1", "COL-2", "COL-3"):
        expect(row(page, key)).to_contain_text("Disputed")
    expect(bar).to_be_hidden()
    page.keyboard.press("Control+z")
    for key in ("COL-1", "COL-2", "COL-3"):
        expect(row(page, key)).to_contain_text("Open")
    assert_not_reloaded(page)


def test_on_the_board_by_keyboard_and_ctrl(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/")
    bar = page.get_by_role("region", name="Selected cards")
    card(page, "COL-1").focus()
    page.keyboard.press("x")
    card(page, "COL-2").click(modifiers=["Control"])
    expect(bar).to_contain_text("2 selected")
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    page.keyboard.press("x")
    bar.get_by_role("button", name="Select all 3 that match").click()
    expect(bar).to_contain_text("3 selected")
    bar.get_by_role("button", name="Complete").click()
    page.get_by_role("button", name="Change 3 cards").click()
    expect(column(page, "Paid").locator(".column-count")).to_have_text("3")
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(column(page, "Open").locator(".column-count")).to_have_text("3")
    assert_not_reloaded(page)


@pytest.mark.requirement("R3")
def test_a_visitor_picks_nothing(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.vera), "/spaces/COL/table/")
    expect(page.locator("[data-pick], pick-many, [data-edit]")).to_have_count(0)
