"""The inbox: told of a mention, opened beside it, put away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cashboard.activity.reading import catch_up
from cashboard.notify.inbox import Inbox
from tests.journeys.pages import go
from tests.story import Story

PageAs = Callable[..., Page]


@pytest.mark.requirement("R42", "R44")
def test_a_mention_waits_is_read_and_put_away(story: Story, page_as: PageAs) -> None:
    story.card.comment(f"@[Marco Rossi](person:{story.marco.pk}) please look", by=story.by_lena)
    catch_up(Inbox())
    page = go(page_as(story.marco), "/")
    expect(page.get_by_label("1 cards")).to_have_text("1")
    page.get_by_role("link", name="Inbox").first.click()
    bundle = page.get_by_role("listitem").filter(has_text="COL-1").first
    expect(bundle).to_contain_text("You were mentioned")
    expect(bundle.get_by_role("img", name="new")).to_be_visible()
    bundle.get_by_role("link", name="COL-1").click()
    expect(page.get_by_role("complementary", name="Invoice 4711")).to_contain_text("please look")
    page.keyboard.press("Escape")
    expect(bundle.get_by_role("img", name="new")).to_have_count(0)
    bundle.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    expect(page.get_by_label("1 cards")).to_have_count(0)
