"""The calendar in a real browser: cards dragged, pulled longer, moved by keys, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.pages import assert_not_reloaded, live
from tests.story import Story

PageAs = Callable[..., Page]
MONTH = "/spaces/COL/calendar/?show=month&on=2031-05-15"


def item(page: Page, key: str) -> Locator:
    return page.locator(f".day-item[aria-label^='{key} ']")


def pull(page: Page, grip: Locator, day: str) -> None:
    """Take it with the mouse and let go over a day."""
    start, end = grip.bounding_box(), page.locator(f"#day-{day}").bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 60, steps=8)
    expect(page.locator(f"#day-{day}.is-target")).to_be_visible()
    page.mouse.up()


@pytest.mark.requirement("R14", "R28")
def test_cards_are_dragged_to_other_days_and_others_see_it(story: Story, page_as: PageAs) -> None:
    for card, start, due in ((story.cards[0], 6, 8), (story.cards[1], None, 20)):
        if start:
            card.date("start", date(2031, 5, start), by=story.by_lena)
        card.date("due", date(2031, 5, due), by=story.by_lena)
    one, two = live(page_as(story.marco), MONTH), live(page_as(story.lena), MONTH)
    pull(one, item(one, "COL-2"), "2031-05-29")
    expect(item(two, "COL-2")).to_have_attribute("data-ends", "2031-05-29")
    one.keyboard.press("Control+z")
    expect(item(two, "COL-2")).to_have_attribute("data-ends", "2031-05-20")

    pull(one, item(one, "COL-1").locator(".grip-end"), "2031-05-09")
    expect(item(two, "COL-1")).to_have_attribute("data-ends", "2031-05-09")
    expect(item(two, "COL-1")).to_have_attribute("data-begins", "2031-05-06")
    item(one, "COL-1").focus()
    one.keyboard.press("Shift+ArrowDown")
    expect(item(two, "COL-1")).to_have_attribute("data-begins", "2031-05-13")
    expect(item(one, "COL-1")).to_be_focused()
    one.keyboard.press("m")
    one.locator("#move-dialog").get_by_label("Due on").fill("2031-05-30")
    one.get_by_role("button", name="Move", exact=True).click()
    expect(item(two, "COL-1")).to_have_attribute("data-begins", "2031-05-27")

    one.locator("#day-2031-05-05").hover()
    one.get_by_role("button", name="New card due on 5 May 2031").click()
    one.get_by_label("Title", exact=True).fill("Call the bank")
    one.keyboard.press("Enter")
    expect(item(two, "COL-4")).to_have_attribute("data-ends", "2031-05-05")
    item(one, "COL-4").click()
    expect(one.locator("side-panel .card-key").first).to_have_text("COL-4")
    assert_not_reloaded(one)
    assert_not_reloaded(two)
