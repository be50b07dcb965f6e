"""What a bar of a Gantt chart shows of a card: its progress, what it leads to, and what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cashboard.activity.actors import Actor
from cashboard.work.cards.conflicts import Conflict, conflicts_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.outline import Node
from cashboard.work.cards.progress import progress_of, shares_of
from cashboard.work.cards.relations import Tie
from cashboard.work.cards.relatives import Relatives
from cashboard.work.spaces.kinds import StatusKind

MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Link:
    """A card that comes after this one, and whether their dates contradict each other."""

    to: int
    lag: int
    is_broken: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A card with what its row shows."""

    card: Card
    node: Node
    percent: int
    links: list[Link]
    conflicts: list[Conflict]
    is_milestone: bool

    @property
    def is_point(self) -> bool:
        """It has one date only."""
        return (self.card.start_on is None) != (self.card.due_on is None)

    @property
    def first(self) -> date | None:
        """Where the bar begins."""
        return self.card.start_on or self.card.due_on

    @property
    def last(self) -> date | None:
        """Where it ends."""
        return self.card.due_on or self.card.start_on


def bars_of(nodes: Sequence[Node], actor: Actor) -> list[Bar]:
    """A bar for each row, in a fixed number of queries."""
    cards = (
        Card.objects.select_related("status", "responsible")
        .defer("description")
        .in_bulk([n.id for n in nodes])
    )
    around = Relatives([card.pk for card in cards.values() if card.is_related], actor)
    percents = _percents(cards, around)
    marked = _milestones(cards)
    return [
        _bar(cards[node.id], node, around, percents[node.id], node.id in marked)
        for node in nodes
        if node.id in cards
    ]


def _bar(card: Card, node: Node, around: Relatives, percent: int, is_marked: bool) -> Bar:
    conflicts = conflicts_of(card.pk, around) if card.is_related else []
    broken = {each.culprit.id for each in conflicts if each.tie == Tie.NEXT}
    links = [
        Link(each.card.id, each.lag, each.card.id in broken)
        for each in around.of(card.pk, Tie.NEXT)
        if not each.card.is_archived
    ]
    is_milestone = is_marked and card.due_on is not None and card.start_on in (None, card.due_on)
    return Bar(card, node, percent, links, conflicts, is_milestone)


def _percents(cards: dict[int, Card], around: Relatives) -> dict[int, int]:
    """How far each card is: by KanBo's rule, also where only its checklists count."""
    related = {pk: each.percent for pk, each in progress_of(list(cards), around).items()}
    others = shares_of([pk for pk in cards if pk not in related])
    return {
        pk: 100
        if card.status.kind == StatusKind.COMPLETED
        else related.get(pk, int(others.get(pk, Fraction(0)) * 100 + Fraction(1, 2)))
        for pk, card in cards.items()
    }


def _milestones(cards: dict[int, Card]) -> set[int]:
    """The cards that carry a label named Milestone."""
    carried = Card.labels.through._default_manager.filter(card_id__in=list(cards))
    return set(carried.filter(label__name__iexact=MILESTONE).values_list("card_id", flat=True))
