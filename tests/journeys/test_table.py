"""The table in a real browser: sorted, edited in place, grouped, live, opened beside."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from cashboard.work.cards.models import Card
from tests.journeys.ledger import Row
from tests.journeys.pages import assert_not_reloaded, live
from tests.story import Story

PageAs = Callable[..., Page]


def row(page: Page, key: str) -> Locator:
    return page.locator(f".table-row[aria-label^='{key} ']")


def keys(page: Page) -> list[str]:
    return page.locator(".table-row .card-key").all_inner_texts()


@pytest.mark.requirement("R22", "R28")
def test_cells_are_edited_in_place_and_others_see_it(story: Story, page_as: PageAs) -> None:
    one = live(page_as(story.marco), "/spaces/COL/table/?sort=title")
    two = live(page_as(story.lena), "/spaces/COL/table/?sort=title")
    row(one, "COL-1").hover()
    row(one, "COL-1").get_by_role("button", name="Edit the title of COL-1").click()
    field = one.get_by_role("textbox", name="Title")
    field.fill("Zebra")
    field.press("Escape")
    expect(row(one, "COL-1")).to_contain_text("Invoice 4711 of Nordwind")
    row(one, "COL-1").focus()
    one.keyboard.press("e")
    field.fill("Zebra")
    field.press("Enter")
    expect(row(two, "COL-1")).to_contain_text("Zebra")
    expect(two.locator(".table-row").last).to_contain_text("Zebra")
    expect(one.locator(".table-row").last).to_contain_text("Zebra")

    row(one, "COL-2").get_by_title("Change the status").click()
    one.get_by_role("combobox", name="Status").select_option("Disputed")
    expect(row(two, "COL-2")).to_contain_text("Disputed")
    row(one, "COL-2").get_by_title("Change the responsible person").click()
    one.get_by_role("combobox", name="Responsible person").select_option("Marco Rossi")
    expect(row(two, "COL-2")).to_contain_text("Marco Rossi")
    row(one, "COL-2").get_by_title("Change the due date").click()
    one.get_by_label("Due date", exact=True).fill("2031-05-02")
    one.keyboard.press("Enter")
    expect(row(two, "COL-2")).to_contain_text("2 May 2031")
    assert_not_reloaded(one)
    assert_not_reloaded(two)


@pytest.mark.requirement("R22")
def test_it_is_sorted_grouped_and_scrolled_to_its_end(story: Story, rows: list[Row], page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/table/")
    for number in range(30):
        Card.create(story.space, f"Card {number}", by=story.by_marco)
    page.reload()
    page.get_by_role("columnheader", name="Amount").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Amount")).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile(r"sort=amount"))
    page.locator("summary.chip", has_text="Display").click()
    page.get_by_label("Group by").select_option("Status")
    expect(page.locator(".table-group").first).to_contain_text("Open")
    expect(page.locator("#table-foot")).to_contain_text(f"{len(rows) + 33} cards")
    page.locator(".table-scroll").evaluate("box => box.scrollTo(0, 1e6)")
    expect(page.locator(".table-row")).to_have_count(len(rows) + 33)
    assert sorted(keys(page)) == sorted(Card.objects.values_list("key", flat=True))


def test_a_row_opens_beside_and_rows_are_walked(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/table/?sort=key")
    row(page, "COL-1").focus()
    page.keyboard.press("j")
    expect(row(page, "COL-2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("side-panel .card-key").first).to_have_text("COL-2")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/spaces/COL/table/"))
    row(page, "COL-3").locator(".cell-title").click()
    expect(page.locator("side-panel .card-key").first).to_have_text("COL-3")


def test_a_filter_becomes_a_view(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/table/")
    page.get_by_label("Filter by text").fill("Nordwind")
    expect(page.locator(".table-row")).to_have_count(2)
    page.get_by_text("Save as view…").click()
    page.get_by_label("Name").fill("Nordwind only")
    page.get_by_role("button", name="Save view").click()
    tab = page.get_by_role("link", name="Nordwind only")
    expect(tab).to_have_attribute("aria-current", "page")
    page.get_by_label("Filter by text").fill("Alpen")
    expect(tab).to_contain_text("unsaved changes")
    page.get_by_role("link", name="Reset").click()
    expect(page.locator(".table-row")).to_have_count(2)


@pytest.mark.requirement("R13")
def test_my_work_counts_in_the_navigation(story: Story, page_as: PageAs) -> None:
    story.card.add_coworker(story.marco, by=story.by_lena)
    page = live(page_as(story.marco), "/spaces/COL/")
    expect(page.get_by_role("link", name="My work 1").first).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("w")
    expect(page.locator(".table-row")).to_have_count(1)
    expect(row(page, "COL-1")).to_contain_text("Collections")
