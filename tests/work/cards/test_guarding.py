"""Limits, and that somebody is responsible, hold for every way into a status; also for two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.activity.models import Head
from cashboard.activity.refusals import Refused
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.work.cards.models import Card
from tests.story import Story

limits = pytest.mark.requirement("R19")
responsible = pytest.mark.requirement("R12")
FULL = (
    r"^Overdue takes at most 1 card and holds 1\. "
    r"Move one of them on first, or ask an owner of the space to raise the limit\.$"
)


@pytest.fixture
def full(story: Story) -> Story:
    """Overdue takes one card, and COL-1 is it."""
    story.card.move(story.overdue, by=story.by_marco)
    story.space.limit_status(story.overdue, 1, rule="refuse", by=story.by_lena)
    story.overdue.refresh_from_db()
    return story


@limits
def test_a_full_status_takes_no_card(full: Story) -> None:
    archived, card = full.cards[1:]
    before = Head.objects.get().seq
    with pytest.raises(Refused, match=FULL):
        card.move(full.overdue, by=full.by_marco)
    with pytest.raises(Refused, match=FULL):
        Card.create(full.space, "x", status=full.overdue, by=full.by_lena)
    assert (Head.objects.get().seq, Card.objects.get(pk=card.pk).status) == (before, full.open)
    full.card.archive(by=full.by_marco)
    archived.move(full.overdue, by=full.by_marco)
    with pytest.raises(Refused, match=FULL):
        full.card.restore(by=full.by_marco)


@limits
def test_within_a_full_status_cards_change_their_order_and_leave(full: Story) -> None:
    full.space.limit_status(full.open, 1, rule="refuse", by=full.by_lena)
    full.cards[1].move(full.open, by=full.by_marco)
    full.card.move(full.paid, by=full.by_marco)
    full.cards[1].move(full.overdue, by=full.by_marco)
    assert Card.objects.get(pk=full.cards[1].pk).status == full.overdue


@limits
def test_a_limit_that_warns_refuses_nothing(full: Story) -> None:
    full.space.limit_status(full.overdue, 1, rule="warn", by=full.by_lena)
    full.cards[1].move(full.overdue, by=full.by_marco)
    assert full.overdue.cards.count() == 2


@limits
def test_undo_does_not_fill_it_either(full: Story) -> None:
    event = full.card.move(full.paid, by=full.by_marco)
    full.cards[1].move(full.overdue, by=full.by_marco)
    assert event is not None
    with pytest.raises(Refused, match=FULL):
        full.card.move_back(event, by=full.by_marco)


@limits
def test_without_a_limit_a_move_asks_no_more(story: Story) -> None:
    def asked(card: Card) -> int:
        with CaptureQueriesContext(connection) as queries:
            card.move(story.overdue, by=story.by_marco)
        return len(queries)

    asked(story.cards[2])
    free = asked(story.cards[0])
    story.space.limit_status(story.overdue, 9, rule="refuse", by=story.by_lena)
    story.overdue.refresh_from_db()
    assert asked(story.cards[1]) == free + 2


@limits
def test_of_two_who_take_the_last_place_one_is_refused(
    transactional_db: None, full: Story, at_once: Any
) -> None:
    full.space.limit_status(full.overdue, 2, rule="refuse", by=full.by_lena)
    full.overdue.refresh_from_db()

    def make() -> object:
        return Card.create(full.space, "x", status=full.overdue, by=full.by_lena)

    moves = [lambda card=card: card.move(full.overdue, by=full.by_marco) for card in full.cards[1:]]
    outcomes = at_once([*moves, make])
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 2
    assert full.overdue.cards.count() == 2


@pytest.fixture
def strict(story: Story) -> Story:
    """Work starts only with a responsible person."""
    story.space.require_responsible(True, by=story.by_lena)
    story.space.refresh_from_db()
    for card in story.cards:
        card.space = story.space
    return story


@responsible
@pytest.mark.parametrize(
    "start",
    [
        lambda story: story.card.move(story.overdue, by=story.by_marco),
        lambda story: Card.create(story.space, "x", status=story.disputed, by=story.by_marco),
    ],
)
def test_work_does_not_start_without_a_responsible_person(
    strict: Story, start: Callable[[Story], object]
) -> None:
    with pytest.raises(Refused, match=r"needs a responsible person before it enters .*\. Choose one"):
        start(strict)


@responsible
def test_with_one_it_does_and_goes_on_only_with_one(strict: Story) -> None:
    strict.card.assign(strict.marco, by=strict.by_lena)
    strict.card.move(strict.overdue, by=strict.by_marco)
    with pytest.raises(Refused, match="Choose somebody else instead of nobody"):
        strict.card.assign(None, by=strict.by_marco)
    strict.card.assign(strict.lena, by=strict.by_marco)
    strict.card.complete(by=strict.by_marco)
    strict.card.assign(None, by=strict.by_marco)
    Card.create(strict.space, "x", status=strict.overdue, responsible=strict.lena, by=strict.by_marco)


@responsible
def test_what_is_not_in_progress_needs_nobody(strict: Story) -> None:
    strict.card.complete(by=strict.by_marco)
    strict.card.reopen(by=strict.by_marco)
    assert strict.card.status == strict.open


@responsible
@limits
def test_what_the_books_say_holds_whatever_the_rules(strict: Story) -> None:
    """An invoice is issued into a full status, and one that nobody is responsible for is paid."""
    for status in (strict.open, strict.paid):
        strict.space.limit_status(status, 1, rule="refuse", by=strict.by_lena)
    customer = Customer.add(strict.workspace, "C-1", "Nordwind", by=strict.by_lena)
    day = date(2026, 11, 2)
    for number in ("4711", "4712"):
        invoice = Invoice.issue(
            strict.space,
            customer,
            number,
            issued_on=day,
            due_on=day,
            amount=Money(Decimal(100), "EUR"),
            by=strict.by_lena,
        )
        invoice.settle(day, by=strict.by_lena)
    assert strict.paid.cards.count() == 2
