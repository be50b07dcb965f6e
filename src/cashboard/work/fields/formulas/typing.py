"""Which type a formula has: said, with its place, where it is defined and not when somebody reads a card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from cashboard.work.fields.formulas.tokens import FormulaError
from cashboard.work.fields.formulas.tree import COMPARISONS, Node

Type = Literal["number", "money", "date", "text", "truth"]
FACT_TYPES: dict[str, Type] = {
    "amount": "money",
    "due": "date",
    "start": "date",
    "created": "date",
    "today": "date",
}
QUANTITIES = ("number", "money")
LITERALS: dict[str, Type] = {"number": "number", "text": "text", "truth": "truth"}
Rule = Callable[[Node, list[Type]], Type]


def type_of(node: Node, fields: Mapping[int, Type]) -> Type:
    """The type of a formula over fields of these types; raises FormulaError where types do not fit."""
    if node.kind in LITERALS:
        return LITERALS[node.kind]
    if node.kind == "fact":
        return FACT_TYPES[str(node.value)]
    if node.kind == "field":
        known = fields.get(int(node.value))
        if known is None:
            raise FormulaError("A formula cannot read this field.", node.at)
        return known
    return _RULES[node.kind](node, [type_of(part, fields) for part in node.parts])


def _refused(node: Node, types: list[Type]) -> FormulaError:
    named = " and ".join(_WORDS[each] for each in types)
    return FormulaError(f"“{node.kind}” does not work on {named}.", node.at)


_WORDS = {"number": "a number", "money": "money", "date": "a date", "text": "a text", "truth": "yes or no"}


def _common(node: Node, types: list[Type]) -> Type:
    """The one type of all of these; a plain number next to money takes its currency."""
    if set(types) == set(QUANTITIES):
        return "money"
    if len(set(types)) > 1:
        raise _refused(node, types)
    return types[0]


def _sum(node: Node, types: list[Type]) -> Type:
    if all(each in QUANTITIES for each in types):
        return _common(node, types)
    if types == ["date", "number"] or (types == ["number", "date"] and node.kind == "+"):
        return "date"
    if types == ["date", "date"] and node.kind == "-":
        return "number"
    raise _refused(node, types)


def _product(node: Node, types: list[Type]) -> Type:
    if types == ["money", "money"] and node.kind == "/":
        return "number"
    is_sane = all(each in QUANTITIES for each in types) and types != ["money", "money"]
    if not is_sane or (node.kind == "/" and types[1] == "money"):
        raise _refused(node, types)
    return "money" if "money" in types else "number"


def _negative(node: Node, types: list[Type]) -> Type:
    if types[0] not in QUANTITIES:
        raise FormulaError(f"“-” does not work on {_WORDS[types[0]]}.", node.at)
    return types[0]


def _compared(node: Node, types: list[Type]) -> Type:
    if _common(node, types) in ("text", "truth") and node.kind not in ("=", "!="):
        raise _refused(node, types)
    return "truth"


def _logical(node: Node, types: list[Type]) -> Type:
    if set(types) != {"truth"}:
        raise _refused(node, types)
    return "truth"


def _chosen(node: Node, types: list[Type]) -> Type:
    if types[0] != "truth":
        raise FormulaError(
            "The first value of if() must be a yes or no, like amount > 100.", node.parts[0].at
        )
    return _common(node, types[1:])


def _extreme(node: Node, types: list[Type]) -> Type:
    if _common(node, types) in ("text", "truth"):
        raise _refused(node, types)
    return _common(node, types)


def _rounded(node: Node, types: list[Type]) -> Type:
    if types[0] not in QUANTITIES or types[1:] not in ([], ["number"]):
        raise _refused(node, types)
    return types[0]


def _days(node: Node, types: list[Type]) -> Type:
    if set(types) != {"date"}:
        raise _refused(node, types)
    return "number"


_RULES: dict[str, Rule] = {
    **dict.fromkeys(("+", "-"), _sum),
    **dict.fromkeys(("*", "/"), _product),
    **dict.fromkeys(COMPARISONS, _compared),
    **dict.fromkeys(("and", "or", "not"), _logical),
    **dict.fromkeys(("min", "max"), _extreme),
    "negative": _negative,
    "if": _chosen,
    "round": _rounded,
    "days": _days,
    "empty": lambda _node, _types: "truth",
}
