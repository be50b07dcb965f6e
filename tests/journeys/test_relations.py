"""Cards that belong together: made, ordered, watched and held back, as two people see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import assert_not_reloaded, card, go, live
from tests.story import Story

PageAs = Callable[..., Page]

pytestmark = pytest.mark.requirement("R20", "R21")


@pytest.mark.requirement("R26", "R39")
def test_a_card_is_split_and_its_progress_seen_on_another_screen(story: Story, page_as: PageAs) -> None:
    page, other = go(page_as(story.marco), "/cards/COL-1/"), live(page_as(story.lena), "/spaces/COL/")
    for title in ("Ask for the proof of delivery", "Send it to them"):
        field = page.get_by_label("Add a subcard")
        field.fill(title)
        field.press("Enter")
        expect(page.locator(".relation").filter(has_text=title)).to_be_visible()
        expect(field).to_have_value("")
    expect(card(other, "COL-1").get_by_text("0/2")).to_be_visible()
    expect(card(other, "COL-4").get_by_text("Ask for the proof of delivery")).to_be_visible()
    page.get_by_role("link", name="COL-4").first.click()
    panel = page.get_by_role("complementary")
    panel.get_by_role("button", name="Complete").click()
    expect(panel.locator(".view-head .badge")).to_have_text("Paid")
    expect(card(other, "COL-1").get_by_text("1/2")).to_be_visible()
    assert_not_reloaded(other)
    expect(go(page, "/cards/COL-1/").get_by_role("progressbar", name="Progress")).to_have_attribute(
        "value", "50"
    )


def test_what_comes_before_is_shown_refused_in_a_circle_and_enforced(story: Story, page_as: PageAs) -> None:
    page, other = go(page_as(story.marco), "/cards/COL-1/"), live(page_as(story.lena), "/spaces/COL/")
    page.get_by_text("Relate with another card").click()
    field = page.get_by_label("The other card")
    field.press_sequentially("4712")
    expect(page.locator("datalist option[value='COL-2']")).to_have_count(1)
    page.get_by_label("Days between").focus()
    story.card.label("Meanwhile", by=story.by_lena)
    expect(page.get_by_role("button", name="Take off Meanwhile")).to_be_visible()
    expect(field).to_have_value("4712")  # what arrives neither closes the form nor empties it
    page.get_by_role("button", name="Relate", exact=True).click()
    expect(page.locator(".relation")).to_contain_text("COL-2")
    expect(card(other, "COL-1").get_by_text("waits for COL-2")).to_be_visible()
    assert_not_reloaded(other)

    go(page, "/cards/COL-2/").get_by_text("Relate with another card").click()
    page.get_by_label("The other card").fill("COL-1")
    page.get_by_role("button", name="Relate", exact=True).click()
    circle = "COL-2 comes before COL-1, which comes before COL-2"
    expect(page.locator("toast-stack")).to_contain_text(circle)

    go(other, "/spaces/COL/settings/").get_by_label("Enforce").check()
    other.locator("#order-of-work").get_by_role("button", name="Save").click()
    expect(other.get_by_label("Enforce")).to_be_checked()
    go(page, "/cards/COL-1/").get_by_label("Status", exact=True).select_option(label="Overdue")
    expect(page.locator("toast-stack")).to_contain_text("COL-1 waits for COL-2")
    go(page, "/cards/COL-2/").keyboard.press("t")
    expect(page.locator(".view-head .badge")).to_have_text("Paid")
    go(page, "/cards/COL-1/").get_by_label("Status", exact=True).select_option(label="Overdue")
    expect(page.locator(".view-head .badge")).to_have_text("Overdue")
