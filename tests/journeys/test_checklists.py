"""Checklists on an open card: pasted, checked off, given away, and seen at once by somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import card, go, live
from tests.story import Story

PageAs = Callable[..., Page]
TEN = "\n".join(f"- [ ] step {number}" for number in range(10))


@pytest.mark.requirement("R15")
def test_ten_pasted_lines_are_ten_items_and_the_front_counts_them(story: Story, page_as: PageAs) -> None:
    page, other = go(page_as(story.marco), "/cards/COL-1/"), live(page_as(story.lena), "/spaces/COL/")
    page.get_by_text("Add a checklist").click()
    page.get_by_label("Name of the new checklist").fill("Before the call")
    page.keyboard.press("Enter")
    entry = page.get_by_label("Add items to Before the call")
    entry.fill(TEN)
    entry.press("Enter")
    items = page.get_by_role("region", name="Before the call").get_by_role("checkbox")
    expect(items).to_have_count(10)
    expect(entry).to_be_empty()
    for number in (0, 1, 2):
        page.get_by_role(
            "checkbox", name=f"step {number}"
        ).click()  # news on their way may show it open again
        expect(page.get_by_role("checkbox", name=f"step {number}")).to_be_checked()
        expect(page.locator(".checklist-count")).to_have_text(f"{number + 1}/10")
    expect(card(other, "COL-1").get_by_title("3 of 10 items are done")).to_have_text("3/10")

    page.get_by_role("link", name="More about step 3").click()
    page.get_by_role("dialog", name="Details").get_by_label("Owner").select_option(label="Lena Fischer")
    expect(page.get_by_title("Lena Fischer").first).to_be_visible()
    page.get_by_role("link", name="More about step 9").click()
    page.get_by_role("dialog", name="Details").get_by_label("Stands").select_option(label="above step 0")
    expect(items.first).to_have_attribute("aria-label", "step 9")
    expect(page.locator(".stream li").first).to_contain_text("changed the order of Before the call")

    expect(page.get_by_role("dialog", name="Details")).to_be_hidden()  # nobody writes behind a dialog
    entry.fill("one more")
    entry.press("Shift+Enter")
    entry.press_sequentially("and another")
    entry.press("Enter")
    expect(items).to_have_count(12)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove Before the call").click()
    expect(items).to_have_count(0)
    expect(card(other, "COL-1").get_by_title(re.compile("items are done"))).to_have_count(0)
