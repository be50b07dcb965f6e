"""The pages of figures: they answer whatever the address asks, and every figure opens its rows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cashboard.insight.reports import receipts_backtest
from cashboard.trade.customers.models import Customer
from tests.insight.conftest import Book
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page
from tests.web.world import issue_in

HERE = "/spaces/COL/"


@pytest.fixture
def book(story: Story) -> Story:
    """One customer with a late invoice of 1,250.50 EUR and a paid one."""
    customer = Customer.add(story.workspace, "C-1", "Nordwind AG", by=story.by_lena)
    issue_in(story.space, customer, Decimal("1250.50"), story.lena)
    return story


@pytest.mark.requirement("R13")
def test_every_figure_opens_its_rows(book: Story, vera: Browser) -> None:
    page = Page(vera.get(f"{HERE}ageing/").content)
    links = {link["href"] for link in page.all("a") if f"{HERE}rows/" in (link["href"] or "")}
    [chart] = page.data
    links |= set(chart["series"][0]["url"])
    rows = {link: vera.get(link or "").content.decode() for link in links}
    assert any("COL-4711" in html and "1,250.50" in html for html in rows.values())
    assert not any("COL-4712" in html for html in rows.values()), "that one is paid"
    late = vera.get(f"{HERE}rows/?of=ageing&bucket=1-30&currency=EUR").content.decode()
    assert "1 row<" in late
    weeks = Page(vera.get(f"{HERE}times/?by=customer").content)
    [chart] = weeks.data
    assert "COL-5" in vera.get(chart["series"][0]["url"][0]).content.decode()


@pytest.mark.requirement("R38")
@pytest.mark.only("sqlite")
def test_the_forecast_stands_beside_its_weekly_score(story: Story, vera: Browser) -> None:
    """Each week 100 are issued, due in four weeks, paid in six. Eight weeks are too few to say anything."""
    book = Book(story)
    for number in range(26):
        issued = date(2024, 1, 3) + timedelta(weeks=number)
        due, paid = issued + timedelta(weeks=4), issued + timedelta(weeks=6)
        book.invoice(f"W{number}", f"{issued}", f"{due}", "100 EUR", f"{paid}" if number < 20 else "")
    early = vera.get(f"{HERE}forecast/?as_of=2024-02-27").content.decode()
    assert "Too few weeks are past to score the weekly receipts" in early
    day = date(2024, 6, 30)
    plan, ours = receipts_backtest(story.by_vera, story.space, day).rows
    page = vera.get(f"{HERE}forecast/?as_of={day}").content.decode()
    said = f"<strong>{ours['wape'] * 100:.1f} %</strong> of the money that came, the due dates by"
    assert f"{said} {plan['wape'] * 100:.1f} %" in page
    assert f"n = {ours['n']} forecast weeks" in page


ODD = (
    *("times/?by=nothing", "times/?measure=nothing", "times/?time=nothing&by=%00", "times/?since=2026-01-01"),
    *("ageing/?currency=XXX", "ageing/?currency=%00", "ageing/?currency=EUR&currency=USD"),
    *("forecast/?currency=%3Cscript%3E", "rows/?currency=XXX", "rows/?bucket=nothing", "rows/?bucket=%00"),
    *("rows/?customer=x", "rows/?customer=%C2%B2", "rows/?customer=-1", f"rows/?customer={'9' * 40}"),
    *("rows/?of=nothing", "rows/?of=week&group=%00&by=customer", "rows/?of=receipts&week=later&currency=X"),
    *("rows/?of=week&week=2026-11-04", "rows/?of=receipts&week=2026-11-04", "ageing/?as_of=1970-01-01"),
)


@pytest.mark.only("sqlite")  # the figures are read from columns, whatever the database
def test_what_an_address_asks_wrongly_is_left_out(book: Story, vera: Browser) -> None:
    for address in ODD:
        answer = vera.get(HERE + address)
        assert (answer.status_code, b"<script>" in answer.content) == (200, False), address


def test_what_is_no_day_or_no_grouping_is_refused_with_a_sentence(story: Story, vera: Browser) -> None:
    for address, words in (
        ("ageing/?as_of=2026-02-30", "2026-02-30 is not a date. Write it like 2026-11-24."),
        ("forecast/?as_of=1899-01-01", "1899-01-01 is out of range: give a date between 1970 and 2068."),
        ("ageing/?as_of=9999-12-31", "is out of range"),
        ("times/?since=%00", "is not a date"),
        ("rows/?of=week&week=soon", "soon is not a date"),
        ("rows/?of=receipts&week=soon", "soon is not a date"),
        ("rows/?of=week&by=shoe-size", "Choose customer, status or person."),
    ):
        answer = vera.fragment(HERE + address)
        assert answer.status_code == 422, address
        assert words in answer.content.decode()


def test_a_space_without_anything_says_what_to_do(story: Story, vera: Browser) -> None:
    for page in ("times/", "forecast/", "ageing/"):
        assert "empty-art" in vera.get(HERE + page).content.decode(), page
    assert "Nothing is behind this figure." in vera.fragment(f"{HERE}rows/").content.decode()
