"""What a card says in the fields of its space: checked, kept, told, and rebuilt from the log."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, StaleVersion
from cashboard.work.cards.contents import FieldValue, contents_of
from cashboard.work.fields.checking import Sum, date_in, number_in
from cashboard.work.fields.content import Content
from cashboard.work.fields.models import Field
from tests.story import Story

pytestmark = pytest.mark.requirement("R10", "R11", "R27")

OPTIONS = ("High", "Low", "None")


def add(story: Story, kind: str, name: str = "It", **more: Any) -> Field:
    options = OPTIONS if kind in ("select", "multi_select") else ()
    return story.space.add_field(name, kind, by=story.by_lena, options=options, **more)


def content(story: Story, field: Field) -> Content:
    return contents_of([story.card.pk])[story.card.pk].get(field.pk, Content())


def said() -> str:
    return Event.objects.latest("seq").typed.say()


def test_a_new_card_says_nothing(story: Story) -> None:
    add(story, "text")
    assert contents_of([story.card.pk]) == {}


@pytest.mark.parametrize(
    ("kind", "given", "kept", "sentence"),
    [
        ("text", "  two   words ", Content(text="two words"), "two words"),
        (
            "link",
            "https://example.com/a?b=1",
            Content(text="https://example.com/a?b=1"),
            "https://example.com/a?b=1",
        ),
        ("number", Decimal("-12.500"), Content(number=Decimal("-12.5")), "-12.5"),
        ("number", Decimal("0"), Content(number=Decimal(0)), "0"),
        ("money", Sum(Decimal("12.5"), "eur"), Content(number=Decimal("12.5"), currency="EUR"), "12.50 EUR"),
        ("money", Sum(Decimal("1200"), "JPY"), Content(number=Decimal(1200), currency="JPY"), "1200 JPY"),
        ("date", date(2026, 12, 1), Content(on=date(2026, 12, 1)), "2026-12-01"),
        ("checkbox", True, Content(number=Decimal(1)), "yes"),
    ],
)
def test_each_kind_is_kept_exactly_and_told(
    story: Story, kind: str, given: Any, kept: Content, sentence: str
) -> None:
    field, before = add(story, kind), story.card.version
    story.card.fill(field, given, by=story.by_marco)
    assert said() == f"changed It from nothing to {sentence}"
    assert content(story, field) == kept
    assert story.card.version == before + 1
    story.card.fill(field, None, by=story.by_marco)
    assert said() == f"changed It from {sentence} to nothing"
    assert not FieldValue.objects.exists()


def test_a_person_takes_part_in_what_is_told(story: Story) -> None:
    field = add(story, "person", "Approver")
    story.card.fill(field, story.vera, by=story.by_marco)
    assert said() == "changed Approver from nothing to Vera Visser"
    assert Event.objects.about("person", story.vera.pk).latest("seq").type == "card.filled"
    story.card.fill(field, story.marco, by=story.by_marco)
    assert said() == "changed Approver from Vera Visser to Marco Rossi"
    assert content(story, field).ids == {story.marco.pk}


def test_options_are_chosen_and_keep_their_card_when_they_are_renamed_or_retired(story: Story) -> None:
    field = add(story, "select", "Priority")
    high, low, _ = field.options.all()
    story.card.fill(field, high, by=story.by_marco)
    story.space.rename_option(high, "Urgent", by=story.by_lena)
    story.space.retire_option(high, by=story.by_lena)
    assert [each.name for each in content(story, field).named] == ["Urgent"]
    story.card.fill(field, low, by=story.by_marco)
    assert said() == "changed Priority from Urgent to Low"
    with pytest.raises(Invalid, match=r"^Urgent was retired\. Choose another option of Priority\.$"):
        story.card.fill(field, field.options.get(pk=high.pk), by=story.by_marco)


def test_several_options_stand_in_their_order_whatever_the_order_given(story: Story) -> None:
    field = add(story, "multi_select", "Tags")
    high, low, none = field.options.all()
    story.card.fill(field, [none, high, none], by=story.by_marco)
    assert said() == "changed Tags from nothing to High, None"
    before = Head.objects.get().seq
    story.card.fill(field, [high, none], by=story.by_marco)
    assert Head.objects.get().seq == before
    story.space.retire_option(none, by=story.by_lena)
    story.card.fill(field, [low, field.options.get(pk=none.pk)], by=story.by_marco)
    assert said() == "changed Tags from High, None to Low, None"
    story.card.fill(field, [], by=story.by_marco)
    assert content(story, field) == Content()


@pytest.mark.parametrize(
    ("kind", "given"),
    [("text", " "), ("number", None), ("checkbox", False), ("select", None), ("multi_select", [])],
)
def test_nothing_said_twice_records_nothing(story: Story, kind: str, given: Any) -> None:
    field, before = add(story, kind), Head.objects.get().seq
    story.card.fill(field, given, by=story.by_marco)
    assert Head.objects.get().seq == before


def test_the_same_again_records_nothing(story: Story) -> None:
    field = add(story, "money")
    story.card.fill(field, Sum(Decimal(5), "EUR"), by=story.by_marco)
    before = Head.objects.get().seq
    story.card.fill(field, Sum(Decimal("5.00"), "EUR"), by=story.by_marco)
    assert Head.objects.get().seq == before
    story.card.fill(field, Sum(Decimal("5.00"), "USD"), by=story.by_marco)
    assert said() == "changed It from 5.00 EUR to 5.00 USD"


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("text", "x" * 2001, "It takes at most 2,000 characters; this text has 2,001"),
        ("text", Decimal(1), r"^It takes a text\.$"),
        ("link", "javascript:alert(1)", "It takes the address of a page. Begin it with https:// or http://"),
        ("link", " JavaScript:alert(1)//https://a", "Begin it with https"),
        ("link", "data:text/html,x", "Begin it with https"),
        ("link", "https://", "Begin it with https"),
        ("link", "https://[broken", "Begin it with https"),
        ("link", "example.com", "Begin it with https"),
        ("number", Decimal("NaN"), "It takes numbers below 1,000,000,000,000"),
        ("number", Decimal(10) ** 12, "It takes numbers below 1,000,000,000,000"),
        ("number", Decimal("0.0000001"), "a number has at most 6 decimals"),
        ("number", "12", r"^It takes a number\.$"),
        ("number", True, r"^It takes a number\.$"),
        ("money", Sum(Decimal(1), "XXX"), "It: XXX is no currency. Give a code like EUR"),
        ("money", Sum(Decimal(1), ""), "an empty text is no currency"),
        ("money", Sum(Decimal("1.005"), "EUR"), "an amount of EUR has at most 2 decimals"),
        ("money", Sum(Decimal("1.5"), "JPY"), "an amount of JPY has no decimals"),
        ("date", date(1969, 12, 31), "It: 1969-12-31 is out of range. Give a date between 1970 and 2100"),
        ("date", date(2101, 1, 1), "out of range"),
        ("checkbox", "yes", r"^It takes yes or no\.$"),
        ("person", "Marco", r"^It takes a person of the space\.$"),
        ("select", "High", r"^It takes one of its options\.$"),
        ("multi_select", "High", r"^It takes some of its options\.$"),
    ],
)
def test_what_a_kind_does_not_take_is_refused_with_a_reason(
    story: Story, kind: str, given: Any, sentence: str
) -> None:
    field = add(story, kind)
    with pytest.raises(Invalid, match=sentence):
        story.card.fill(field, given, by=story.by_marco)
    assert content(story, field) == Content()


@pytest.mark.parametrize(
    ("text", "number"),
    [("1234.50", "1234.50"), ("1,234.5", "1234.5"), (" -7 ", "-7"), ("1 234", "1234"), ("12'000", "12000")],
)
def test_numbers_are_read_as_people_type_them(text: str, number: str) -> None:
    assert number_in(text, "It") == Decimal(number)


@pytest.mark.parametrize("text", ["1,5", "12,34", "one", "1e9", "--1", "1.2.3", "0x10", "٣", "9" * 40])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match=r"is not a number. Write it like 1234.50"):
        number_in(text, "It")


def test_what_is_no_date_is_refused() -> None:
    assert date_in("", "It") is None
    with pytest.raises(Invalid, match=r"tomorrow is not a date. Write it like 2026-11-24"):
        date_in("tomorrow", "It")


def test_a_formula_and_an_archived_field_take_nothing(story: Story) -> None:
    formula, text = add(story, "formula", formula="amount * 2"), add(story, "text", "Old")
    with pytest.raises(Invalid, match=r"It is worked out"):
        story.card.fill(formula, "1", by=story.by_marco)
    story.card.fill(text, "kept", by=story.by_marco)
    story.space.archive_field(text, by=story.by_lena)
    with pytest.raises(Invalid, match=r"Old is archived. Bring it back"):
        story.card.fill(text, "x", by=story.by_marco)
    story.space.restore_field(text, by=story.by_lena)
    assert content(story, text) == Content(text="kept")


def test_foreign_fields_options_and_people_are_refused(story: Story) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    foreign = other.add_field("Priority", "select", by=story.by_lena, options=["High"])
    own, person = add(story, "select"), add(story, "person", "Who")
    with pytest.raises(Invalid, match=r"^That field belongs to another space\.$"):
        story.card.fill(foreign, foreign.options.get(), by=story.by_marco)
    with pytest.raises(Invalid, match=r"^High is no option of It\.$"):
        story.card.fill(own, foreign.options.get(), by=story.by_marco)
    with pytest.raises(Invalid, match=r"^Nils Stranger has no part in Collections\."):
        story.card.fill(person, story.nils, by=story.by_marco)


def test_members_fill_and_visitors_do_not(story: Story) -> None:
    field = add(story, "text")
    with pytest.raises(NotAllowed, match=r"needs the role member"):
        story.card.fill(field, "x", by=story.by_vera)
    story.card.fill(field, "x", by=story.by_marco)


def test_who_saw_an_older_card_is_told(story: Story) -> None:
    field, seen = add(story, "text"), story.card.version
    story.card.fill(field, "one", by=story.by_marco)
    with pytest.raises(StaleVersion):
        story.card.fill(field, "two", by=story.by_lena, version=seen)


def test_many_cards_are_read_in_two_queries(story: Story, django_assert_num_queries: Any) -> None:
    one, two = add(story, "text"), add(story, "multi_select", "Tags")
    for card in story.cards:
        card.fill(one, card.key, by=story.by_marco)
        card.fill(two, list(two.options.all())[:2], by=story.by_marco)
    with django_assert_num_queries(2):
        found = contents_of([card.pk for card in story.cards])
    assert [found[card.pk][one.pk].text for card in story.cards] == [card.key for card in story.cards]
    assert all(len(found[card.pk][two.pk].named) == 2 for card in story.cards)
