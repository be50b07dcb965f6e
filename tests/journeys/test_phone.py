"""At the width of a phone: one column at a time, everything reachable, nothing that scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.ledger import Row
from tests.journeys.pages import card, column, go
from tests.story import Story

pytestmark = pytest.mark.only("sqlite")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SCREENS = (
    *(
        "/",
        "/work/",
        "/spaces/COL/table/",
        "/spaces/COL/table/?group=status",
        "/spaces/COL/calendar/",
        "/spaces/COL/calendar/?show=month&on=2026-08-01",
        "/spaces/COL/",
        "/cards/COL-4/",
        "/spaces/COL/times/",
        "/spaces/COL/forecast/",
    ),
    *("/spaces/COL/ageing/", "/spaces/COL/activity/", "/spaces/COL/people/", "/me/", "/search/?q=alpen"),
    *("/spaces/COL/?columns=due", "/spaces/COL/?lanes=responsible", "/spaces/COL/gantt/"),
    *("/spaces/COL/documents/", "/spaces/COL/trash/", "/spaces/COL/imports/", "/spaces/COL/settings/"),
    *("/spaces/COL/blockers/", "/cards/COL-4/statistics/", "/inbox/", "/bookmarks/", "/me/following/"),
    *("/work/calendar/", "/trash/", "/workspaces/1/"),
)
TOO_WIDE = """
[document.documentElement, document.querySelector("main")]
  .filter(box => box.scrollWidth > box.clientWidth + 1).map(box => `${box.tagName} ${box.scrollWidth}`)
"""


@pytest.mark.requirement("R28")
def test_a_card_is_moved_on_a_phone(story: Story, page_as: Callable[..., Page]) -> None:
    page = go(page_as(story.marco, **PHONE), "/spaces/COL/")
    expect(column(page, "Open")).to_be_in_viewport(ratio=0.8)
    expect(column(page, "Disputed")).not_to_be_in_viewport()
    card(page, "COL-1").get_by_role("button").tap()
    page.get_by_role("button", name="Disputed").tap()
    expect(column(page, "Disputed").locator("[aria-label^='COL-1 ']")).to_have_count(1)
    expect(page.get_by_role("dialog")).to_be_hidden()
    sidebar = page.get_by_role("complementary", name="Navigation")
    expect(sidebar).not_to_be_in_viewport()
    page.get_by_role("navigation", name="Shortcuts").get_by_text("Spaces").tap()
    expect(sidebar).to_be_in_viewport()


def test_no_screen_scrolls_sideways(story: Story, rows: list[Row], page_as: Callable[..., Page]) -> None:
    page = page_as(story.marco, **PHONE)
    for address in SCREENS:
        go(page, address)
        page.locator("data-chart:not([data-drawn])").wait_for(state="detached")
        wide: list[str] = page.evaluate(TOO_WIDE)
        assert not wide, f"{address}: {wide}"
