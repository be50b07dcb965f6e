"""The main job: a list becomes a board, and people work on it together."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cashboard.activity.actors import Actor
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space
from tests.journeys.commands import cashboard, order_to_cash
from tests.journeys.ledger import Row, forty, open_of, today, total, where, write
from tests.journeys.pages import assert_not_reloaded, card, column, drag, go, keys, live, pick
from tests.story import Story

PageAs = Callable[..., Page]


@pytest.mark.requirement("R6", "R19", "R28", "R35")
def test_from_the_list_to_a_board_that_two_people_share(server: str, page_as: PageAs, tmp_path: Path) -> None:
    rows = forty()
    order_to_cash()
    told = cashboard("import", "invoices", str(write(rows, tmp_path / "list.csv")), "--space", "COL")
    assert "40 new, 0 corrected, 0 unchanged" in told.replace("Invoices: ", "")
    lena = Person.objects.get(email="lena@example.com")
    marco = Person.objects.add_person("marco@example.com", "Marco Rossi", by=Actor.system())
    Space.objects.get(key="COL").workspace.add_member(marco, "member", by=lena.acting("web"))

    one, two = live(page_as(lena), "/spaces/COL/"), live(page_as(marco), "/spaces/COL/")
    late = where(open_of(rows), lambda row: row.due < today())
    paid = where(rows, lambda row: row.settled is not None)
    waiting = where(open_of(rows), lambda row: row not in late)
    for name, expected in (("Open", waiting), ("Overdue", late), ("Paid", paid)):
        head = column(one, name).locator("header")
        expect(head.locator(".column-count")).to_have_text(str(len(expected)))
        expect(head.get_by_title(f"{total(expected):,.2f} EUR")).to_be_visible()

    key = keys(column(one, "Overdue"))[0]
    drag(one, key, column(one, "Promised"))
    expect(card(column(two, "Promised").page, key)).to_have_count(1)
    expect(column(two, "Promised").locator(f"[aria-label^='{key} ']")).to_be_visible()
    expect(column(two, "Promised").locator(".column-count")).to_have_text("1")
    assert_not_reloaded(two)
    assert Card.objects.get(key=key).status.name == "Promised"

    one.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(column(two, "Overdue").locator(f"[aria-label^='{key} ']")).to_be_visible()
    assert_not_reloaded(two)


@pytest.mark.requirement("R19")
def test_a_card_moves_by_keyboard_and_by_menu(story: Story, rows: list[Row], page_as: PageAs) -> None:
    page = live(page_as(story.marco), "/spaces/COL/")
    card(page, "COL-1").focus()
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Overdue", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(column(page, "Overdue").locator("[aria-label^='COL-1 ']")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.get_by_role("button", name="Move COL-1 to…").click()
    page.get_by_role("button", name="Disputed").click()
    expect(column(page, "Disputed").locator("[aria-label^='COL-1 ']")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(column(page, "Overdue").locator("[aria-label^='COL-1 ']")).to_be_visible()


@pytest.mark.requirement("R11")
def test_quick_add_keeps_the_field_open(story: Story, page_as: PageAs) -> None:
    one, two = live(page_as(story.marco), "/spaces/COL/"), live(page_as(story.lena), "/spaces/COL/")
    field = one.get_by_label("Add a card to Disputed")
    for title in ("Ask for the delivery note", "Call the bank"):
        field.fill(title)
        field.press("Enter")
        expect(column(two, "Disputed").get_by_role("heading", name=title)).to_be_visible()
        expect(field).to_have_value("")
        expect(field).to_be_focused()
    assert_not_reloaded(two)


@pytest.mark.requirement("R22", "R28")
def test_each_filter_shows_its_cards_and_the_address_carries_it(
    story: Story, rows: list[Row], page_as: PageAs
) -> None:
    mine = Card.objects.get(title__contains="7036")
    mine.assign(story.marco, by=story.by_lena)
    page = go(page_as(story.marco), "/spaces/COL/")
    late = where(open_of(rows), lambda row: row.due < today())
    of_costa = where(rows, lambda row: row.customer == "Costa Foods")
    some = where(rows, lambda row: 1020 <= row.amount <= 1060)
    choices: list[tuple[Callable[[], None], int]] = [
        (lambda: page.get_by_label("Filter by text").fill("alpen"), 9),  # with a card of the story
        (lambda: pick(page, "Customer", "Costa Foods"), len(of_costa)),
        (lambda: pick(page, "Status", "Overdue"), len(late)),
        (lambda: pick(page, "Person", "Me"), 1),
        (lambda: page.locator("label.chip-check", has_text="Overdue").click(), len(late)),
        (lambda: _amount(page, "1020", "1060"), len(some)),
    ]
    for choose, count in choices:
        go(page, "/spaces/COL/")
        choose()
        expect(page.locator(".filter-state")).to_contain_text(f"{count} card")
        shown = keys(page.locator("#columns"))
        assert len(shown) == count
        again = go(page.context.new_page(), page.url)
        assert keys(again.locator("#columns")) == shown
        again.close()
    page.get_by_role("link", name="Clear the filter").click()
    expect(page).to_have_url(re.compile(r"/spaces/COL/$"))


def _amount(page: Page, least: str, most: str) -> None:
    page.locator("summary.chip", has_text="Amount").click()
    page.get_by_label("From").fill(least)
    page.get_by_label("To", exact=True).fill(most)


@pytest.mark.requirement("R14")
def test_due_dates_turn_orange_and_red(story: Story, page_as: PageAs) -> None:
    days = {"COL-1": 8, "COL-2": 6, "COL-3": -1}
    for key, left in days.items():
        Card.objects.get(key=key).date("due", today() + timedelta(days=left), by=story.by_lena)
    page = go(page_as(story.marco), "/spaces/COL/")
    for key, colour in zip(days, ("grey", "orange", "red"), strict=True):
        expect(card(page, key).locator(f".due-{colour}")).to_be_visible()
    expect(card(page, "COL-3").get_by_role("img", name="overdue")).to_be_visible()
    Card.objects.get(key="COL-3").complete(by=story.by_lena)
    expect(card(page, "COL-3").locator(".due-grey")).to_be_visible()
