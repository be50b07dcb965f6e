"""No card comes before itself or is its own parent, however long the way round is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Refused
from cashboard.work.cards.relations import Relation, RelationKind
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card

UNSEEN = "a card that is not shared with you"


def check_no_cycle(kind: RelationKind, source: Card, target: Card, by: Actor) -> None:
    """Raise Refused when the target leads to the source already; the sentence shows the way."""
    rows = Relation.objects.filter(kind=kind).around(target.pk)
    onward: dict[int, list[int]] = {}
    for here, there in rows.values_list("source_id", "target_id"):
        onward.setdefault(here, []).append(there)
    way = _way(onward, target.pk, source.pk)
    if way:
        first, *others = [*_names(way, by), target.key]
        said = [f"{first} {kind.label} {others[0]}", *(f"{kind.label} {each}" for each in others[1:])]
        raise Refused(f"{', which '.join(said)}. Take one of these relations out first.")


def _way(onward: dict[int, list[int]], begin: int, end: int) -> list[int]:
    """A shortest way from one card to another; empty when there is none."""
    came_from, ahead = {begin: begin}, [begin]
    for here in ahead:
        for there in onward.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                ahead.append(there)
    if end not in came_from:
        return []
    way = [end]
    while way[-1] != begin:
        way.append(came_from[way[-1]])
    return way[::-1]


def _names(way: list[int], by: Actor) -> list[str]:
    """The keys of these cards, as far as the actor may see them."""
    from cashboard.work.cards.models import Card

    spaces = Space.objects.visible_to(by).values("pk")
    keys = dict(Card.objects.filter(pk__in=way, space__in=spaces).values_list("pk", "key"))
    return [keys.get(card, UNSEEN) for card in way]
