"""Formulas: a table worked out by hand, what is refused and where, and whatever somebody may type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cashboard.work.fields.formulas.reckoning import LARGEST, Empty, Quantity, Result, reckon
from cashboard.work.fields.formulas.tokens import FormulaError
from cashboard.work.fields.formulas.tree import parse, with_ids, with_names
from cashboard.work.fields.formulas.typing import Type, type_of

pytestmark = pytest.mark.requirement("R10", "R11")

NAMES = {"rate": 1, "promised": 2, "reason": 3, "urgent": 4, "fee": 5, "payment terms": 6, "gone": 7}
TYPES: dict[int, Type] = {
    **{1: "number", 2: "date", 3: "text", 4: "truth", 5: "money", 6: "number", 7: "number"},
}
FIELDS: dict[int, Result] = {
    1: Quantity(Decimal("0.08")),
    2: date(2026, 12, 1),
    3: "Price",
    4: True,
    5: Quantity(Decimal("40"), "USD"),
    6: Quantity(Decimal(30)),
    7: Empty("Gone is empty"),
}
FACTS: dict[str, Result] = {
    "amount": Quantity(Decimal("1250.50"), "EUR"),
    "due": date(2026, 11, 10),
    "created": date(2026, 10, 1),
    "today": date(2026, 11, 24),
    "start": Empty("the card has no start"),
}


def worked_out(source: str) -> Result:
    """What a formula comes to on the card above."""
    tree = parse(source, NAMES)
    type_of(tree, TYPES)
    return reckon(tree, FACTS, FIELDS)


BY_HAND: list[tuple[str, object]] = [
    ("1 + 2 * 3", Decimal(7)),
    ("(1 + 2) * 3", Decimal(9)),
    ("10 - 3 - 2", Decimal(5)),
    ("12 / 3 / 2", Decimal(2)),
    ("-2 * -3", Decimal(6)),
    ("1 / 3 * 3", Decimal("0.9999999999")),
    ("amount * rate", (Decimal("100.04"), "EUR")),
    ("amount / amount", Decimal(1)),
    ("amount / 2 + 10", (Decimal("635.25"), "EUR")),
    ("round(amount * 0.0213, 2)", (Decimal("26.64"), "EUR")),
    ("round(2.5)", Decimal(3)),
    ("round(-2.5)", Decimal(-3)),
    ("min(3, 1, 2)", Decimal(1)),
    ("max(amount, 2000)", (Decimal(2000), "EUR")),
    ("max(due, promised)", date(2026, 12, 1)),
    ("today - due", Decimal(14)),
    ("days(due, today)", Decimal(14)),
    ("days(today, due)", Decimal(-14)),
    ("due + [Payment terms]", date(2026, 12, 10)),
    ("promised - 1", date(2026, 11, 30)),
    ("created + 0.9", date(2026, 10, 1)),
    ("amount > 1000", True),
    ("amount = 1250.5", True),
    ("due >= today", False),
    ('reason = "Price" and not urgent', False),
    ('reason != "Price" or urgent = yes', True),
    ('if(today > due, "late", "in time")', "late"),
    ("if(amount > 5000, amount * 0.01, 0)", Decimal(0)),
    ("if(empty(start), created, start)", date(2026, 10, 1)),
    ("empty(gone) and not empty(rate)", True),
    ("IF(RATE > 0.05, 1, 2)", Decimal(1)),
]


@pytest.mark.parametrize(("source", "expected"), BY_HAND)
def test_it_comes_to_what_was_worked_out_by_hand(source: str, expected: object) -> None:
    result = worked_out(source)
    if isinstance(result, Quantity):
        assert expected == ((result.amount, result.currency) if result.currency else result.amount)
    else:
        assert result == expected


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("amount / 0", "division by zero"),
        ("1 / (rate - 0.08)", "division by zero"),
        ("gone + 1", "Gone is empty"),
        ("start + 5", "the card has no start"),
        ("amount + fee", "EUR and USD are different currencies"),
        ("999999999999999 * 10", "the result is too large"),
        ("due + 999999999", "the date is out of range"),
        ("due + 999999999999999", "the date is out of range"),
        ("if(gone > 1, 1, 2)", "Gone is empty"),
    ],
)
def test_what_cannot_be_worked_out_is_empty_and_says_why(source: str, reason: str) -> None:
    assert worked_out(source) == Empty(reason)


def test_only_the_branch_that_is_chosen_counts() -> None:
    assert worked_out("if(rate = 0, 1 / 0, 5)") == Quantity(Decimal(5))


@pytest.mark.parametrize(
    ("source", "at", "sentence"),
    [
        ("", 1, "Write a formula"),
        ("1 +", 4, "A value is missing before the end"),
        ("amount * rte", 10, "There is no field rte here"),
        ("2 * [No such]", 5, r"There is no field \[No such\] here"),
        ("(1 + 2", 7, "“\\)” is missing before the end"),
        ("1 2", 3, "“2” is not expected here"),
        ("1 ? 2", 3, "“\\? 2” cannot be read"),
        ("min()", 5, "A value is missing"),
        ("round(1, 2, 3)", 1, r"round\(\) takes 1 to 2 values, not 3"),
        ("amount * due", 8, "does not work on money and a date"),
        ("amount * fee", 8, "does not work on money and money"),
        ("1 / amount", 3, "does not work on a number and money"),
        ("due + due", 5, "does not work on a date and a date"),
        ("if(1, 2, 3)", 4, r"The first value of if\(\) must be a yes or no"),
        ('if(urgent, 1, "a")', 1, "does not work on a number and a text"),
        ('reason > "a"', 8, "does not work on a text and a text"),
        ("-reason", 1, "does not work on a text"),
        ("1 = urgent", 3, "does not work on a number and yes or no"),
        ("1.2.3", 1, "cannot be read"),
        ("(" * 26 + "1" + ")" * 26, 26, "Brackets nest at most 25 deep"),
        ("1" + "+1" * 200, 200, "does too much at once"),
        ("1" * 1001, 1001, "at most 1,000 characters"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(source: str, at: int, sentence: str) -> None:
    with pytest.raises(FormulaError, match=sentence) as refused:
        worked_out(source)
    assert refused.value.at + 1 == at
    assert str(refused.value).endswith(f"(character {at} of the formula)")


def test_a_formula_is_kept_with_ids_and_follows_a_new_name() -> None:
    kept = with_ids("if(Urgent, [Payment  terms] , amount) + Rate", NAMES | {"payment  terms": 6})
    assert kept == "if([#4], [#6] , amount) + [#1]"
    assert with_names(kept, {4: "Rush", 6: "Terms of payment", 1: "odd]name"}) == (
        "if([Rush], [Terms of payment] , amount) + [#1]"
    )


SIGNS = [
    "+",
    "-",
    "*",
    "/",
    "(",
    ")",
    "=",
    "<",
    ">",
    ",",
    "<=",
    "!=",
    " ",
    "[",
    "]",
    '"',
    "é",
    "\0",
    "٣",
    "1e9",
]
CALLS = ["if(", "min(", "round(", "days(", "empty(", "and", "or", "not ", "amount", "due", "today", "start"]
VALUES = ["rate", "[promised]", "[reason]", "urgent", "fee", "yes", "1", "0", "0.5", '"a"', "9" * 15]
PARTS = st.sampled_from([*SIGNS, *CALLS, *VALUES])
NUMBERS = st.decimals(-(10**12), 10**12, places=6)


@given(st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=25).map(" ".join)), NUMBERS)
@example("(" * 900, Decimal(1))
@example("-" * 1000, Decimal(1))
@example("not " * 250, Decimal(1))
@example("amount" + "*amount" * 99, Decimal(1))
@example("1" + "*999999999999999" * 60, Decimal(1))
def test_whatever_is_typed_it_raises_nothing_but_its_own_error(source: str, number: Decimal) -> None:
    try:
        tree = parse(source, NAMES)
        kind = type_of(tree, TYPES)
    except FormulaError as error:
        assert 0 <= error.at <= max(len(source), 1000)  # noqa: PT017 - most of what is typed is none
        return
    result = reckon(tree, FACTS, {**FIELDS, 1: Quantity(number), 6: Quantity(-number, "")})
    if isinstance(result, Quantity):
        assert kind in ("number", "money")
        assert abs(result.amount) < LARGEST
    else:
        assert isinstance(result, Empty | date | str | bool)
    assert parse(with_ids(source, NAMES), NAMES | {f"#{pk}": pk for pk in TYPES})


def sums(depth: int) -> st.SearchStrategy[tuple[str, Decimal]]:
    """A formula of whole numbers with what Python's own arithmetic makes of it."""
    leaf = st.integers(0, 99).map(lambda n: (str(n), Decimal(n)))
    if depth == 0:
        return leaf
    below = sums(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(below, below).map(lambda p: (f"({p[0][0]} + {p[1][0]})", p[0][1] + p[1][1])),
        st.tuples(below, below).map(lambda p: (f"{p[0][0]} * {p[1][0]}", p[0][1] * p[1][1])),
        st.tuples(below, below).map(lambda p: (f"({p[0][0]} - {p[1][0]})", p[0][1] - p[1][1])),
    )


@given(sums(3))
def test_arithmetic_is_that_of_decimals(pair: tuple[str, Decimal]) -> None:
    source, expected = pair
    result = worked_out(source)
    assert result == (Quantity(expected) if abs(expected) < LARGEST else Empty("the result is too large"))
