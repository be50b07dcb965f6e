"""From the text of a formula to its tree. What can be written:

numbers, "texts", yes and no, [fields] in brackets or as one word, the card's own amount, due, start, created
and today, + - * /, = != < <= > >=, and, or, not, if(), min(), max(), round(), days(), empty().
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cashboard.work.fields.formulas.tokens import FormulaError, Token, tokens_of

FACTS = ("amount", "due", "start", "created", "today")
FUNCTIONS = {"if": (3, 3), "min": (1, 20), "max": (1, 20), "round": (1, 2), "days": (2, 2), "empty": (1, 1)}
"""How many values each takes: at least and at most."""
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
DEEPEST_NESTING, DEEPEST_TREE = 25, 100


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula: a literal, one of FACTS, a field by its id, or an operation on `parts`.

    `kind` is "number", "text", "truth", "fact", "field" or the operation's sign or name.
    """

    kind: str
    at: int
    value: Decimal | str | bool | int = 0
    parts: tuple[Node, ...] = ()
    depth: int = field(init=False, default=1, compare=False)

    def __post_init__(self) -> None:
        depth = 1 + max((part.depth for part in self.parts), default=0)
        if depth > DEEPEST_TREE:
            raise FormulaError(
                "This formula does too much at once: use a second field for a part of it.", self.at
            )
        object.__setattr__(self, "depth", depth)

    def fields(self) -> Iterator[tuple[int, int]]:
        """The ids of the fields that it reads, each with where."""
        if self.kind == "field":
            yield int(self.value), self.at
        for part in self.parts:
            yield from part.fields()


def parse(source: str, names: Mapping[str, int]) -> Node:
    """The tree of a formula; `names` are the ids of the fields by their names in lower case.

    Raises FormulaError and nothing else.
    """
    return _Parser(tokens_of(source), names).whole()


def with_ids(source: str, names: Mapping[str, int]) -> str:
    """The formula as it is kept: fields by their ids, so that renaming one changes nothing."""
    return _rewritten(source, lambda token: _kept(token, names))


def with_names(source: str, names: Mapping[int, str]) -> str:
    """The formula as people read it: fields by their names of now."""
    return _rewritten(source, lambda token: _spelt(token, names))


def _rewritten(source: str, spell: Callable[[Token], str]) -> str:
    written, at = "", 0
    for token in tokens_of(source):
        written += source[at : token.at] + spell(token)
        at = token.end
    return written


def _kept(token: Token, names: Mapping[str, int]) -> str:
    name = token.text.strip("[]").strip().lower()
    is_field = token.kind == "field" or (token.kind == "word" and name not in _RESERVED)
    return f"[#{names[name]}]" if is_field and name in names else token.text


def _spelt(token: Token, names: Mapping[int, str]) -> str:
    inside = token.text[2:-1]
    if token.kind != "field" or token.text[:2] != "[#" or not inside.isdecimal():
        return token.text
    name = names.get(int(inside), "")
    return f"[{name}]" if name and not {*"[]"} & {*name} else token.text


_RESERVED = {*FACTS, *FUNCTIONS, "and", "or", "not", "yes", "no"}


class _Parser:
    """Recursive descent, one method for each strength of binding."""

    def __init__(self, tokens: list[Token], names: Mapping[str, int]) -> None:
        self._tokens, self._names = tokens, names
        self._at = self._nesting = 0

    def whole(self) -> Node:
        if self._next.kind == "end":
            raise FormulaError("Write a formula, like amount * 0.02.", 0)
        node = self._either()
        if self._next.kind != "end":
            raise self._unexpected()
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> Token | None:
        token = self._next
        if token.kind in ("sign", "word") and token.text.lower() in texts:
            self._at += 1
            return token
        return None

    def _expect(self, text: str) -> None:
        if self._take(text) is None:
            raise self._unexpected(f"“{text}”")

    def _unexpected(self, wanted: str = "") -> FormulaError:
        token = self._next
        found = f"“{token.text[:30]}”" if token.text else "the end"
        meant = f"{wanted} is missing before {found}." if wanted else f"{found} is not expected here."
        return FormulaError(meant[:1].upper() + meant[1:], token.at)

    def _either(self) -> Node:
        node = self._both()
        while sign := self._take("or"):
            node = Node("or", sign.at, parts=(node, self._both()))
        return node

    def _both(self) -> Node:
        node = self._negated()
        while sign := self._take("and"):
            node = Node("and", sign.at, parts=(node, self._negated()))
        return node

    def _negated(self) -> Node:
        signs = []
        while sign := self._take("not"):
            signs.append(sign.at)
        node = self._compared()
        for at in reversed(signs):
            node = Node("not", at, parts=(node,))
        return node

    def _compared(self) -> Node:
        node = self._sum()
        if sign := self._take(*COMPARISONS):
            node = Node(sign.text, sign.at, parts=(node, self._sum()))
        return node

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._take("+", "-"):
            node = Node(sign.text, sign.at, parts=(node, self._product()))
        return node

    def _product(self) -> Node:
        node = self._signed()
        while sign := self._take("*", "/"):
            node = Node(sign.text, sign.at, parts=(node, self._signed()))
        return node

    def _signed(self) -> Node:
        signs = []
        while sign := self._take("-"):
            signs.append(sign.at)
        node = self._single()
        for at in reversed(signs):
            node = Node("negative", at, parts=(node,))
        return node

    def _single(self) -> Node:
        token = self._next
        if self._take("("):
            return self._inside(token.at)[0]
        if token.kind == "number":
            node = Node("number", token.at, Decimal(token.text))
        elif token.kind == "text":
            node = Node("text", token.at, token.text[1:-1])
        elif token.kind in ("field", "word"):
            return self._named(token)
        else:
            raise self._unexpected("A value")
        self._at += 1
        return node

    def _named(self, token: Token) -> Node:
        self._at += 1
        name = token.text.strip("[]").strip().lower()
        if token.kind == "word" and name in FUNCTIONS:
            return self._call(token, name)
        if token.kind == "word" and name in ("yes", "no"):
            return Node("truth", token.at, name == "yes")
        if token.kind == "word" and name in FACTS:
            return Node("fact", token.at, name)
        if name not in self._names:
            raise FormulaError(f"There is no field {token.text[:60]} here.", token.at)
        return Node("field", token.at, self._names[name])

    def _call(self, token: Token, name: str) -> Node:
        self._expect("(")
        parts = self._inside(token.at, many=True)
        least, most = FUNCTIONS[name]
        if not least <= len(parts) <= most:
            takes = f"{least}" if least == most else f"{least} to {most}"
            raise FormulaError(f"{name}() takes {takes} values, not {len(parts)}.", token.at)
        return Node(name, token.at, parts=parts)

    def _inside(self, at: int, *, many: bool = False) -> tuple[Node, ...]:
        """What stands in brackets, up to the closing one."""
        self._nesting += 1
        if self._nesting > DEEPEST_NESTING:
            raise FormulaError(f"Brackets nest at most {DEEPEST_NESTING} deep.", at)
        parts = [self._either()]
        while many and self._take(","):
            parts.append(self._either())
        self._expect(")")
        self._nesting -= 1
        return tuple(parts)
