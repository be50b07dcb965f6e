"""What a card can have several of: labels, co-workers, blockers. It stands in the group of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from cashboard.activity.actors import Actor
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.attributes.attribute import Attribute, Group, Identity, Scene, Spot, person_groups
from cashboard.work.spaces.people import people_of

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card


class LabelAttribute(Attribute):
    """A group for each label of the space; dragging takes one off and puts the other on."""

    name, title, many, nothing, icon = "label", "Label", True, "No label", "tag"

    def expression(self, scene: Scene) -> Any:
        return F("labels")

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        labels = scene.space.labels.order_by("name")
        return [
            *(self.group(each.pk, each.name, colour=each.colour, thing=each) for each in labels),
            self.without(),
        ]

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        if spot.to.thing is not None:
            card.label(spot.to.thing.name, by=by)
        for label in left_behind(spot, card.labels.all()):
            card.unlabel(label, by=by)


class CoworkerAttribute(Attribute):
    """A group for each person who works in the space; dragging takes one off the card and adds the other."""

    name, title, many, nothing = "coworker", "Co-worker", True, "No co-worker"

    def expression(self, scene: Scene) -> Any:
        return F("coworkers")

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        return person_groups(self, people_of(scene.space), found)

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        if spot.to.thing is not None:
            card.add_coworker(spot.to.thing, by=by)
        for person in left_behind(spot, card.coworkers.all()):
            card.remove_coworker(person, by=by)


class BlockerAttribute(Attribute):
    """A group for each reason that blocks cards now."""

    name, title, many, nothing, icon = "blocker", "Blocker", True, "Not blocked", "ban"
    refuses = "Blocking needs somebody who removes the blocker. Block or unblock the card on its own page."

    def annotate(self, cards: QuerySet[Card], alias: str, scene: Scene) -> QuerySet[Card]:
        current = FilteredRelation("blocks", condition=Q(blocks__ended_at=None))
        annotated: QuerySet[Card] = cards.annotate(current_block=current).annotate(
            **{alias: F("current_block__blocker")}
        )
        return annotated

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        blockers = Blocker.objects.filter(pk__in=[pk for pk in found if pk]).order_by("name")
        return [*(self.group(each.pk, each.name, thing=each) for each in blockers), self.without()]


def left_behind(spot: Spot, all_of_card: Iterable[Any]) -> list[Any]:
    """What a card loses: the value that it is dragged away from, all of them where it is to have none."""
    if spot.to.identity is None:
        return list(all_of_card)
    return [spot.was.thing] if spot.was and spot.was.thing is not None else []
