"""An owner defines a field; somebody fills it, sees it on the front and finds the card by it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import assert_not_reloaded, card, go, live
from tests.story import Story

PageAs = Callable[..., Page]


@pytest.mark.requirement("R10", "R11")
def test_a_field_from_its_definition_to_the_filter(story: Story, page_as: PageAs) -> None:
    owner = go(page_as(story.lena), "/spaces/COL/settings/")
    owner.get_by_label("New field").fill("Priority")
    owner.get_by_role("region", name="Fields").get_by_label("Kind").select_option(label="Select")
    owner.get_by_label("Options, one on a line").fill("High\nLow")
    owner.get_by_label("Show on the front of cards").check()
    owner.get_by_role("button", name="Add field").click()
    expect(owner.get_by_label("Name of the option High")).to_be_visible()
    owner.get_by_label("Colour of High").select_option(label="Rose")

    other = live(page_as(story.lena), "/spaces/COL/")
    page = live(page_as(story.marco), "/spaces/COL/")
    card(page, "COL-1").locator(".card-link").click()
    panel = page.locator("side-panel .card-view")
    panel.get_by_label("Priority").select_option(label="High")
    line = panel.locator(".stream").get_by_role("listitem").first
    expect(line).to_contain_text("changed Priority from nothing to High")
    expect(card(other, "COL-1").locator(".label-rose")).to_have_text("High")
    assert_not_reloaded(other)

    page.keyboard.press("Escape")
    page.locator("summary.chip", has_text="Fields").click()
    page.get_by_role("group", name="Priority").get_by_label("High").check()
    expect(page.locator("[data-card]")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?field-\d+=\d+$"))
