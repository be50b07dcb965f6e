"""The plan of the year, without a database: the same again from the same seed, nothing impossible in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cashboard.process.sample_company.people import RULES, STAFF
from cashboard.process.sample_company.plan import Step
from cashboard.process.sample_company.world import CardRef, Claim
from cashboard.process.sample_company.year import plan_year
from cashboard.process.templates.order_to_cash import ORDER_TO_CASH
from cashboard.trade.money import Money

UNTIL = datetime(2026, 3, 18, 14, 7, tzinfo=UTC)
STATUSES = {space.key: {name for name, _ in space.statuses} for space in ORDER_TO_CASH.spaces}


def told(steps: list[Step]) -> list[tuple[Any, ...]]:
    return [(step.at, step.who, step.verb.__name__, step.args, step.named) for step in steps]


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    return plan_year(seed=7, orders=300, until=UNTIL)


@pytest.mark.requirement("R105")
def test_the_same_seed_and_day_give_the_same_steps(steps: list[Step]):
    assert told(plan_year(seed=7, orders=300, until=UNTIL)) == told(steps)
    assert told(plan_year(seed=8, orders=300, until=UNTIL)) != told(steps)


def test_later_on_the_same_day_only_adds_steps(steps: list[Step]):
    later = plan_year(seed=7, orders=300, until=UNTIL + timedelta(hours=3))
    assert told(later)[: len(steps)] == told(steps)
    assert len(later) > len(steps)


def test_time_runs_forward_through_a_year_and_ends_before_now(steps: list[Step]):
    moments = [step.at for step in steps]
    assert moments == sorted(moments)
    assert UNTIL - timedelta(days=366) < moments[0] < moments[-1] <= UNTIL


def test_everybody_has_something_to_do(steps: list[Step]):
    assert {step.who for step in steps} == {each.key for each in STAFF} | set(RULES) | {"nightly work"}


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_nothing_impossible_happens(seed: int):
    check = Check()
    for step in plan_year(seed=seed, orders=400, until=UNTIL):
        getattr(check, step.verb.__name__, check.others)(*step.args, **step.named)
    for year in {number[:4] for number in check.numbers}:
        counted = [int(number[5:]) for number in check.numbers if number.startswith(year)]
        assert counted == list(range(counted[0], counted[0] + len(counted)))


class Check:
    """What is there so far; each verb must fit."""

    def __init__(self) -> None:
        self.cards: dict[CardRef, str] = {}
        self.paid: set[str] = set()
        self.disputed: set[str] = set()
        self.numbers: list[str] = []

    def create(self, ref: CardRef, title: str, *, status: str, **more: Any) -> None:
        assert ref not in self.cards
        assert "amount" not in more or more["amount"].amount > 0
        self.cards[ref] = status

    write = create

    def issue(self, ref: CardRef, claim: Claim) -> None:
        self.create(ref, claim.number, status="Open", amount=claim.amount)
        assert claim.issued_on <= claim.due_on
        self.numbers.append(claim.number)

    def move(self, ref: CardRef, status: str) -> None:
        assert status in STATUSES[ref.space]
        assert self.cards[ref] != status, f"{ref} is in {status} already"
        self.cards[ref] = status

    def settle(self, number: str, on: date) -> None:
        assert number in self.numbers
        assert number not in self.paid | self.disputed
        self.paid.add(number)

    def reopen(self, number: str) -> None:
        self.paid.remove(number)

    def dispute(self, number: str) -> None:
        assert number not in self.paid | self.disputed
        self.disputed.add(number)

    def clear_dispute(self, number: str) -> None:
        self.disputed.remove(number)

    def credit(self, number: str, amount: Money) -> None:
        assert number not in self.paid
        assert amount.amount > 0

    def add_purchase_order(self, number: str, purchase_order: str) -> None:
        assert number in self.numbers

    def note_overdue(self) -> None:
        pass

    def others(self, ref: CardRef, *more: Any) -> None:
        assert ref in self.cards
