"""The sample company in the database: whole, replayable, adding up, and finished when stopped."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, Sum

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.activity.verifying import verify
from cashboard.people.models import Person
from cashboard.process.sample_company.building import build, state
from cashboard.process.templates.order_to_cash import ORDER_TO_CASH
from cashboard.trade.invoices.models import Invoice, InvoiceState
from cashboard.trade.invoices.replaying import replay
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Workspace
from tests.replaying import assert_replayed

UNTIL = datetime(2026, 3, 18, 14, 7, tzinfo=UTC)
ORDERS = 40
OTHER_EACH_TIME = {"id", "rank", "old_rank", "comment", "ranks", "formula", "block"}


class Stopped(Exception):  # noqa: N818 - says what happened
    """Somebody pulled the plug."""


@pytest.mark.requirement("R6", "R27", "R105")
def test_a_year_of_work_is_whole(db: None):
    assert build(orders=ORDERS, until=UNTIL)
    assert state().is_finished
    assert set(Card.objects.values_list("space__key", flat=True)) == ORDER_TO_CASH.keys
    assert_replayed()
    for invoice in Invoice.objects.all():
        assert replay(Event.objects.about("invoice", invoice.pk).order_by("seq")) == invoice.facts()
    assert verify().is_whole
    assert_in_time()
    assert_money_adds_up()
    lead = Person.objects.filter(is_administrator=True).get()
    assert Workspace.objects.get().role_of(lead.acting("web")) == "owner"
    count = Event.objects.count()
    assert not build(orders=ORDERS, until=UNTIL)
    assert Event.objects.count() == count


def assert_in_time() -> None:
    moments = list(Event.objects.order_by("seq").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= UNTIL
    assert not Event.objects.filter(backfilled=True).exists()
    assert not Event.objects.exclude(recorded_at=F("at")).exists()


def assert_money_adds_up() -> None:
    cards, book = Card.objects.exclude(amount_minor=None), Invoice.objects.in_book()
    assert not cards.filter(amount_minor__lte=0).exists()
    assert not book.filter(amount_minor__lte=0).exists()
    collected, paid = cards.filter(space__key="COL"), book.filter(state=InvoiceState.PAID)
    assert sums(collected) == sums(book)
    assert sums(collected.filter(status__name="Paid")) == sums(paid)
    assert sums(cards.filter(space__key="CSH", status__name="Applied")) == sums(paid)
    billed = cards.filter(space__key="BIL", status__name="Delivered")
    issued: dict[str, int] = defaultdict(int)
    for event in Event.objects.filter(type="invoice.issued"):
        issued[event.data["currency"]] += round(100 * float(event.data["amount"]))
    assert sums(billed) == issued


def sums(rows: Any) -> dict[str, int]:
    return dict(rows.order_by("currency").values_list("currency").annotate(Sum("amount_minor")))


@pytest.mark.requirement("R102")
def test_stopped_and_finished_is_the_same_as_in_one_go(db: None):
    with transaction.atomic():
        build(orders=ORDERS, until=UNTIL)
        in_one_go = content()
        transaction.set_rollback(True)
    for on in (date(2025, 6, 30), date(2026, 1, 20)):
        with pytest.raises(Stopped):
            build(orders=ORDERS, until=UNTIL, progress=pulling_the_plug(on))
        assert state().begun
        assert not state().is_finished
    assert build(orders=7, seed=99)  # what was begun counts, not what is asked for now
    assert content() == in_one_go


def pulling_the_plug(on: date) -> Any:
    def progress(done: int, total: int, day: date) -> None:
        if day >= on:
            raise Stopped

    return progress


def content() -> list[Any]:
    rows = Event.objects.order_by("seq")
    return [
        (each.type, each.at, each.actor_kind, each.actor_name, each.via, lasting(each.data), places(each))
        for each in rows
    ]


def places(event: Event) -> list[tuple[str, str]]:
    return [(entry["type"], entry["name"]) for entry in event.objects_json]


def lasting(value: Any) -> Any:
    """What is the same in every making: without ids and the random part of ranks."""
    if isinstance(value, dict):
        return {key: lasting(each) for key, each in value.items() if key not in OTHER_EACH_TIME}
    if isinstance(value, list):
        return [lasting(each) for each in value]
    return re.sub(r"person:\d+", "person", value) if isinstance(value, str) else value


def test_somebody_elses_work_is_not_touched(db: None):
    owner = Person.objects.add_person("owner@example.com", "Olga Owner", by=Actor.system())
    Workspace.objects.create_workspace("Ours", by=owner.acting("web"))
    count = Event.objects.count()
    with pytest.raises(Refused, match="CASHBOARD_DATA"):
        build(orders=ORDERS)
    assert Event.objects.count() == count


def test_two_at_once_do_not_mix(db: None):
    def meddle(done: int, total: int, day: date) -> None:
        Person.objects.add_person(f"other{done}@example.com", "Other", by=Actor.system())

    with pytest.raises(Refused, match="Another process"):
        build(orders=ORDERS, until=UNTIL, progress=meddle)
