"""A team shapes its flow: a status with a limit, and blockers that freeze cards."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.models import Card
from tests.journeys.pages import assert_not_reloaded, card, column, drag, go, keys, live
from tests.story import Story

PageAs = Callable[..., Page]


@pytest.mark.requirement("R10", "R19")
def test_a_new_status_with_a_limit_shows_on_open_boards_and_refuses(story: Story, page_as: PageAs) -> None:
    board = live(page_as(story.marco), "/spaces/COL/")
    settings = go(page_as(story.lena), "/spaces/COL/settings/")
    settings.get_by_label("New status").fill("Pending approval")
    settings.get_by_role("button", name="Add status").click()
    row = settings.get_by_role("group", name="Status Pending approval")
    row.get_by_label("Limit of Pending approval", exact=True).fill("1")
    row.get_by_label("Limit of Pending approval", exact=True).press("Enter")
    limit = column(board, "Pending approval").locator(".column-limit")
    expect(limit).to_have_text("0/1")
    row.get_by_label("Beyond the limit of Pending approval").select_option("refuse")
    expect(limit).to_have_attribute("title", "0 of at most 1 card. No card comes in beyond it.")
    assert_not_reloaded(board)

    drag(board, "COL-1", column(board, "Pending approval"))
    expect(limit).to_have_text("1/1")
    drag(board, "COL-2", column(board, "Pending approval"))
    expect(board.get_by_text("Pending approval takes at most 1 card and holds 1.")).to_be_visible()
    expect(column(board, "Open").locator("[aria-label^='COL-2 ']")).to_be_visible()
    assert keys(column(board, "Pending approval")) == ["COL-1"]

    grip, above = row.locator("[data-handle]"), settings.get_by_role("group", name="Status Open")
    grip.hover()
    start, end = grip.bounding_box(), above.bounding_box()
    assert start is not None
    assert end is not None
    settings.mouse.move(start["x"] + 5, start["y"] + 10)
    settings.mouse.down()
    settings.mouse.move(start["x"] + 8, start["y"] - 20, steps=4)
    settings.mouse.move(end["x"] + 12, end["y"] + 4, steps=12)
    statuses = settings.get_by_role("group", name=re.compile("^Status "))
    expect(statuses.first).to_have_accessible_name("Status Pending approval")
    settings.mouse.up()
    first = board.locator(".column").first
    expect(first.get_by_role("heading", level=2)).to_have_text("Pending approval")
    assert_not_reloaded(board)


@pytest.mark.requirement("R23")
def test_a_blocked_card_stays_and_its_blocker_counts_over_spaces(story: Story, page_as: PageAs) -> None:
    missing = Blocker.objects.add_blocker("Missing purchase order", by=story.by_ada)
    orders = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    for each in (story.cards[1], Card.create(orders, "Order 10042", by=story.by_marco)):
        each.block(missing, owner=story.lena, by=story.by_marco)
    page = live(page_as(story.marco), "/spaces/COL/")
    other = go(page_as(story.lena), "/cards/COL-1/")
    other.get_by_text("Block the card…").click()
    other.get_by_label("What holds it up?").select_option("Missing purchase order")
    other.get_by_label("Who has to remove it?").select_option("Lena Fischer")
    other.get_by_role("button", name="Block", exact=True).click()
    expect(other.get_by_text("Lena Fischer has to remove it")).to_be_visible()

    expect(
        card(page, "COL-1").get_by_title("Blocked: Missing purchase order, owned by Lena Fischer")
    ).to_be_visible()
    drag(page, "COL-1", column(page, "Overdue"))
    expect(
        page.get_by_text("COL-1 is blocked (Missing purchase order, owned by Lena Fischer).")
    ).to_be_visible()
    expect(column(page, "Open").locator("[aria-label^='COL-1 ']")).to_be_visible()

    go(page, "/blockers/")
    page.get_by_role("link", name="3 cards").click()
    expect(page.get_by_role("link", name="COL-1", exact=True)).to_be_visible()
    assert page.locator(".standstill tbody tr").count() == 3
    expect(page.get_by_role("link", name="ORD-1", exact=True)).to_be_visible()


@pytest.mark.requirement("R10", "R18")
def test_a_gate_asks_for_what_is_missing_and_a_closed_way_is_dimmed(story: Story, page_as: PageAs) -> None:
    settings = go(page_as(story.lena), "/spaces/COL/settings/")
    settings.locator(".gate-row", has_text="Overdue").locator("summary").click()
    settings.locator(".gate-row[open]").get_by_label("A due date").check()
    settings.locator(".gate-row[open]").get_by_role("button", name="Save").click()
    expect(settings.locator(".gate-row", has_text="Overdue").locator(".gate-says")).to_contain_text(
        "a due date"
    )
    settings.locator(".matrix-fold summary").click()
    settings.get_by_label("From Open to Paid").focus()
    settings.get_by_label("From Open to Paid").select_option("none")
    expect(settings.get_by_text("1 way is restricted")).to_be_visible()

    board = live(page_as(story.marco), "/spaces/COL/")
    drag(board, "COL-2", column(board, "Overdue"))
    asked = board.get_by_role("dialog", name="Move to")
    expect(asked.get_by_label("A due date")).to_be_focused()
    expect(column(board, "Open").locator("[aria-label^='COL-2 ']")).to_be_visible()
    asked.get_by_label("A due date").fill("2031-05-02")
    asked.get_by_role("button", name="Move to Overdue").click()
    expect(column(board, "Overdue").locator("[aria-label^='COL-2 ']")).to_be_visible()
    expect(asked).to_be_hidden()

    held = card(board, "COL-1").bounding_box()
    assert held is not None
    board.mouse.move(held["x"] + 60, held["y"] + 20)
    board.mouse.down()
    board.mouse.move(held["x"] + 80, held["y"] + 26, steps=4)
    board.mouse.move(held["x"] + 90, held["y"] + 60, steps=4)
    expect(board.locator("[data-closed]")).to_have_attribute("data-list", str(story.paid.pk))
    board.keyboard.press("Escape")
    board.mouse.up()
