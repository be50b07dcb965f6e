"""How a board is laid out: what its columns and lanes are, and what of them is folded, hidden or left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from cashboard.work.cards.filtering import Query

PARTS = {
    "amount": "Amount",
    "subtitle": "Second line",
    "due": "Due date",
    "labels": "Labels",
    "marks": "Marks",
    "responsible": "Responsible",
}
USUAL = "status"
MOST = 60


@dataclass(frozen=True, slots=True)
class BoardLayout:
    """`columns` and `lanes` name attributes, `folded` and `hidden` groups by their keys.

    `left_out` names the parts that the fronts of cards do not show.
    """

    columns: str = USUAL
    lanes: str = ""
    folded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    without_empty: bool = False
    is_dense: bool = False
    left_out: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: Query, known: Collection[str]) -> BoardLayout:
        """From an address; `known` are the attributes that there are. What cannot be read is left out."""
        columns = next((each for each in query.getlist("columns") if each in known), USUAL)
        lanes = next((each for each in query.getlist("lanes") if each in known and each != columns), "")
        return cls(
            columns=columns,
            lanes=lanes,
            folded=_keys(query.getlist("fold"), columns, lanes),
            hidden=_keys(query.getlist("hide"), columns),
            without_empty="hide" in query.getlist("empty"),
            is_dense="1" in query.getlist("dense"),
            left_out=tuple(part for part in PARTS if part in query.getlist("without")),
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The layout as the address carries it: nothing for the usual one."""
        if self.columns != USUAL:
            yield "columns", self.columns
        if self.lanes:
            yield "lanes", self.lanes
        yield from (("fold", key) for key in self.folded)
        yield from (("hide", key) for key in self.hidden)
        if self.without_empty:
            yield "empty", "hide"
        if self.is_dense:
            yield "dense", "1"
        yield from (("without", part) for part in self.left_out)

    def __bool__(self) -> bool:
        return any(True for _ in self.pairs())

    @property
    def is_grouped(self) -> bool:
        """It is no board of statuses without lanes."""
        return self.columns != USUAL or bool(self.lanes)

    def folding(self, key: str) -> BoardLayout:
        """With this group folded, or open again."""
        return replace(self, folded=_turned(self.folded, key))

    def hiding(self, key: str) -> BoardLayout:
        """With this column hidden, or shown again."""
        return replace(self, hidden=_turned(self.hidden, key))


def _turned(keys: tuple[str, ...], key: str) -> tuple[str, ...]:
    return tuple(each for each in keys if each != key) if key in keys else (*keys, key)[-MOST:]


def _keys(asked: list[str], *attributes: str) -> tuple[str, ...]:
    """The keys that belong to these attributes, each once."""
    own = [each for each in dict.fromkeys(asked) if each[:60].rpartition("-")[0] in attributes]
    return tuple(each for each in own if each.rpartition("-")[0])[:MOST]
