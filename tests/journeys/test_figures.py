"""Every figure opens what it was computed from, and is what one computes by other means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.ledger import BUCKETS, Row, open_of, percentiles, today, total, where
from tests.journeys.pages import go, numbers, said, table_of
from tests.story import Story

PageAs = Callable[..., Page]
READ_ROWS = """
html => {
  const answer = new DOMParser().parseFromString(html, "text/html")
  const text = cells => [...cells].map(cell => cell.textContent.trim())
  const rows = [...answer.querySelectorAll("tbody tr")]
  return [text(answer.querySelectorAll("th")), rows.map(row => text(row.cells))]
}
"""


@pytest.fixture
def page(story: Story, rows: list[Row], page_as: PageAs) -> Page:
    """Marco's page, the list imported, the reports reading the log as it is."""
    made: Page = page_as(story.marco)
    return made


@pytest.mark.requirement("R31")
def test_a_point_of_the_time_chart_is_the_median_of_its_cards(page: Page, rows: list[Row]) -> None:
    go(page, "/spaces/COL/times/")
    table = table_of(page.locator("data-chart details"))
    weeks = percentiles(rows, "lead")
    assert [line[0] for line in table] == [said(week) for week in weeks]
    for at, measure in ((2, "lead"), (4, "reaction"), (6, "cycle")):
        assert [float(line[at]) for line in table] == list(percentiles(rows, measure).values())

    page.get_by_text("Show the numbers").click()
    page.get_by_role("link", name=table[0][0], exact=True).click()
    monday = next(iter(weeks))
    paid = where(rows, lambda row: row.settled is not None and 0 <= (row.settled - monday).days < 7)
    expect(page.locator("side-panel .badge")).to_have_text(f"{len(paid)} row{'s' if len(paid) != 1 else ''}")
    page.keyboard.press("Escape")
    expect(page.locator("side-panel")).to_be_hidden()
    _click_a_point(page)
    expect(page.locator("side-panel h2")).to_contain_text("Completed in the week of")


@pytest.mark.requirement("R38")
def test_the_forecast_of_a_past_day_adds_up_to_what_was_open_then(page: Page, rows: list[Row]) -> None:
    day = today() - timedelta(days=60)
    go(page, f"/spaces/COL/forecast/?as_of={day}")
    then = where(rows, lambda row: row.is_open_on(day))
    table = table_of(page.get_by_role("table").first)
    assert Decimal(numbers(table[-1][2])) == total(then)
    assert sum(Decimal(numbers(line[2])) for line in table[:-1]) == total(then)
    page.get_by_role("link", name=table[0][0], exact=True).click()
    panel = page.locator("side-panel")
    expect(panel.locator("h2")).to_contain_text("Expected in the week of")
    together = panel.locator("tfoot td").all_inner_texts()
    assert numbers(table[0][2]) in [numbers(text) for text in together]


@pytest.mark.requirement("R67")
def test_each_cell_of_the_ageing_opens_invoices_that_add_up_to_it(page: Page, rows: list[Row]) -> None:
    go(page, "/spaces/COL/ageing/")
    waiting = open_of(rows)
    for line, bucket in zip(table_of(page.get_by_role("table").first)[:-1], BUCKETS, strict=True):
        own = [row for row in waiting if row.bucket == bucket]
        assert (int(line[1]), Decimal(numbers(line[2]))) == (len(own), total(own))
    cells = page.get_by_role("table").nth(1).locator("td a")
    assert cells.count() > 10
    for number in range(cells.count()):
        _opens_its_sum(page, cells.nth(number))
    recent = where(rows, lambda row: 0 <= (today() - row.issued).days < 90)
    dso = total(waiting) / total(recent) * 90
    expect(page.locator(".tile", has_text="DSO").first).to_contain_text(f"{dso:.1f}")
    _click_a_point(page)
    expect(page.locator("side-panel h2")).to_contain_text("as of")


def _opens_its_sum(page: Page, cell: Locator) -> None:
    address = cell.get_attribute("href")
    answer = page.context.request.get(str(address), headers={"HX-Request": "true"})
    heads, lines = page.evaluate(READ_ROWS, answer.text())
    at = heads.index("Open")
    assert sum(Decimal(numbers(line[at])) for line in lines) == Decimal(numbers(cell.inner_text()))


def _click_a_point(page: Page) -> None:
    page.locator("data-chart[data-drawn] canvas").wait_for()
    canvas = page.locator("data-chart canvas")
    canvas.click(position={"x": canvas.evaluate("canvas => canvas.clientWidth") * 0.6, "y": 200})
