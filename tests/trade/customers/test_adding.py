"""Customers come into the book once."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.trade.customers.models import Customer
from tests.story import Story


def test_added_and_told(story: Story) -> None:
    customer = Customer.add(story.workspace, " N1 ", "Nordwind  GmbH", by=story.by_marco, country="DE")

    assert (customer.number, customer.name, customer.country) == ("N1", "Nordwind GmbH", "DE")
    event = Event.objects.get(type="customer.added")
    assert event.object_id("customer") == customer.pk
    facts: dict[str, object] = {}
    event.typed.apply(facts)
    assert facts == customer.facts()


def test_twice_is_the_same_customer_and_records_nothing(story: Story) -> None:
    first = Customer.add(story.workspace, "N1", "Nordwind", by=story.by_marco)
    second = Customer.add(story.workspace, "N1", "Other", by=story.by_marco)

    assert (second.pk, second.name) == (first.pk, "Nordwind")
    assert Event.objects.filter(type="customer.added").count() == 1


def test_without_a_name_the_number_stands_for_it(story: Story) -> None:
    assert Customer.add(story.workspace, "N1", by=story.by_marco).name == "N1"


@pytest.mark.parametrize("number", ["", "  ", "9" * 201])
def test_a_number_that_is_none(story: Story, number: str) -> None:
    with pytest.raises(Invalid):
        Customer.add(story.workspace, number, by=story.by_marco)


@pytest.mark.requirement("R3")
def test_strangers_and_visitors_add_and_see_none(story: Story) -> None:
    for by in (story.by_vera, story.by_nils):
        with pytest.raises(NotAllowed):
            Customer.add(story.workspace, "N1", by=by)
    Customer.add(story.workspace, "N1", by=story.by_marco)

    assert Customer.objects.visible_to(story.by_vera).count() == 1
    assert not Customer.objects.visible_to(story.by_nils).exists()
