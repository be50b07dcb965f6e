"""The cards around some cards, near and far, as far as an actor may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from graphlib import TopologicalSorter
from typing import NamedTuple

from cashboard.activity.actors import Actor
from cashboard.work.cards.relations import Relation, RelationKind, Tie
from cashboard.work.spaces.kinds import OPEN_KINDS, StatusKind

FIELDS = (
    "pk",
    "key",
    "title",
    "party_name",
    "space_id",
    "status__name",
    "status__kind",
    "start_on",
    "due_on",
    "archived_at",
)
COLUMNS = ("pk", "kind", "lag", *(f"{end}__{name}" for end in ("source", "target") for name in FIELDS))


@dataclass(frozen=True, slots=True)
class Relative:
    """A related card as others show it."""

    id: int
    key: str
    title: str
    party_name: str
    space: int
    status: str
    kind: str
    start_on: date | None
    due_on: date | None
    archived_at: datetime | None

    @property
    def is_archived(self) -> bool:
        """It was put away."""
        return self.archived_at is not None

    @property
    def is_open(self) -> bool:
        """There is work left on it."""
        return self.kind in OPEN_KINDS and not self.is_archived

    @property
    def counts(self) -> bool:
        """It is work that is, or was, to be done."""
        return not self.is_archived and self.kind not in (StatusKind.INFORMATION, StatusKind.CANCELLED)


class Related(NamedTuple):
    """A card that is directly related, and the relation that makes it so."""

    relation: int
    lag: int
    card: Relative


class Relatives:
    """What is related with these cards, directly or through others. One query; none for no cards.

    A card that the actor may not see is not there, and nothing is reached through it.
    """

    def __init__(self, cards: Collection[int], actor: Actor) -> None:
        self.cards: dict[int, Relative] = {}
        self._ties: dict[tuple[Tie, int], list[Related]] = defaultdict(list)
        if cards:
            rows = Relation.objects.visible_to(actor).around(*cards).values_list(*COLUMNS)
            for relation, kind, lag, *ends in rows:
                source, target = Relative(*ends[: len(FIELDS)]), Relative(*ends[len(FIELDS) :])
                self._take(relation, kind, lag, source, target)

    def __bool__(self) -> bool:
        return bool(self._ties)

    def of(self, card: int, tie: Tie) -> list[Related]:
        """What is directly related with this card in this way, the oldest relation first."""
        return self._ties.get((tie, card), [])

    def reached(self, card: int, tie: Tie) -> dict[int, int]:
        """Every card on the way on from this one, with the longest sum of lags up to it."""
        onward: dict[int, list[Related]] = {}
        ahead = [card]
        while ahead:
            here = ahead.pop()
            if here not in onward:
                onward[here] = self.of(here, tie)
                ahead += [each.card.id for each in onward[here]]
        sorter = TopologicalSorter({here: {each.card.id for each in ties} for here, ties in onward.items()})
        found = {card: 0}
        for here in [*sorter.static_order()][::-1]:  # each card after all that lead to it
            for each in onward[here]:
                found[each.card.id] = max(found.get(each.card.id, 0), found[here] + each.lag)
        return {reached: lag for reached, lag in found.items() if reached != card}

    def _take(self, relation: int, kind: str, lag: int, source: Relative, target: Relative) -> None:
        nested = kind == RelationKind.NESTING
        self.cards.update({source.id: source, target.id: target})
        self._ties[Tie.CHILD if nested else Tie.NEXT, source.id].append(Related(relation, lag, target))
        self._ties[Tie.PARENT if nested else Tie.PREVIOUS, target.id].append(Related(relation, lag, source))
