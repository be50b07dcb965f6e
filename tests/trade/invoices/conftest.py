"""An open invoice, made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from tests.story import Story
from tests.trade.invoices.lists import assert_all_replayed


@pytest.fixture
def nordwind(story: Story) -> Customer:
    """A customer."""
    return Customer.add(story.workspace, "N1", "Nordwind", by=story.by_marco)


@pytest.fixture
def invoice(story: Story, nordwind: Customer) -> Iterator[Invoice]:
    """Invoice 7 over 120.00 EUR, open and overdue; at the end the log must rebuild it."""
    yield Invoice.issue(
        story.space,
        nordwind,
        "7",
        issued_on=date(2024, 5, 2),
        due_on=date(2024, 6, 1),
        amount=Money(Decimal("120.00"), "EUR"),
        by=story.by_marco,
    )
    assert_all_replayed()
