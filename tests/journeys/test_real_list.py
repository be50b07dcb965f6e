"""A real receivables list of 1,972 invoices, from the command line to its figures, against the file alone."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import fmean, median

import pytest
from playwright.sync_api import Page, expect

from cashboard.people.models import Person
from tests.journeys.commands import cashboard, order_to_cash
from tests.journeys.ledger import BUCKETS, Row, percentiles, total, where
from tests.journeys.pages import (
    assert_not_reloaded,
    card,
    column,
    drag,
    go,
    live,
    numbers,
    said,
    table_of,
)

SHARED = Path(os.environ.get("CASHBOARD_SHARED", Path(__file__).parents[3] / "shared"))
FILE = SHARED / "data/ar_ibm_watson/split/dev_1972.csv"
DAY = date(2013, 6, 30)
PageAs = Callable[..., Page]
pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason=f"no {FILE}: set CASHBOARD_SHARED to the folder of the shared data"
)


@pytest.fixture
def listed() -> list[Row]:
    """The rows of the file."""

    def day(text: str) -> date:
        return datetime.strptime(text, "%m/%d/%Y").replace(tzinfo=UTC).date()

    with FILE.open() as lines:
        return [
            Row(
                row["invoiceNumber"],
                row["customerID"],
                day(row["InvoiceDate"]),
                day(row["DueDate"]),
                day(row["SettledDate"]),
                Decimal(row["InvoiceAmount"]),
            )
            for row in csv.DictReader(lines)
        ]


@pytest.mark.requirement("R19", "R28", "R31", "R38", "R67")
def test_the_real_list_is_worked_and_told_as_the_file_has_it(
    server: str, page_as: PageAs, listed: list[Row]
) -> None:
    """One import for all, as it takes seconds."""
    order_to_cash()
    told = cashboard("import", "invoices", str(FILE), "--space", "COL")
    assert "1,972 new, 0 corrected, 0 unchanged" in told
    page = page_as(Person.objects.get(email="lena@example.com"))
    _check_times(page, listed)
    _check_forecast(page, listed)
    _check_ageing(page, listed)
    _check_board(page, listed)
    _check_activity(page, _move_one(page, listed))


def _check_times(page: Page, listed: list[Row]) -> None:
    go(page, "/spaces/COL/times/")
    table = table_of(page.locator("data-chart details"))
    weeks = list(percentiles(listed, "lead"))
    assert [line[0] for line in table] == [said(week) for week in weeks]
    assert sum(int(line[1]) for line in table) == len(listed) == 1972
    for at, measure in ((2, "lead"), (4, "reaction"), (6, "cycle")):
        for beside, share in ((0, 0.5), (1, 0.85)):
            shown = [float(line[at + beside]) for line in table]
            assert shown == list(percentiles(listed, measure, share).values()), (measure, share)


def _check_forecast(page: Page, listed: list[Row]) -> None:
    go(page, f"/spaces/COL/forecast/?as_of={DAY}")
    table = table_of(page.get_by_role("table").first)
    assert Decimal(numbers(table[-1][2])) == total(where(listed, lambda row: row.is_open_on(DAY)))
    known = where(listed, lambda row: row.issued <= DAY)
    middle = date.fromordinal(int(median(row.issued.toordinal() for row in known)))
    weekly = page.locator(".panel", has_text="How well the weeks would have done")
    wape, count = _due_dates_by_week(known, middle)
    assert table_of(weekly)[0][1] == f"{100 * wape:.1f} %"
    expect(weekly).to_contain_text(f"n = {count} forecast weeks")
    paid = where(known, lambda row: row.issued >= middle and not row.is_open_on(DAY))
    missed = fmean(abs((row.settled - row.due).days) for row in paid if row.settled)
    dates = page.locator(".panel", has_text="How well the dates would have done")
    assert table_of(dates)[0][1] == f"{missed:.2f}"
    expect(dates).to_contain_text(f"n = {len(paid)}.")


def _due_dates_by_week(known: list[Row], middle: date) -> tuple[float, int]:
    """How far the due dates were off over all Sundays and the four weeks after each, over how many weeks."""
    missed, came, count = Decimal(0), Decimal(0), 0
    first = max(middle, min(row.issued for row in known) + timedelta(days=56))
    first += timedelta(days=6 - first.weekday())
    for sunday in (first + timedelta(days=7 * number) for number in range((DAY - first).days // 7)):
        waiting = [row for row in known if row.is_open_on(sunday)]
        monday = sunday + timedelta(days=1)
        for start in (monday + timedelta(days=7 * ahead) for ahead in range(4)):
            week = [start + timedelta(days=day) for day in range(7)]
            if week[-1] <= DAY:
                planned = total(row for row in waiting if max(row.due, monday) in week)
                paid = total(row for row in waiting if row.settled in week)
                missed, came, count = missed + abs(planned - paid), came + paid, count + 1
    return float(missed / came), count


def _check_ageing(page: Page, listed: list[Row]) -> None:
    go(page, f"/spaces/COL/ageing/?as_of={DAY}")
    waiting = where(listed, lambda row: row.is_open_on(DAY))
    for line, bucket in zip(table_of(page.get_by_role("table").first)[:-1], BUCKETS, strict=True):
        own = [row for row in waiting if row.bucket_on(DAY) == bucket]
        assert (int(line[1]), Decimal(numbers(line[2]))) == (len(own), total(own))
    customers = page.get_by_role("table").nth(1)
    line = table_of(customers)[0]
    customers.locator("td a").first.click()
    panel = page.locator("side-panel")
    at = next(at for at, cell in enumerate(line[1:]) if cell != "–")
    own = [row for row in waiting if (row.customer, row.bucket_on(DAY)) == (line[0], BUCKETS[at])]
    expect(panel.locator(".badge")).to_have_text(f"{len(own)} row{'s' if len(own) != 1 else ''}")
    assert {cells[0] for cells in table_of(panel)[:-1]} == {row.number for row in own}
    expect(panel.locator("tfoot")).to_contain_text(line[1 + at])


def _check_board(page: Page, listed: list[Row]) -> None:
    """All are paid by now, in the order of the file; one customer's alone are found, and none is overdue."""
    go(page, "/spaces/COL/")
    for name, expected in {"Open": [], "Overdue": [], "Promised": [], "Disputed": [], "Paid": listed}.items():
        head = column(page, name).locator("header")
        expect(head.locator(".column-count")).to_have_text(f"{len(expected):,}")
    expect(head.get_by_title(f"{total(listed):,.2f} EUR")).to_be_visible()
    one = listed[-1].customer
    page.locator("summary.chip", has_text="Customer").click()
    page.get_by_label("Find a customer").press_sequentially(one)
    page.locator("details[open] .menu-options").get_by_label(one).check()
    own = where(listed, lambda row: row.customer == one)
    expect(page.locator(".filter-state")).to_contain_text(f"{len(own)} cards match")
    expect(column(page, "Paid").get_by_title(f"{total(own):,.2f} EUR")).to_be_visible()
    go(page, "/spaces/COL/?overdue=1")
    expect(page.locator(".filter-state")).to_contain_text("0 cards match")


def _move_one(page: Page, listed: list[Row]) -> str:
    """Open the first card, read its facts, drag it to where it is overdue. Returns its key."""
    live(page, "/spaces/COL/")
    first = column(page, "Paid").locator("[data-card]").first
    key = first.locator(".card-key").inner_text()
    row = next(row for row in listed if row.number in first.inner_text())
    card(page, key).locator(".card-link").click()
    facts = page.locator("side-panel").get_by_role("region", name="Invoice")
    for fact in (row.number, said(row.issued), said(row.due), row.customer):
        expect(facts.get_by_text(fact, exact=True)).to_be_visible()
    assert row.settled is not None
    expect(facts).to_contain_text(f"{said(row.settled)}{(row.due - row.settled).days} days early")
    expect(page.locator("side-panel .money-big")).to_have_text(f"{row.amount:,.2f} EUR")
    page.keyboard.press("Escape")
    expect(page.locator("side-panel")).to_be_hidden()
    drag(page, key, column(page, "Overdue"))
    expect(column(page, "Overdue").locator(".column-count")).to_have_text("1")
    expect(column(page, "Paid").locator(".column-count")).to_have_text("1,971")
    assert_not_reloaded(page)
    page.locator("label.chip-check", has_text="Overdue").click()
    expect(page.locator(".filter-state")).to_contain_text("1 card match")
    expect(card(page, key).get_by_role("img", name="overdue")).to_be_visible()
    return key


def _check_activity(page: Page, key: str) -> None:
    go(page, "/spaces/COL/activity/")
    lines = page.locator("#stream").get_by_role("listitem")
    expect(lines.first).to_contain_text(key)
    expect(lines.first).to_contain_text("Paid to Overdue")
    expect(lines.nth(1)).to_contain_text(f"imported {FILE.name}: 1972 new")
