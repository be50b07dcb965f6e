"""Documents on an open card: chosen, dropped, pasted, cancelled, and seen at once by somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.pages import assert_not_reloaded, card, go, live
from tests.story import Story

PageAs = Callable[..., Page]
CARRIED = """([name, text, type]) => {
  const carried = new DataTransfer()
  carried.items.add(new File([text], name, { type }))
  return carried
}"""


def drop(page: Page, on: Locator, name: str, text: str) -> None:
    """Drop a file there, as from the desktop."""
    carried = page.evaluate_handle(CARRIED, [name, text, "text/plain"])
    for kind in ("dragover", "drop"):
        on.dispatch_event(kind, {"dataTransfer": carried})


def document(page: Page, name: str) -> Locator:
    """The row of this document on the card."""
    return page.get_by_role("region", name="Documents").locator(".document", has_text=name)


@pytest.mark.requirement("R16")
def test_files_come_by_every_way_and_old_versions_stay(story: Story, page_as: PageAs, tmp_path: Path) -> None:
    page, other = go(page_as(story.marco), "/cards/COL-1/"), live(page_as(story.lena), "/spaces/COL/")
    for name in ("Order.txt", "Note.txt"):
        (tmp_path / name).write_text(f"This is {name}")
    page.get_by_label("Upload files").set_input_files([tmp_path / "Order.txt", tmp_path / "Note.txt"])
    expect(page.locator(".upload.is-done")).to_have_count(2)
    expect(document(page, "Note.txt")).to_be_visible()
    expect(card(other, "COL-1").get_by_title("2 documents")).to_have_text("2")

    drop(page, page.locator(".view-title"), "Terms.txt", "net 30")
    expect(document(page, "Terms.txt")).to_be_visible()
    drop(page, document(page, "Order.txt"), "Order, corrected.txt", "This is better")
    expect(document(page, "Order.txt")).to_contain_text("v2")
    page.evaluate(
        f"""() => document.dispatchEvent(new ClipboardEvent("paste", {{
          clipboardData: ({CARRIED})(["image.png", "x", "image/png"]), cancelable: true }}))"""
    )
    expect(document(page, "Screenshot")).to_be_visible()
    expect(card(other, "COL-1").get_by_title("4 documents")).to_be_visible()
    assert_not_reloaded(other)

    page.get_by_role("link", name="More about Order.txt").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Download version 1").click()
    assert saved.value.path().read_text() == "This is Order.txt"
    page.get_by_role("button", name="Remove from the card").click()
    expect(document(page, "Order.txt").filter(has_not_text="removed")).to_have_count(0)
    page.get_by_text("Removed (1)").click()
    page.get_by_role("button", name="Bring Order.txt back").click()
    expect(document(page, "Order.txt")).to_contain_text("v2")


@pytest.mark.requirement("R16")
def test_an_upload_is_cancelled_and_one_that_is_too_large_never_sent(
    story: Story, page_as: PageAs, tmp_path: Path
) -> None:
    page = page_as(story.marco)
    page.route("**/documents/", lambda route: None)  # it never arrives
    go(page, "/cards/COL-1/")
    (tmp_path / "Order.txt").write_text("twelve")
    page.get_by_label("Upload files").set_input_files(tmp_path / "Order.txt")
    page.get_by_role("button", name="Cancel Order.txt").click()
    expect(page.get_by_role("region", name="Uploads")).to_have_count(0)
    page.locator("file-drop[data-zone]").evaluate("drop => (drop.dataset.limit = '1048576')")
    (tmp_path / "Film.bin").write_bytes(bytes(1024 * 1024 + 1))
    page.get_by_label("Upload files").set_input_files(tmp_path / "Film.bin")
    expect(page.get_by_role("alert")).to_have_text("This is too large: a file may have at most 1 MB.")
    assert not story.card.documents.exists()


@pytest.mark.requirement("R17")
def test_a_killed_tab_loses_no_draft_and_a_pasted_picture_stands_in_the_text(
    story: Story, page_as: PageAs
) -> None:
    page = go(page_as(story.marco), "/cards/COL-1/")
    page.get_by_text("Add a description…").click()
    page.get_by_label("Description", exact=True).press_sequentially("They promised to pay on ")
    page.get_by_label("Comment", exact=True).press_sequentially("Half a thou")
    context = page.context
    page.close()  # as when the browser is killed: nothing is asked, nothing is sent

    page = go(context.new_page(), "/cards/COL-1/")
    text = page.get_by_label("Description", exact=True)
    expect(text).to_have_value("They promised to pay on ")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Half a thou")
    text.focus()
    text.press("End")
    text.evaluate(
        f"""field => field.dispatchEvent(new ClipboardEvent("paste", {{ bubbles: true, cancelable: true,
          clipboardData: ({CARRIED})(["Friday.png", "x", "image/png"]) }}))"""
    )
    expect(text).to_have_value(re.compile(r"pay on !\[Friday\.png\]\(/documents/\d+/picture/\) $"))
    page.locator(".description").get_by_role("button", name="Save").click()
    expect(page.locator(".description .prose img")).to_have_attribute("alt", "Friday.png")
    go(page, "/cards/COL-1/")
    expect(page.get_by_label("Description", exact=True)).to_be_hidden()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Half a thou")
