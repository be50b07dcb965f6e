"""The board: what each field of the filter leaves, how the address carries it, and its pages of cards."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.fronts import PAGE
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page, cards_in
from tests.web.world import day

pytestmark = pytest.mark.requirement("R19", "R24", "R28")

BOARD = "/spaces/COL/"


@pytest.fixture
def shelf(story: Story) -> dict[str, Card]:
    """Five cards that differ in each field of the filter, beside the story's three."""
    by = story.by_lena
    north, alpine = (
        Customer.add(story.workspace, number, name, by=by)
        for number, name in (("C-1", "Nordwind AG"), ("C-2", "Alpen Optik"))
    )
    found = {}
    for name, customer, amount, due in (
        ("late", north, "1250.50", -5),
        ("soon", north, "99.00", 3),
        ("large", alpine, "50000", 60),
    ):
        money = Money(Decimal(amount), "EUR")
        issued = Invoice.issue(
            story.space, customer, name, issued_on=day(-40), due_on=day(due), amount=money, by=by
        )
        assert issued.card is not None
        found[name] = issued.card
    found["late"].assign(story.marco, by=by)
    found["soon"].assign(story.lena, by=by)
    found["soon"].label("Urgent", by=by)
    found["large"].label("Dispute", by=by)
    return found


@pytest.fixture
def shown(story: Story, shelf: dict[str, Card], marco: Browser) -> Callable[[str], list[str]]:
    """The names of the cards of the shelf that a filter leaves; the others are "other"."""
    names = {card.pk: name for name, card in shelf.items()}

    def show(query: str) -> list[str]:
        answer = marco.get(f"{BOARD}?{query}")
        assert answer.status_code == 200
        return sorted(names.get(pk, "other") for pk in cards_in(answer.content))

    return show


Shown = Callable[[str], list[str]]
OTHERS = ["other"] * 3


def test_each_field_narrows_the_board(story: Story, shelf: dict[str, Card], shown: Shown) -> None:
    urgent = story.space.labels.get(name="Urgent")
    assert shown("") == ["large", "late", *OTHERS, "soon"]
    assert shown("q=nordwind") == ["late", *OTHERS[:2], "soon"], "in the customer or in the title"
    assert shown("q=nordwind+4711") == ["other"]
    assert shown(f"q={shelf['late'].key.lower()}") == ["late"]
    assert shown(f"customer={shelf['late'].party}") == ["late", "soon"]
    assert shown(f"customer={shelf['late'].party}&customer={shelf['large'].party}") == [
        "large",
        "late",
        "soon",
    ]
    assert shown(f"status={story.paid.pk}") == []
    assert shown("person=me") == ["late"]
    assert shown(f"person={story.lena.pk}") == ["soon"]
    assert shown("person=none") == ["large", *OTHERS]
    assert shown("person=me&person=none") == ["large", "late", *OTHERS]
    assert shown(f"label={urgent.pk}") == ["soon"]
    assert shown("overdue=1") == ["late"]
    assert shown("min=99&max=1250.50") == ["late", "soon"]
    assert shown("min=99.01") == ["large", "late"]
    assert shown("max=98.99") == []
    assert shown("min=1250.501") == ["large"]
    assert shown("min=1250.50&max=1250.509") == ["late"]


def test_fields_are_joined_by_and(story: Story, shelf: dict[str, Card], shown: Shown) -> None:
    assert shown(f"customer={shelf['late'].party}&person=me") == ["late"]
    assert shown(f"customer={shelf['large'].party}&person=me") == []
    assert shown("q=nordwind&overdue=1&min=1000&max=2000&person=me") == ["late"]


def test_an_invoice_that_is_paid_is_not_overdue(story: Story, shelf: dict[str, Card], shown: Shown) -> None:
    shelf["late"].complete(by=story.by_lena)
    assert shown("overdue=1") == []


UNREADABLE = "customer=x&customer=-1&customer=1.5&status=%00&label=&person=you&overdue=yes&min=abc&max=NaN"


def test_what_cannot_be_read_is_left_out(shown: Shown) -> None:
    assert shown(UNREADABLE) == shown("")
    assert shown(f"{UNREADABLE}&max=Infinity&min=1e400&min=--1&customer={'9' * 30}") == shown("")


def test_the_page_says_what_is_filtered_and_offers_to_clear_it(
    story: Story, marco: Browser, shelf: dict[str, Card]
) -> None:
    address = f"{BOARD}?q=nord&customer={shelf['late'].party}&overdue=1&min=5"
    page = Page(marco.get(address).content)
    assert page.all("input", name="q")[0]["value"] == "nord"
    assert page.all("input", name="min")[0]["value"] == "5"
    assert "checked" in page.all("input", name="overdue")[0]
    assert [box["value"] for box in page.all("input", name="customer") if "checked" in box] == [
        str(shelf["late"].party)
    ]
    assert page.all("a", href=BOARD, **{"class": "text-button"})
    kept = urlencode([("q", "nord"), ("customer", shelf["late"].party), ("overdue", "1"), ("min", "5")])
    assert page.all("drag-board")[0]["data-query"] == f"?{kept}"
    assert page.all("live-region")[0]["changes"] == f"{BOARD}changes/?{kept}"


def test_only_the_columns_come_when_the_filter_changes(marco: Browser) -> None:
    piece = marco.fragment(f"{BOARD}?q=Nordwind", HX_Target="columns").content
    assert len(cards_in(piece)) == 2
    assert b"<html" not in piece
    assert b"2</b> cards match" in piece


def test_an_empty_board_says_what_to_do(story: Story, vera: Browser, marco: Browser) -> None:
    story.workspace.add_space("EMP", "Empty", by=story.by_lena)
    assert "Make the first card" in marco.get("/spaces/EMP/").content.decode()
    shown = vera.get("/spaces/EMP/").content.decode()
    assert "Nothing here yet" in shown
    assert "Make the first card" not in shown


# The address

numbers = st.lists(st.integers(0, 10**18 - 1), max_size=3).map(tuple)
people = st.lists(st.sampled_from(["me", "none", "1", "07", "123456789012345678"]), max_size=3).map(tuple)
amounts = st.none() | st.decimals(-(10**14), 10**14, places=4)
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.text(letters, max_size=200).map(str.strip)
filters = st.builds(
    CardFilter,
    text=texts,
    parties=numbers,
    statuses=numbers,
    people=people,
    labels=numbers,
    overdue=st.booleans(),
    least=amounts,
    most=amounts,
)


@given(filters)
def test_the_address_carries_every_filter(chosen: CardFilter) -> None:
    address = chosen.address()
    assert CardFilter.read(QueryDict(address.removeprefix("?"))) == chosen
    assert bool(chosen) == bool(address)


FIELDS = ("q", "customer", "status", "person", "label", "overdue", "min", "max", "other")


@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.text(max_size=30))))
def test_whatever_was_read_is_written_and_read_the_same(pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    chosen = CardFilter.read(query)
    assert CardFilter.read(QueryDict(chosen.address().removeprefix("?"))) == chosen


def test_a_filter_of_a_few_letters_makes_no_address_of_a_gigabyte() -> None:
    chosen = CardFilter.read(QueryDict("min=1e-999999999&max=1e-400"))
    assert len(chosen.address()) < 100


# Pages of cards


@pytest.fixture
def crowd(story: Story) -> list[Card]:
    """A column of three pages and a half, from top to bottom."""
    for number in range(PAGE * 3 + 7):
        Card.create(story.space, f"Card {number}", by=story.by_marco)
    return list(Card.objects.filter(space=story.space).order_by("rank", "pk"))


def walk(browser: Browser, between: Callable[[], object] = lambda: None, query: str = "") -> list[list[int]]:
    """The pages of the first column, each by the address that the one before gave."""
    html = browser.get(f"{BOARD}{query}").content.decode()
    pages = [cards_in(html)]
    while found := re.search(r'<column-scroll[^>]* src="([^"]+)"', html):
        between()
        answer = browser.fragment(unescape(found[1]))
        assert answer.status_code == 200
        html = answer.content.decode()
        pages.append(cards_in(html))
    return pages


def test_a_column_comes_in_pages(crowd: list[Card], marco: Browser) -> None:
    pages = walk(marco)
    assert [len(page) for page in pages] == [PAGE, PAGE, PAGE, 10]
    assert [pk for page in pages for pk in page] == [card.pk for card in crowd]
    narrowed = [card.pk for card in crowd if card.title.startswith("Card ")]
    assert [pk for page in walk(marco, query="?q=Card") for pk in page] == narrowed


@pytest.mark.parametrize("seed", range(3))
def test_cards_that_stay_are_on_one_page_each_while_others_move(
    story: Story, crowd: list[Card], marco: Browser, seed: int
) -> None:
    chance, by = random.Random(seed), story.by_lena
    moved: set[int] = set()

    def disturb() -> None:
        for card in chance.sample(crowd, 3):
            moved.add(card.pk)
            target = chance.choice([story.open, story.overdue])
            above = chance.choice(crowd) if target == story.open else None
            above = None if above and above.pk in moved else above
            Card.objects.get(pk=card.pk).move(target, before=above, by=by)
        moved.add(Card.create(story.space, "New on top", on_top=True, by=by).pk)

    seen = [pk for page in walk(marco, disturb) for pk in page]
    stayed = [card.pk for card in crowd if card.pk not in moved]
    assert [pk for pk in seen if pk not in moved] == stayed


def test_the_last_page_is_followed_by_none(story: Story, marco: Browser) -> None:
    for number in range(PAGE - 3):
        Card.create(story.space, f"Card {number}", by=story.by_marco)
    assert [len(page) for page in walk(marco)] == [PAGE]


@pytest.mark.requirement("R24")
def test_the_menu_of_dates_keeps_what_was_chosen(shelf: dict[str, Card], marco: Browser) -> None:
    page = marco.get(f"{BOARD}?due-in=next-7&created-from=2020-01-01").content.decode()
    assert '<input type="hidden" name="due-in" value="next-7">' in page
    assert cards_in(page.encode()) == [shelf["soon"].pk]
    menu = marco.fragment("/spaces/COL/choices/dates/?due-in=next-7&created-from=2020-01-01").content.decode()
    assert '<option value="next-7" selected>' in menu
    assert 'name="created-from" value="2020-01-01"' in menu
