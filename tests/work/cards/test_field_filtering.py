"""The filter by fields: read from the address, written back, applied on both databases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from cashboard.work.cards.field_filtering import read_asked
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.models import Card
from tests.story import Story

pytestmark = pytest.mark.requirement("R11", "R22")


def read(address: str) -> CardFilter:
    return CardFilter.read(QueryDict(address))


def found(story: Story, address: str) -> list[str]:
    cards = read(address).apply(Card.objects.order_by("pk"), story.by_marco, date(2026, 11, 24))
    return [card.key for card in cards]


def test_it_is_read_from_the_address_and_written_back() -> None:
    chosen = read("field-12=34&field-12=35&field-7=two+words&field-x=1&field-8=&field-9=+")
    assert chosen.fields == ((12, ("34", "35")), (7, ("two words",)))
    assert chosen.address() == "?field-12=34&field-12=35&field-7=two+words"
    assert read(chosen.address()[1:]) == chosen
    assert chosen.without("field-12", "34").address() == "?field-12=35&field-7=two+words"
    assert chosen.without("field-7", "two words").address() == "?field-12=34&field-12=35"


@pytest.mark.parametrize("name", ["field-", "field-٣", "field--1", f"field-{'9' * 30}", "field-1e3"])
def test_what_names_no_field_is_left_out(name: str) -> None:
    assert read_asked(QueryDict(f"{name}=1")) == ()


def test_cards_are_found_by_what_they_say(story: Story) -> None:
    add, by, (one, two, three) = story.space.add_field, story.by_lena, story.cards
    pick = add("Priority", "select", options=["High", "Low"], by=by)
    tags = add("Tags", "multi_select", options=["A", "B"], by=by)
    who, tick = add("Approver", "person", by=by), add("Escalated", "checkbox", by=by)
    text, number = add("Note", "text", by=by), add("Rate", "number", by=by)
    high, low = pick.options.all()
    a, b = tags.options.all()
    one.fill(pick, high, by=by)
    two.fill(pick, low, by=by)
    one.fill(tags, [a, b], by=by)
    two.fill(tags, [b], by=by)
    one.fill(who, story.marco, by=by)
    two.fill(who, story.lena, by=by)
    one.fill(tick, True, by=by)
    three.fill(text, "A letter of 4 May", by=by)
    one.fill(number, Decimal(0), by=by)
    assert found(story, f"field-{pick.pk}={high.pk}") == ["COL-1"]
    assert found(story, f"field-{pick.pk}={high.pk}&field-{pick.pk}={low.pk}") == ["COL-1", "COL-2"]
    assert found(story, f"field-{pick.pk}=is:nothing") == ["COL-3"]
    assert found(story, f"field-{tags.pk}={b.pk}") == ["COL-1", "COL-2"]
    assert found(story, f"field-{tags.pk}={b.pk}&field-{pick.pk}={low.pk}") == ["COL-2"]
    assert found(story, f"field-{tags.pk}=is:nothing") == ["COL-3"]
    assert found(story, f"field-{who.pk}=is:me") == ["COL-1"]
    assert found(story, f"field-{who.pk}={story.lena.pk}") == ["COL-2"]
    assert found(story, f"field-{tick.pk}=is:yes") == ["COL-1"]
    assert found(story, f"field-{text.pk}=LETTER") == ["COL-3"]
    assert found(story, f"field-{text.pk}=4") == ["COL-3"]
    assert found(story, f"field-{text.pk}=is:nothing") == ["COL-1", "COL-2"]
    assert found(story, "field-999999=1") == []
