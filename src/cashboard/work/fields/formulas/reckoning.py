"""Working a formula out for one card. What cannot be worked out is empty, with the reason."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, TypeAlias

from cashboard.work.fields.formulas.tree import Node

_EXACT = Context(prec=40, rounding=ROUND_HALF_UP)
_FINEST = Decimal("1e-10")
LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, with a currency where it is money."""

    amount: Decimal
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing, and why."""

    reason: str = ""


Known: TypeAlias = Quantity | date | str | bool
Result: TypeAlias = Known | Empty


def reckon(node: Node, facts: Mapping[str, Result], fields: Mapping[int, Result]) -> Result:
    """What a formula, whose types fit, comes to with these facts of the card and these of its fields."""
    if node.kind == "number":
        return Quantity(Decimal(node.value))
    if node.kind in ("text", "truth"):
        return bool(node.value) if node.kind == "truth" else str(node.value)
    if node.kind == "fact":
        return facts.get(str(node.value), Empty(f"the card has no {node.value}"))
    if node.kind == "field":
        return fields.get(int(node.value), Empty("a field that it reads is empty"))
    if node.kind == "if":
        chosen = reckon(node.parts[0], facts, fields)
        return chosen if isinstance(chosen, Empty) else reckon(node.parts[1 if chosen else 2], facts, fields)
    values = [reckon(part, facts, fields) for part in node.parts]
    if node.kind == "empty":
        return isinstance(values[0], Empty)
    return _operated(node.kind, values)


def _operated(kind: str, values: Sequence[Result]) -> Result:
    known: list[Known] = []
    for value in values:
        if isinstance(value, Empty):
            return value
        known.append(value)
    currencies = {value.currency for value in known if isinstance(value, Quantity)} - {""}
    if len(currencies) > 1:
        return Empty(f"{' and '.join(sorted(currencies))} are different currencies")
    return _DO[kind](known, "".join(currencies))


def _bounded(amount: Decimal, currency: str) -> Result:
    if abs(amount) >= LARGEST:
        return Empty("the result is too large")
    finest = _EXACT.quantize(amount, _FINEST)
    return Quantity(finest.normalize(_EXACT) if finest else Decimal(0), currency)


def _amounts(values: list[Known]) -> list[Decimal]:
    return [value.amount for value in values if isinstance(value, Quantity)]


def _sum(sign: int) -> Callable[[list[Known], str], Result]:
    def work(values: list[Known], currency: str) -> Result:
        left, right = values
        if isinstance(left, date) and isinstance(right, date):
            return _bounded(Decimal((left - right).days), "")
        if isinstance(left, date) or isinstance(right, date):
            day, [days] = left if isinstance(left, date) else right, _amounts(values)
            assert isinstance(day, date)
            return _moved(day, sign * days)
        one, other = _amounts(values)
        return _bounded(_EXACT.add(one, sign * other), currency)

    return work


def _moved(day: date, days: Decimal) -> Result:
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return Empty("the date is out of range")


def _product(values: list[Known], currency: str) -> Result:
    return _bounded(_EXACT.multiply(*_amounts(values)), currency)


def _quotient(values: list[Known], currency: str) -> Result:
    above, below = _amounts(values)
    if not below:
        return Empty("division by zero")
    is_ratio = all(isinstance(value, Quantity) and value.currency for value in values)
    return _bounded(_EXACT.divide(above, below), "" if is_ratio else currency)


def _negative(values: list[Known], currency: str) -> Result:
    return _bounded(-_amounts(values)[0], currency)


def _extreme(choose: Callable[..., object]) -> Callable[[list[Known], str], Result]:
    def work(values: list[Known], currency: str) -> Result:
        amounts = _amounts(values)
        chosen = choose(amounts or values)
        return _bounded(chosen, currency) if isinstance(chosen, Decimal) else _day(chosen)

    return work


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _rounded(values: list[Known], currency: str) -> Result:
    amount, *digits = _amounts(values)
    places = int(min(max(digits[0], Decimal(0)), Decimal(10))) if digits else 0
    return _bounded(_EXACT.quantize(amount, Decimal(1).scaleb(-places)), currency)


def _days(values: list[Known], _currency: str) -> Result:
    start, end = values
    assert isinstance(start, date)
    assert isinstance(end, date)
    return Quantity(Decimal((end - start).days))


def _comparing(compare: Callable[[Any, Any], bool]) -> Callable[[list[Known], str], Result]:
    def work(values: list[Known], _currency: str) -> Result:
        return compare(*(_amounts(values) or values))

    return work


_DO: dict[str, Callable[[list[Known], str], Result]] = {
    "+": _sum(1),
    "-": _sum(-1),
    "*": _product,
    "/": _quotient,
    "negative": _negative,
    "=": _comparing(operator.eq),
    "!=": _comparing(operator.ne),
    "<": _comparing(operator.lt),
    "<=": _comparing(operator.le),
    ">": _comparing(operator.gt),
    ">=": _comparing(operator.ge),
    "and": lambda values, _: all(values),
    "or": lambda values, _: any(values),
    "not": lambda values, _: not values[0],
    "min": _extreme(min),
    "max": _extreme(max),
    "round": _rounded,
    "days": _days,
}
