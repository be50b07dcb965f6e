"""The fronts of cards: kept between requests, never for the wrong person, never stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cashboard.activity import clock
from cashboard.activity.models import Event
from cashboard.trade.customers.models import Customer
from cashboard.trade.money import Money
from cashboard.web import fronts
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.kept import another_process
from tests.web.pages import Page, cards_in
from tests.web.world import day, issue_in

pytestmark = pytest.mark.requirement("R19", "R24", "R28")

BOARD = "/spaces/COL/"


def front(browser: Browser, card: Card) -> str:
    """The front of this card on the board."""
    html: str = browser.get(BOARD).content.decode()
    begin = html.index(f'<article id="card-{card.pk}"')
    return html[begin : html.index("</article>", begin)]


def test_what_one_may_do_is_not_kept_for_another(story: Story, marco: Browser, vera: Browser) -> None:
    for _ in range(2):
        assert "card-menu" in front(marco, story.card)
        assert "card-menu" not in front(vera, story.card)
    assert "data-readonly" in vera.get(BOARD).content.decode()
    assert "data-readonly" not in marco.get(BOARD).content.decode()


def test_no_page_holds_the_token_of_another(story: Story, marco: Browser, lena: Browser) -> None:
    pages = [Page(browser.get(BOARD).content) for browser in (marco, lena)]
    tokens = [{field["value"] for field in page.all("input", name="csrfmiddlewaretoken")} for page in pages]
    assert tokens[0]
    assert not tokens[0] & tokens[1]


def retitle(story: Story) -> None:
    story.card.retitle("A new title", by=story.by_lena)


def assign(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_lena)


def label(story: Story) -> None:
    story.card.label("Urgent", by=story.by_lena)


def date_it(story: Story) -> None:
    story.card.date("due", day(40), by=story.by_lena)


SHOWN: dict[Callable[[Story], None], str] = {
    retitle: "A new title",
    assign: "Marco Rossi",
    label: "Urgent",
    date_it: "due-grey",
}


@pytest.mark.parametrize("change", SHOWN, ids=lambda change: change.__name__)
def test_a_change_of_the_card_is_on_its_front_at_once(
    story: Story, vera: Browser, change: Callable[[Story], None]
) -> None:
    assert SHOWN[change] not in front(vera, story.card)
    with another_process():
        change(story)
        assert SHOWN[change] in front(vera, story.card)
    assert SHOWN[change] in front(vera, story.card)


def test_what_is_taken_away_leaves_the_front(story: Story, vera: Browser) -> None:
    story.card.label("Urgent", by=story.by_lena)
    story.card.assign(story.marco, by=story.by_lena)
    front(vera, story.card)
    story.card.unlabel(story.space.labels.get(), by=story.by_lena)
    story.card.assign(None, by=story.by_lena)
    shown = front(vera, story.card)
    assert "Urgent" not in shown
    assert "avatar" not in shown


def test_the_money_and_the_date_of_an_invoice_are_as_it_is(story: Story, vera: Browser) -> None:
    customer = Customer.add(story.workspace, "C-1", "Nordwind AG", by=story.by_lena)
    invoice, _ = issue_in(story.space, customer, Decimal("1250.50"), story.lena)
    assert invoice.card is not None
    shown = front(vera, invoice.card)
    assert "1,250.50 <small>EUR</small>" in shown
    assert "due-red" in shown
    assert '<h3 class="card-title">Nordwind AG</h3>' in shown
    stated = replace(invoice.stated(), amount=Money(Decimal("99.00"), "EUR"), due_on=day(3))
    invoice.correct(stated, by=story.by_lena)
    shown = front(vera, invoice.card)
    assert "99.00 <small>EUR</small>" in shown
    assert "due-orange" in shown


def test_a_due_date_takes_another_colour_the_next_day(story: Story, vera: Browser) -> None:
    story.card.date("due", day(0), by=story.by_lena)
    assert "due-orange" in front(vera, story.card)
    with clock.travelling(to=clock.now() + timedelta(days=1)):
        assert "due-red" in front(vera, story.card)
    assert "due-orange" in front(vera, story.card)


def test_work_that_is_over_is_not_overdue(story: Story, marco: Browser) -> None:
    story.card.date("due", day(-5), by=story.by_lena)
    assert "due-red" in front(marco, story.card)
    marco.post(f"/cards/{story.card.key}/moves/", {"list": story.paid.pk})
    assert "due-grey" in front(marco, story.card)


def test_a_card_told_where_it_stands_is_not_kept_so(story: Story, marco: Browser) -> None:
    made = Event.objects.get(type="space.created").seq
    told = marco.fragment(f"/spaces/COL/changes/?since={made}").content.decode()
    assert f'data-into="list-{story.open.pk}" data-before="card-{story.cards[1].pk}"' in told
    assert "data-into" not in marco.get(BOARD).content.decode()
    assert cards_in(marco.get(BOARD).content) == [card.pk for card in story.cards]


def test_no_more_is_kept_than_there_is_room_for(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fronts, "LIMIT", 2)
    assert len(cards_in(marco.get(BOARD).content)) == 3
    assert len(fronts._KEPT) == 2
