"""A card is brought into other groups: each attribute by its own verb, all of it undone as one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused, StaleVersion
from cashboard.work.cards.attributes.attribute import Attribute, Group, Scene, Spot
from cashboard.work.cards.attributes.catalogue import attributes_of
from cashboard.work.cards.attributes.due import day_of
from cashboard.work.cards.bulk import Outcome, change_cards, events_to_undo, undo_change
from cashboard.work.cards.grouping import LATER, NEVER, NEXT_WEEK, OVER, OVERDUE, THIS_WEEK, TODAY
from cashboard.work.cards.models import Card
from cashboard.work.cards.regrouping import Drop, Step, create_in, regroup
from cashboard.work.fields.checking import Sum
from cashboard.work.fields.models import Field
from tests.story import Story

pytestmark = pytest.mark.requirement("R19", "R22")

TUESDAY = date(2026, 11, 24)


def scene(story: Story, today: date = TUESDAY) -> Scene:
    return Scene(story.space, list(story.space.statuses.all()), story.by_marco, today)


def attribute(story: Story, name: str) -> Attribute:
    return attributes_of(Field.objects.filter(space=story.space).with_options())[name]


def group(story: Story, name: str, called: str) -> Group:
    groups = attribute(story, name).groups([None], scene(story))
    return next(each for each in groups if each.name == called)


def drop(story: Story, card: Card, *moves: tuple[str, str, str], **more: Any) -> None:
    """Each move names the attribute, the group it comes from (or nothing) and the one it goes to."""
    steps = [
        Step(attribute(story, name), Spot(group(story, name, to), group(story, name, was) if was else None))
        for name, was, to in moves
    ]
    by = more.pop("by", story.by_marco)
    regroup(card, steps, scene(story), by=by, **more)
    card.refresh_from_db()


@pytest.mark.parametrize(
    ("today", "number", "day"),
    [
        (date(2026, 11, 24), TODAY, date(2026, 11, 24)),
        (date(2026, 11, 24), THIS_WEEK, date(2026, 11, 27)),
        (date(2026, 11, 27), THIS_WEEK, date(2026, 11, 29)),
        (date(2026, 11, 28), THIS_WEEK, date(2026, 11, 29)),
        (date(2026, 11, 29), NEXT_WEEK, date(2026, 12, 4)),
        (date(2026, 11, 24), NEXT_WEEK, date(2026, 12, 4)),
        (date(2026, 11, 24), LATER, date(2026, 12, 11)),
        (date(2026, 11, 24), NEVER, None),
    ],
)
def test_the_day_that_a_group_stands_for(today: date, number: int, day: date | None) -> None:
    assert day_of(number, today) == day


@pytest.mark.parametrize(
    ("today", "number", "says"),
    [
        (TUESDAY, OVERDUE, "overdue"),
        (TUESDAY, OVER, "Complete"),
        (date(2026, 11, 29), THIS_WEEK, "ends today"),
    ],
)
def test_there_is_no_such_day(today: date, number: int, says: str) -> None:
    with pytest.raises(Refused, match=says):
        day_of(number, today)


@pytest.mark.django_db
class TestDropping:
    def test_this_week_is_its_friday_and_undo_restores(self, story: Story) -> None:
        story.card.date("due", date(2026, 12, 24), by=story.by_marco)
        by = story.by_marco
        drop(story, story.card, ("due", "Later", "This week"), by=by)
        assert story.card.due_on == date(2026, 11, 27)
        undo_change(
            story.space,
            events_to_undo(story.space, by.change, by=by),
            Outcome(),
            by=story.by_marco,
            pause=lambda: False,
        )
        story.card.refresh_from_db()
        assert story.card.due_on == date(2026, 12, 24)

    def test_the_same_group_changes_nothing(self, story: Story) -> None:
        story.card.date("due", date(2026, 11, 26), by=story.by_marco)
        before = story.card.version
        drop(story, story.card, ("due", "This week", "This week"))
        assert (story.card.due_on, story.card.version) == (date(2026, 11, 26), before)

    def test_column_and_lane_in_one_change(self, story: Story) -> None:
        by = story.by_marco
        drop(
            story, story.card, ("status", "Open", "Overdue"), ("responsible", "Nobody", "Lena Fischer"), by=by
        )
        assert (story.card.status, story.card.responsible) == (story.overdue, story.lena)
        told = Event.objects.filter(change=by.change).order_by("seq")
        assert [event.type for event in told] == ["card.moved", "card.assigned"]

    def test_all_of_it_or_nothing(self, story: Story) -> None:
        """The second attribute refuses: the first is not changed either."""
        field = story.space.add_field("Step", "select", by=story.by_lena, options=("One", "Two"))
        story.card.fill(field, field.options.get(name="One"), by=story.by_lena)
        name = f"field-{field.pk}"
        steps = [
            Step(attribute(story, "status"), Spot(group(story, "status", "Paid"), None)),
            Step(attribute(story, name), Spot(group(story, name, "Two"), None)),
        ]
        story.space.archive_field(field, by=story.by_lena)
        steps[1].attribute.field.refresh_from_db()  # type: ignore[attr-defined]
        with pytest.raises(Invalid, match="archived"):
            regroup(story.card, steps, scene(story), by=story.by_marco)
        story.card.refresh_from_db()
        assert story.card.status == story.open

    def test_a_label_is_exchanged_for_another(self, story: Story) -> None:
        for name in ("Late", "Large", "Asked"):
            story.card.label(name, by=story.by_marco)
        story.card.unlabel(story.space.labels.get(name="Asked"), by=story.by_marco)
        drop(story, story.card, ("label", "Late", "Asked"))
        assert names(story.card) == ["Asked", "Large"]
        drop(story, story.card, ("label", "Large", "No label"))
        assert names(story.card) == []

    def test_co_workers_come_and_go_and_undo_brings_them_back(self, story: Story) -> None:
        story.card.add_coworker(story.lena, by=story.by_marco)
        by = story.by_marco
        drop(story, story.card, ("coworker", "Lena Fischer", "Marco Rossi"), by=by)
        assert list(story.card.coworkers.all()) == [story.marco]
        seqs = events_to_undo(story.space, by.change, by=by)
        undo_change(story.space, seqs, Outcome(), by=story.by_marco, pause=lambda: False)
        assert list(story.card.coworkers.all()) == [story.lena]

    @pytest.mark.parametrize("kind", ["select", "multi_select"])
    def test_an_option_is_chosen_and_undo_restores(self, story: Story, kind: str) -> None:
        field = story.space.add_field("Step", kind, by=story.by_lena, options=("One", "Two", "Three"))
        one = field.options.get(name="One")
        story.card.fill(field, [one] if kind == "multi_select" else one, by=story.by_lena)
        by, name = story.by_marco, f"field-{field.pk}"
        drop(story, story.card, (name, "One", "Two"), by=by)
        assert [each.name for each in story.card.said_in(field).named] == ["Two"]
        seqs = events_to_undo(story.space, by.change, by=by)
        undo_change(story.space, seqs, Outcome(), by=story.by_marco, pause=lambda: False)
        assert [each.name for each in story.card.said_in(field).named] == ["One"]

    def test_a_checkbox_and_a_person(self, story: Story) -> None:
        box = story.space.add_field("Sent", "checkbox", by=story.by_lena)
        who = story.space.add_field("Caller", "person", by=story.by_lena)
        drop(story, story.card, (f"field-{box.pk}", "", "Sent: yes"), (f"field-{who.pk}", "", "Lena Fischer"))
        assert bool(story.card.said_in(box))
        assert [each.name for each in story.card.said_in(who).named] == ["Lena Fischer"]
        drop(
            story, story.card, (f"field-{box.pk}", "Sent: yes", "Sent: no"), (f"field-{who.pk}", "", "Nobody")
        )
        assert not story.card.said_in(box)
        assert not story.card.said_in(who)

    @pytest.mark.parametrize(
        ("name", "says"), [("customer", "invoice"), ("parent", "own page"), ("blocker", "own page")]
    )
    def test_some_groups_take_nothing_by_hand(self, story: Story, name: str, says: str) -> None:
        step = Step(attribute(story, name), Spot(attribute(story, name).without()))
        with pytest.raises(Refused, match=says):
            regroup(story.card, [step], scene(story), by=story.by_marco)

    def test_a_card_that_changed_meanwhile(self, story: Story) -> None:
        seen = story.card.version
        story.card.label("Late", by=story.by_lena)
        with pytest.raises(StaleVersion):
            drop(story, story.card, ("due", "", "Today"), version=seen)

    def test_many_cards_at_once(self, story: Story) -> None:
        story.cards[1].move(story.paid, by=story.by_marco)
        step = Step(attribute(story, "status"), Spot(group(story, "status", "Paid"), None))
        outcome, ids = Outcome(), [card.pk for card in story.cards]
        action = Drop((step,), scene(story))
        change_cards(story.space, ids, action, outcome, by=story.by_marco, pause=lambda: False)
        assert {card.status.name for card in Card.objects.all()} == {"Paid"}
        assert (action.done, action.will) == ("moved to Paid", "move to Paid")
        assert (outcome.changed, outcome.refused) == (2, 0)

    def test_a_new_card_in_its_groups(self, story: Story) -> None:
        by = story.by_marco
        steps = [
            Step(attribute(story, "status"), Spot(group(story, "status", "Overdue"))),
            Step(attribute(story, "due"), Spot(group(story, "due", "Next week"))),
        ]
        card = create_in(story.space, "Call them", steps, scene(story), by=by)
        assert (card.status, card.due_on) == (story.overdue, date(2026, 12, 4))
        assert {event.type for event in Event.objects.filter(change=by.change)} == {
            "card.created",
            "card.dated",
        }


@pytest.mark.django_db
class TestFilledBack:
    @pytest.mark.parametrize(
        ("kind", "first", "second"),
        [
            ("text", "One", "Two"),
            ("number", "1.5", "2"),
            ("date", "2026-12-01", "2026-12-02"),
            ("link", "https://example.com/a", "https://example.com/b"),
        ],
    )
    def test_each_kind_goes_back(self, story: Story, kind: str, first: str, second: str) -> None:
        read: Any = {"number": Decimal, "date": date.fromisoformat}.get(kind, str)
        field = story.space.add_field("It", kind, by=story.by_lena)
        story.card.fill(field, read(first), by=story.by_marco)
        story.card.fill(field, read(second), by=story.by_marco)
        last = Event.objects.latest("seq")
        story.card.fill_back(last, by=story.by_marco)
        assert story.card.said_in(field).told(kind) == first
        with pytest.raises(Refused, match="changed again since"):
            story.card.fill_back(last, by=story.by_marco)

    def test_money_and_nothing(self, story: Story) -> None:
        field = story.space.add_field("Cost", "money", by=story.by_lena)
        story.card.fill(field, Sum(Decimal("12.50"), "EUR"), by=story.by_marco)
        filled = Event.objects.latest("seq")
        story.card.fill(field, None, by=story.by_marco)
        story.card.fill_back(Event.objects.latest("seq"), by=story.by_marco)
        assert story.card.said_in(field).told("money") == "12.50 EUR"
        story.card.fill_back(filled, by=story.by_marco)
        assert not story.card.said_in(field)


def names(card: Card) -> list[str]:
    return sorted(card.labels.values_list("name", flat=True))
