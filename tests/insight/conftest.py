"""A small book of invoices and cards with a past, told through the real verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cashboard.activity.changing import recording
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.backfilling import Issue, issue_all
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.stating import Stated
from cashboard.trade.money import Money
from cashboard.work.cards.backfilling import Past, backfill
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Status
from tests.story import Story


@dataclass
class Book:
    """Makes invoices and cards in the story's space COL, which starts without any."""

    story: Story
    customers: dict[str, Customer] = field(default_factory=dict)

    def invoice(
        self, number: str, issued: str, due: str, amount: str, settled: str = "", customer: str = "Nordwind"
    ) -> Invoice:
        """An invoice whose past is told at its own dates; amount like "10.50 EUR"."""
        stated = Stated(
            date.fromisoformat(issued),
            date.fromisoformat(due),
            money(amount),
            date.fromisoformat(settled) if settled else None,
        )
        with recording(by=self.story.by_lena) as change:
            return issue_all(self.story.space, [Issue(self.customer(customer), number, stated)], change)[0]

    def customer(self, name: str) -> Customer:
        """The customer of this name."""
        if name not in self.customers:
            self.customers[name] = Customer.add(self.story.workspace, name, by=self.story.by_lena)
        return self.customers[name]

    def card(self, title: str, *history: tuple[Status, str], person: Any = None, party: str = "") -> Card:
        """A card that went through these statuses at these UTC moments."""
        steps = [(status, moment(at)) for status, at in history]
        customer = self.customer(party) if party else None
        past = Past(
            title,
            steps,
            responsible=person.pk if person else None,
            party=customer.pk if customer else None,
            party_name=party,
        )
        with recording(by=self.story.by_lena) as change:
            return backfill(self.story.space, [past], change)[0]


def money(text: str) -> Money:
    amount, currency = text.split()
    return Money(Decimal(amount), currency)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def book(story: Story) -> Book:
    return Book(story)


@pytest.fixture
def rows_of():
    """The rows of a table of a SpaceLog, in a fixed order."""

    def rows(log: Any, table: Any, by: Sequence[str] = ("seq",)) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = log.fetch(table.order_by(list(by)))
        return found

    return rows
