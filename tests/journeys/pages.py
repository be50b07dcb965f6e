"""What a person finds on the pages, by the words that they read there."""

from __future__ import annotations

import contextlib
import re
from datetime import date

from playwright.sync_api import Locator, Page, expect


def go(page: Page, address: str) -> Page:
    """Open the page and wait until it is scripted."""
    page.goto(address)
    page.locator("html[data-ready]").wait_for(state="attached")
    return page


def live(page: Page, address: str) -> Page:
    """Open the page, wait until it listens, and mark it so that a reload would be seen."""
    go(page, address)
    page.locator("live-region[data-state=live]").wait_for(state="attached")
    page.evaluate("window.marked = true")
    return page


def assert_not_reloaded(page: Page) -> None:
    """What has changed came through the stream."""
    assert page.evaluate("window.marked === true")


def column(page: Page, name: str) -> Locator:
    """The column of this status."""
    return page.get_by_role("region", name=name, exact=True)


def keys(place: Locator) -> list[str]:
    """The keys of the cards there, from the top."""
    return place.locator("[data-card] .card-key").all_inner_texts()


def card(page: Page, key: str) -> Locator:
    """The card of this key on the board."""
    return page.locator(f"[data-card][aria-label^='{key} ']:not(.is-dragged)")


def drag(page: Page, key: str, to: Locator) -> None:
    """Drag a card with the mouse and drop it on top of a column, once the board shows it there."""
    card(page, key).hover(position={"x": 60, "y": 20})  # once it lies still
    start = card(page, key).bounding_box()
    assert start is not None
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 26, steps=4)
    shown = to.locator(f".is-placeholder[aria-label^='{key} ']")
    for nudge in range(8):  # columns grow and shrink under the mouse, and a hand follows
        end = to.locator(".list").bounding_box()
        assert end is not None
        page.mouse.move(end["x"] + 80 + nudge, end["y"] + 12, steps=12)
        with contextlib.suppress(AssertionError):
            expect(shown).to_be_visible(timeout=1_000)
            break
    expect(shown).to_be_visible()
    page.mouse.up()


def numbers(text: str) -> str:
    """The digits, points and minus of a figure: 1,234.50 EUR becomes 1234.50."""
    return re.sub(r"[^\d.\-]", "", text)


def pick(page: Page, menu: str, option: str) -> None:
    """Choose in a menu of the filter."""
    page.locator("summary.chip", has_text=menu).click()
    page.locator("details[open]").get_by_label(option).check()


def table_of(place: Locator) -> list[list[str]]:
    """The cells of a table, row by row, without its head."""
    rows: list[list[str]] = place.evaluate(
        "place => [...place.querySelectorAll('tbody tr, tfoot tr')]"
        ".map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    return rows


def said(day: date) -> str:
    """A day as the pages write it."""
    return f"{day.day} {day:%b %Y}"
