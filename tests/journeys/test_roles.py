"""What each role may do, while the page is open and when the role changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cashboard.work.cards.models import Card
from tests.journeys.pages import card, column, drag, go, live
from tests.story import Story

PageAs = Callable[..., Page]
ADDRESSES = (
    *("/spaces/COL/", "/spaces/COL/times/", "/spaces/COL/forecast/", "/spaces/COL/ageing/"),
    *("/spaces/COL/activity/", "/spaces/COL/people/", "/spaces/COL/rows/", "/spaces/COL/changes/"),
    *("/spaces/COL/choices/customer/", "/spaces/COL/mentions/?q=l", "/cards/COL-1/", "/cards/COL-1/menu/"),
)
POST = """
([address, fields]) => {
  const token = document.querySelector("meta[name=csrf-token]").content
  const headers = { "X-CSRFToken": token, "HX-Request": "true" }
  const sent = { method: "POST", headers, body: new URLSearchParams(fields) }
  return fetch(address, sent).then(answer => answer.status)
}
"""


@pytest.mark.requirement("R4")
def test_a_visitor_looks_and_changes_nothing(story: Story, page_as: PageAs) -> None:
    page = go(page_as(story.vera), "/spaces/COL/")
    expect(page.get_by_text("Read only")).to_be_visible()
    expect(page.get_by_role("button", name="New card")).to_have_count(0)
    expect(page.get_by_label("Add a card to Open")).to_have_count(0)
    box = card(page, "COL-1").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 60, steps=8)
    expect(page.locator(".is-dragged")).to_have_count(0)
    page.mouse.up()
    for address, fields in (
        ("/cards/COL-1/moves/", {"list": str(story.paid.pk)}),
        ("/cards/COL-1/comments/", {"text": "Hello"}),
        ("/spaces/COL/cards/", {"title": "Mine"}),
        ("/spaces/COL/people/", {"email": "vera@example.com", "role": "owner"}),
    ):
        assert page.evaluate(POST, [address, fields]) == 403, address
    go(page, "/cards/COL-1/")
    expect(page.get_by_label("Title")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Comment", exact=True)).to_have_count(0)


@pytest.mark.requirement("R4")
def test_a_member_is_demoted_while_the_board_is_open(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/")
    story.workspace.add_member(story.marco, "visitor", by=story.by_lena)
    drag(page, "COL-1", column(page, "Overdue"))
    expect(page.locator(".toast[data-kind=refused]")).to_contain_text("visitor")
    expect(column(page, "Open").locator("[aria-label^='COL-1 ']")).to_be_visible()
    assert Card.objects.get(key="COL-1").status == story.open
    page.reload()
    expect(page.get_by_text("Read only")).to_be_visible()


@pytest.mark.requirement("R3", "R4")
def test_a_removed_member_is_sent_away_from_an_open_page(story: Story, page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/")
    story.workspace.remove_member(story.marco, by=story.by_lena)
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()


@pytest.mark.requirement("R3")
def test_a_stranger_finds_nothing_of_a_private_workspace(story: Story, page_as: PageAs) -> None:
    page = go(page_as(story.nils), "/")
    expect(page.get_by_role("heading", name="Welcome to Cashboard")).to_be_visible()
    assert "Collections" not in page.content()
    for address in ADDRESSES:
        assert page.context.request.get(address).status == 404, address
    for words in ("COL", "Nordwind", "Collections"):
        for place in ("search", "palette"):
            found = page.context.request.get(f"/{place}/?q={words}").text()
            assert "/cards/" not in found
            assert "/spaces/" not in found
    assert page.context.request.get(f"/live/?place=space:{story.space.pk}").status in (403, 404)
