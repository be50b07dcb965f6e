"""A board by another attribute: dragging rewrites the value, others see it, one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from cashboard.activity import clock
from tests.journeys.pages import assert_not_reloaded, column, drag, go, keys, live
from tests.story import Story

PageAs = Callable[..., Page]


def friday(today: date) -> date:
    """The Friday of next week."""
    return today - timedelta(days=today.weekday()) + timedelta(days=11)


@pytest.mark.requirement("R22")
def test_a_card_is_dragged_to_next_week_and_back(story: Story, page_as: PageAs) -> None:
    one = live(page_as(story.marco), "/spaces/COL/?columns=due")
    two = live(page_as(story.lena), "/spaces/COL/?columns=due")
    drag(one, "COL-1", column(one, "Next week"))
    expect(column(two, "Next week").locator("[aria-label^='COL-1 ']")).to_be_visible()
    expect(column(two, "Next week").locator(".column-count")).to_have_text("1")
    assert_not_reloaded(two)
    story.card.refresh_from_db()
    assert story.card.due_on == friday(clock.now().date())
    one.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(column(two, "No date").locator("[aria-label^='COL-1 ']")).to_be_visible()
    drag(one, "COL-2", column(one, "Overdue"))
    expect(one.get_by_text("Nothing becomes overdue by dragging")).to_be_visible()
    expect(column(one, "No date").locator("[aria-label^='COL-2 ']")).to_be_visible()


@pytest.mark.requirement("R22")
def test_over_lanes_both_values_change_and_columns_fold(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/")
    page.locator("summary.chip", has_text="Display").click()
    page.get_by_label("Swimlanes").select_option("responsible")
    page.wait_for_url("**/?lanes=responsible")
    cell = page.get_by_role("group", name="Overdue, Lena Fischer").locator("..")
    page.locator("summary.chip", has_text="Display").click()
    drag(page, "COL-1", cell)
    expect(cell.locator("[aria-label^='COL-1 ']")).to_be_visible()
    expect(page.get_by_role("status").get_by_role("button", name="Undo")).to_be_visible()
    story.card.refresh_from_db()
    assert (story.card.status, story.card.responsible) == (story.overdue, story.lena)
    page.get_by_role("link", name="Fold Lena Fischer").click()
    expect(page.get_by_role("link", name="Open Lena Fischer")).to_be_visible()
    expect(page.locator("[aria-label^='COL-1 ']")).to_have_count(0)
    assert "fold=responsible-" in page.url
    assert_not_reloaded(page)


@pytest.mark.requirement("R19", "R26")
def test_several_cards_go_along(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/")
    for key in ("COL-1", "COL-3"):
        page.locator(f"[aria-label^='{key} ']").click(modifiers=["Control"])
    drag(page, "COL-1", column(page, "Overdue"))
    expect(page.get_by_text("2 cards were moved to Overdue")).to_be_visible()
    expect(column(page, "Overdue").locator("[data-card]")).to_have_count(2)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(column(page, "Open").locator("[data-card]")).to_have_count(3)
    go(page, "/spaces/COL/")
    assert sorted(keys(column(page, "Open"))) == ["COL-1", "COL-2", "COL-3"]
