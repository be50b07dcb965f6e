"""The plan of the year, without a database: the same again from the same seed, and nothing impossible in it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cashboard.process.sample_company.people import RULES, STAFF
from cashboard.process.sample_company.plan import Step
from cashboard.process.sample_company.year import plan_year
from cashboard.process.templates.order_to_cash import ORDER_TO_CASH

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
    cards: dict[str, str] = {}
    paid: set[str] = set()
    numbers: list[str] = []
    disputed: Counter[str] = Counter()
    for step in plan_year(seed=seed, orders=400, until=UNTIL):
        verb, args = step.verb.__name__, step.args
        if verb in ("create", "write", "issue"):
            assert str(args[0]) not in cards
            cards[str(args[0])] = "Open" if verb == "issue" else step.named["status"]
            assert verb != "create" or step.named["amount"] is None or step.named["amount"].amount > 0
        if verb == "issue":
            numbers.append(args[1].number)
            assert args[1].issued_on <= args[1].due_on
        elif verb == "move":
            assert args[1] in STATUSES[args[0].space]
            assert cards[str(args[0])] != args[1], f"{args[0]} is in {args[1]} already"
            cards[str(args[0])] = args[1]
        elif verb == "settle":
            assert args[0] not in paid
            assert not disputed[args[0]]
            paid.add(args[0])
        elif verb == "reopen":
            paid.remove(args[0])
        elif verb in ("dispute", "clear_dispute"):
            disputed[args[0]] += 1 if verb == "dispute" else -1
            assert disputed[args[0]] in (0, 1)
        elif verb == "credit":
            assert args[1].amount > 0
        elif verb not in ("add_purchase_order", "note_overdue"):
            assert str(args[0]) in cards
    assert_gapless(numbers)


def assert_gapless(numbers: list[str]) -> None:
    for year in {number[:4] for number in numbers}:
        counted = [int(number[5:]) for number in numbers if number.startswith(year)]
        assert counted == list(range(counted[0], counted[0] + len(counted)))
