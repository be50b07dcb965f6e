"""A plan is made and moved on the Gantt chart: by mouse and by keys, as two people see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.pages import assert_not_reloaded, go, live
from tests.story import Story

PageAs = Callable[..., Page]
WEEK = 18  # pixels of a day

pytestmark = pytest.mark.requirement("R29")


def row(page: Page, key: str) -> Locator:
    return page.locator(f".gantt-row[aria-label^='{key} ']")


def drag(page: Page, what: Locator, across: int) -> None:
    box = what.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y, steps=3)
    page.mouse.move(x + across, y, steps=3)
    page.mouse.up()


def test_a_plan_is_moved_with_what_follows_and_moved_back(story: Story, page_as: PageAs) -> None:
    today = timezone.now().date()
    one, two, _ = story.cards
    one.reschedule(today, today + timedelta(days=4), by=story.by_lena)
    two.reschedule(today + timedelta(days=5), today + timedelta(days=8), by=story.by_lena)
    one.relate("next", two, by=story.by_lena)
    page, other = (
        go(page_as(story.marco), "/spaces/COL/gantt/"),
        live(page_as(story.lena), "/spaces/COL/gantt/"),
    )
    expect(page.locator("svg.bar-links path")).to_have_count(1)
    drag(page, row(page, "COL-1").locator("[data-bar]"), 3 * WEEK)
    expect(page.locator("toast-stack")).to_contain_text("COL-1 runs from")
    expect(row(other, "COL-1")).to_have_attribute("aria-label", _says(today, 3, 7))
    expect(row(other, "COL-1").locator(".has-conflict")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(row(other, "COL-1")).to_have_attribute("aria-label", _says(today, 0, 4))
    expect(row(other, "COL-1").locator(".has-conflict")).to_have_count(0)

    page.get_by_text("Move followers").click()
    expect(page.locator("time-bars[data-along]")).to_be_visible()
    drag(page, row(page, "COL-1").locator("[data-bar]"), 3 * WEEK)
    expect(page.locator("toast-stack")).to_contain_text("1 card moved along")
    expect(row(other, "COL-2")).to_have_attribute("aria-label", _says(today, 8, 11, "COL-2", "4712"))
    page.keyboard.press("Control+z")
    expect(row(other, "COL-2")).to_have_attribute("aria-label", _says(today, 5, 8, "COL-2", "4712"))

    row(page, "COL-1").focus()
    for keys in ("ArrowRight", "Shift+ArrowRight", "Control+ArrowRight"):
        page.keyboard.press(keys)
    expect(row(other, "COL-1")).to_have_attribute("aria-label", _says(today, 2, 6))
    page.keyboard.press("d")
    page.get_by_label("Start", exact=True).fill(today.isoformat())
    page.get_by_role("button", name="Set", exact=True).click()
    expect(row(other, "COL-1")).to_have_attribute("aria-label", _says(today, 0, 6))
    assert_not_reloaded(other)


def _says(today: date, start: int, due: int, key: str = "COL-1", number: str = "4711") -> re.Pattern[str]:
    first, last = (today + timedelta(days=count) for count in (start, due))
    days = f"starts {first.day} {first:%B %Y}, due {last.day} {last:%B %Y}"
    return re.compile(f"^{key} Invoice {number} of Nordwind, {days}, 0 % done")
