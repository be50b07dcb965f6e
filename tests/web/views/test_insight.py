"""The pages of figures: they answer whatever the address asks, and every figure opens its rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cashboard.trade.customers.models import Customer
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
