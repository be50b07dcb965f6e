"""Cards as a tree in time: each under its default parent, the earliest first, with the span below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Relation, RelationKind
from cashboard.work.spaces.models import Space

PAGE = 100
Span = tuple[date, date]


@dataclass(slots=True)
class Node:
    """A card in the tree. `span` reaches from the first to the last day of it and of all below."""

    id: int
    start_on: date | None
    due_on: date | None
    level: int = 1
    span: Span | None = None
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None

    @property
    def days(self) -> list[date]:
        """The dates that the card itself has."""
        return [day for day in (self.start_on, self.due_on) if day]

    @property
    def order(self) -> tuple[bool, date, date, int]:
        """Where it stands among its siblings."""
        first, last = self.span or (date.max, date.max)
        return self.span is None, first, last, self.id


class Outline:
    """The tree of these cards of one space: two queries. A card whose parent is not among them is a root.

    Roots without any date below them stand in no row: they wait in the tray. What is below the `closed`
    ones has no row either.
    """

    def __init__(self, cards: QuerySet[Card], space: Space, closed: Collection[int] = ()) -> None:
        rows = cards.order_by("pk").values_list("pk", "start_on", "due_on", "is_related")
        self.nodes: dict[int, Node] = {}
        related = set()
        for pk, start_on, due_on, is_related in rows:
            self.nodes[pk] = Node(pk, start_on, due_on)
            if is_related:
                related.add(pk)
        self._closed = frozenset(closed)
        self._roots = self._grow(space, related)

    def _grow(self, space: Space, related: set[int]) -> list[Node]:
        """Hang every card under its oldest parent; the roots."""
        if related:
            nested = Relation.objects.filter(kind=RelationKind.NESTING, target__space=space).order_by("pk")
            for parent, child in nested.values_list("source_id", "target_id"):
                above, below = self.nodes.get(parent), self.nodes.get(child)
                if below is not None and child in related:
                    related.discard(child)  # the default parent is the oldest one, shown or not
                    if above is not None:
                        below.parent = above
                        above.children.append(below)
        roots = [node for node in self.nodes.values() if node.parent is None]
        for root in roots:
            _measure(root)
        return roots

    @cached_property
    def rows(self) -> list[Node]:
        """What has a row, from the top to the bottom."""
        return list(self._walk([root for root in self._roots if root.span]))

    @cached_property
    def tray(self) -> list[int]:
        """The cards that have no date, nor anything below or above them that has."""
        return [node.id for root in self._roots if not root.span for node in _below(root)]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {node.id: at for at, node in enumerate(self.rows)}

    def page(self, after: int = 0, size: int = PAGE) -> list[Node]:
        """The first rows, or those behind a card; none behind a card that has no row."""
        start = self._places.get(after, len(self.rows)) + 1 if after else 0
        return self.rows[start : start + size]

    def has_more(self, page: list[Node]) -> bool:
        """Whether rows come after these."""
        return bool(page) and page[-1] is not self.rows[-1]

    def below(self, node: Node) -> int | None:
        """The card in the next row."""
        at = self._places[node.id] + 1
        return self.rows[at].id if at < len(self.rows) else None

    def shown(self, cards: Collection[int]) -> list[Node]:
        """Those of these cards that have a row, in order."""
        return [self.rows[at] for at in sorted(self._places[pk] for pk in cards if pk in self._places)]

    def around(self, cards: Collection[int]) -> set[int]:
        """These cards with all that is above and below them."""
        found: set[int] = set(cards)
        for node in [self.nodes[pk] for pk in cards if pk in self.nodes]:
            found.update(each.id for each in _below(node))
            above = node.parent
            while above is not None:
                found.add(above.id)
                above = above.parent
        return found

    def is_closed(self, node: Node) -> bool:
        """What is below it was folded away."""
        return node.id in self._closed and bool(node.children)

    def _walk(self, roots: list[Node]) -> Iterator[Node]:
        ahead = _last_first(roots)
        while ahead:
            node = ahead.pop()
            node.level = node.parent.level + 1 if node.parent else 1
            yield node
            if node.id not in self._closed:
                ahead += _last_first(node.children)


def _last_first(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.order, reverse=True)


def _measure(root: Node) -> None:
    """Give every node its span, the lowest ones first."""
    for node in reversed(list(_below(root))):
        days = [*node.days, *(day for child in node.children if child.span for day in child.span)]
        node.span = (min(days), max(days)) if days else None


def _below(root: Node) -> Iterator[Node]:
    ahead = [root]
    while ahead:
        node = ahead.pop()
        yield node
        ahead += node.children
