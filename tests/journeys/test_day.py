"""A day of two people: a workspace made by hand, an order taken through seven stages, what goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from cashboard.activity import clock
from cashboard.activity.reading import catch_up
from cashboard.notify.inbox import Inbox
from tests.journeys.pages import assert_not_reloaded, card, column, drag, go, keys, live
from tests.story import Story

PageAs = Callable[..., Page]
HUB = "Order to Cash Services"
FOLDERS = ("Orders Processing", "Invoicing", "Getting paid")


@dataclass(frozen=True)
class Stage:
    """One of the seven spaces, and what is done there for order 123."""

    key: str
    space: str
    folder: str
    work: str

    @property
    def card(self) -> str:
        return f"{self.key}-1"


STAGES = (
    Stage("SOR", "Service orders", FOLDERS[0], "Process order 123"),
    Stage("SCR", "Service credit", FOLDERS[0], "Check the credit for order 123"),
    Stage("SBI", "Service billing", FOLDERS[1], "Invoice order 123"),
    Stage("SCO", "Service collections", FOLDERS[2], "Collect order 123"),
    Stage("SDI", "Service disputes", FOLDERS[2], "Settle what is disputed of order 123"),
    Stage("SCA", "Service cash", FOLDERS[2], "Apply the cash of order 123"),
    Stage("SRP", "Service reports", FOLDERS[2], "Report on order 123"),
)
FIRST, COLLECT = STAGES[0], STAGES[3]


@pytest.mark.requirement("R2", "R5", "R7", "R11", "R12", "R14", "R19", "R20", "R21", "R23", "R35", "R43")
def test_a_day_from_an_empty_workspace_to_cash(story: Story, page_as: PageAs) -> None:
    lead, clerk = page_as(story.lena), page_as(story.marco)
    set_up_the_workspace(lead)
    invite(lead, story)
    enforce_the_order_of_work(lead)
    write_down_the_order(clerk)
    tie_the_stages(clerk)
    board = live(lead, f"/spaces/{FIRST.key}/")
    first_things_first(clerk)
    run_through_the_stages(clerk, board, story)
    move_many_and_take_it_back(clerk)
    find_and_export(clerk)
    assert_not_reloaded(board)


def set_up_the_workspace(page: Page) -> None:
    go(page, "/").get_by_role("button", name="New workspace").click()
    dialog = page.get_by_role("dialog", name="New workspace")
    dialog.get_by_label("Name").fill(HUB)
    dialog.get_by_label("Who may see it").select_option("private")
    dialog.get_by_role("button", name="Make workspace").click()
    for name in FOLDERS:
        hub(page).get_by_role("button", name="New folder").click()
        dialog = page.get_by_role("dialog", name="New folder")
        dialog.get_by_label("Name").fill(name)
        dialog.get_by_role("button", name="Make folder").click()
        expect(page.get_by_role("navigation", name="Spaces").get_by_text(name, exact=True)).to_be_visible()
    for stage in STAGES:
        go(page, "/")
        hub(page).get_by_role("button", name="New space").click()
        dialog = page.get_by_role("dialog", name="New space")
        dialog.get_by_label("Name").fill(stage.space)
        dialog.get_by_label("Key").fill(stage.key)
        dialog.get_by_label("Folder").select_option(label=stage.folder)
        dialog.get_by_role("button", name="Make space").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(stage.space)
    names = page.locator(".column-head h2").all_inner_texts()
    assert names == ["To do", "Doing", "Done"]


def hub(page: Page) -> Locator:
    return page.locator("section.workspace", has=page.get_by_role("heading", name=HUB, exact=True))


def invite(page: Page, story: Story) -> None:
    go(page, f"/spaces/{FIRST.key}/people/")
    for person, role in ((story.marco, "member"), (story.vera, "visitor")):
        page.get_by_label("Add somebody by mail address").fill(person.email)
        page.get_by_role("combobox", name="Role", exact=True).select_option(role)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_label(f"Role of {person.name}")).to_have_value(role)


def enforce_the_order_of_work(page: Page) -> None:
    for stage in STAGES[1:]:
        go(page, f"/spaces/{stage.key}/settings/").get_by_role("radio", name="Enforce").check()
        part = page.locator("form", has=page.get_by_role("radio", name="Enforce"))
        part.get_by_role("button", name="Save").click()
        expect(page.get_by_role("radio", name="Enforce")).to_be_checked()


def write_down_the_order(page: Page) -> None:
    for stage in STAGES:
        go(page, f"/spaces/{stage.key}/")
        page.get_by_label("Add a card to To do").fill(stage.work)
        page.get_by_label("Add a card to To do").press("Enter")
        expect(card(page, stage.card)).to_contain_text(stage.work)
    go(page, f"/cards/{FIRST.card}/").get_by_label("Responsible person").select_option(label="Marco Rossi")
    due = (clock.now() + timedelta(days=3)).date().isoformat()
    page.get_by_label("Due date").fill(due)
    page.get_by_label("Due date").press("Tab")
    expect(page.locator(".stream")).to_contain_text("due date")


def tie_the_stages(page: Page) -> None:
    for before, stage in pairwise(STAGES):
        go(page, f"/cards/{stage.card}/").get_by_text("Relate with another card").click()
        page.get_by_label("The other card").fill(before.card)
        page.get_by_role("button", name="Relate", exact=True).click()
        expect(page.locator(".relation")).to_contain_text(before.work)


def first_things_first(page: Page) -> None:
    """What comes later is held back, by name."""
    live(page, f"/spaces/{STAGES[1].key}/")
    drag(page, STAGES[1].card, column(page, "Doing"))
    expect(page.locator(".toast[data-kind=refused]")).to_contain_text(FIRST.card)
    assert keys(column(page, "To do")) == [STAGES[1].card]


def run_through_the_stages(page: Page, board: Page, story: Story) -> None:
    for stage in STAGES:
        live(page, f"/spaces/{stage.key}/")
        drag(page, stage.card, column(page, "Doing"))
        expect(column(page, "Doing").locator(".column-count")).to_have_text("1")
        if stage == FIRST:
            expect(column(board, "Doing").get_by_text(stage.work)).to_be_visible()
        if stage == COLLECT:
            talk_and_block(page, board, story)
        drag(page, stage.card, column(page, "Done"))
        expect(column(page, "Done").locator(".column-count")).to_have_text("1")
        assert_not_reloaded(page)
    expect(column(board, "Done").get_by_text(FIRST.work)).to_be_visible()


def talk_and_block(page: Page, other: Page, story: Story) -> None:
    """The customer does not pay: the clerk asks the lead, who has to remove what blocks the card."""
    make_a_reason(other)
    card(page, COLLECT.card).locator(".card-link").click()
    panel = page.get_by_role("complementary")
    panel.get_by_role("textbox", name="Comment", exact=True).press_sequentially(
        "They miss our order number, @Len"
    )
    panel.get_by_role("listbox").get_by_role("option", name="Lena Fischer").click()
    panel.get_by_role("button", name="Comment", exact=True).click()
    expect(panel.locator(".stream-comment")).to_contain_text("@Lena Fischer")
    panel.get_by_text("Block the card…").click()
    panel.get_by_label("What holds it up?").select_option("Missing purchase order")
    panel.get_by_label("Who has to remove it?").select_option("Lena Fischer")
    panel.get_by_role("button", name="Block", exact=True).click()
    expect(panel.get_by_text("Lena Fischer has to remove it")).to_be_visible()
    page.keyboard.press("Escape")
    drag(page, COLLECT.card, column(page, "Done"))
    expect(page.locator(".toast[data-kind=refused]")).to_contain_text("Missing purchase order")

    catch_up(Inbox())
    told = go(other, "/inbox/").get_by_role("listitem").filter(has_text=COLLECT.card).first
    told.get_by_role("link", name=COLLECT.card).first.click()
    other.get_by_role("complementary").get_by_role("button", name="End the blocker").click()
    expect(page.locator(f"[data-card][aria-label^='{COLLECT.card} ']")).not_to_contain_text("Missing")
    live(other, f"/spaces/{FIRST.key}/")


def make_a_reason(page: Page) -> None:
    go(page, f"/spaces/{COLLECT.key}/settings/")
    page.get_by_label("New blocker").fill("Missing purchase order")
    page.get_by_role("button", name="Add blocker").click()
    expect(page.get_by_role("link", name="Missing purchase order")).to_be_visible()


def move_many_and_take_it_back(page: Page) -> None:
    live(page, f"/spaces/{FIRST.key}/")
    field = page.get_by_label("Add a card to To do")
    for number in (124, 125, 126):
        field.fill(f"Process order {number}")
        field.press("Enter")
        expect(column(page, "To do").get_by_text(f"order {number}")).to_be_visible()
    for key in ("SOR-2", "SOR-3", "SOR-4"):
        card(page, key).click(modifiers=["Control"])
    bar = page.get_by_role("region", name="Selected cards")
    bar.get_by_text("Move to").click()
    bar.get_by_role("button", name="Doing").click()
    page.get_by_role("button", name="Change 3 cards").click()
    expect(column(page, "Doing").locator(".column-count")).to_have_text("3")
    page.keyboard.press("Control+z")
    expect(column(page, "To do").locator(".column-count")).to_have_text("3")
    assert_not_reloaded(page)


def find_and_export(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("Report on order")
    page.get_by_role("option").filter(has_text=STAGES[-1].card).click()
    expect(page.locator(".card-view .badge").first).to_have_text("Done")
    go(page, f"/spaces/{FIRST.key}/table/")
    with page.expect_download() as given:
        page.get_by_role("link", name="CSV").click()
    lines = given.value.path().read_text("utf-8-sig").splitlines()
    assert sum("rocess order" in line for line in lines) == 4
