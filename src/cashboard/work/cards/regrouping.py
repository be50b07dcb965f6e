"""A card is brought into other groups of a board: each attribute by its own verb, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Refused
from cashboard.work.cards.attributes.attribute import Attribute, Scene, Spot
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Step:
    """One attribute that is to change, and how."""

    attribute: Attribute
    spot: Spot

    @property
    def changes(self) -> bool:
        """The card comes from another group, or nobody said from where."""
        return self.spot.was != self.spot.to

    def from_elsewhere(self) -> Step:
        """The same for another card than the one that was dragged: to the end, from wherever it is."""
        was = self.spot.was if self.changes else None
        return replace(self, spot=Spot(self.spot.to, was))


def regroup(
    card: Card, steps: Iterable[Step], scene: Scene, *, by: Actor, version: int | None = None
) -> None:
    """Bring the card into these groups: several events under one change id, in one transaction.

    Where it comes from the same group it stays as it is, save for its place among the cards of a status.
    `version` is the one that the person saw. Raises Refused for a group that takes no card by hand.
    """
    steps = list(steps)
    moved = [step for step in steps if step.changes]
    ranked = [step for step in steps if step not in moved and step.attribute.name == "status"]
    for step in moved:
        if step.spot.to.refuses:
            raise Refused(step.spot.to.refuses)
    with transaction.atomic():
        if version is not None:
            with card.changing(by=by, version=version):  # nobody changed it while it was dragged
                pass
        for step in moved:
            step.attribute.put(card, step.spot, scene, by)
        for step in ranked:
            if step.spot.before is not None or not moved:
                step.attribute.put(card, step.spot, scene, by)


def create_in(space: Space, title: str, steps: Sequence[Step], scene: Scene, *, by: Actor) -> Card:
    """A new card in these groups, on top of its column: several events under one change id."""
    status = next((step.spot.to.thing for step in steps if step.attribute.name == "status"), None)
    with transaction.atomic():
        card = Card.create(space, title, status=status, on_top=True, by=by)
        regroup(card, [step for step in steps if step.attribute.name != "status"], scene, by=by)
    return card


@dataclass(frozen=True, slots=True)
class Drop:
    """The same for many cards at once, as one of the actions of `bulk_actions.py`."""

    steps: tuple[Step, ...]
    scene: Scene

    @property
    def names(self) -> str:
        """Into what."""
        moved = [step.spot.to.name for step in self.steps if step.changes]
        return " · ".join(moved or [step.spot.to.name for step in self.steps])

    @property
    def will(self) -> str:
        return f"move to {self.names}"

    @property
    def done(self) -> str:
        return f"moved to {self.names}"

    def same(self) -> Q:
        return Q(pk__in=())

    def act(self, card: Card, by: Actor) -> None:
        steps = [step for step in self.steps if not self._is_in(card, step)]
        regroup(card, [step.from_elsewhere() for step in steps], self.scene, by=by)

    def _is_in(self, card: Card, step: Step) -> bool:
        """The card stands in that group already: not all that are dragged come from the same one."""
        alias = "in_group"
        rows = step.attribute.annotate(Card.objects.filter(pk=card.pk), alias, self.scene)
        return step.spot.to.identity in rows.values_list(alias, flat=True)
