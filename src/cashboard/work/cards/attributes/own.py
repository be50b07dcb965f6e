"""What every card has once: its status, its responsible person, its customer, its parent."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery

from cashboard.activity.actors import Actor
from cashboard.work.cards.attributes.attribute import Attribute, Group, Identity, Scene, Spot, person_groups
from cashboard.work.cards.relations import Relation, RelationKind
from cashboard.work.spaces.people import people_of

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card


class StatusAttribute(Attribute):
    """A group for each status, in the order of the board."""

    name, title = "status", "Status"

    def expression(self, scene: Scene) -> Any:
        return F("status_id")

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        return [self.group(each.pk, each.name, kind=each.kind, thing=each) for each in scene.statuses]

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        card.move(spot.to.thing, before=spot.before, by=by)


class ResponsibleAttribute(Attribute):
    """A group for each person who works in the space, and one for nobody."""

    name, title, nothing = "responsible", "Responsible", "Nobody"

    def expression(self, scene: Scene) -> Any:
        return F("responsible_id")

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        return person_groups(self, people_of(scene.space), found)

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        card.assign(spot.to.thing, by=by)


class CustomerAttribute(Attribute):
    """A group for each customer; what stands under a card decides whose it is."""

    name, title, nothing, icon = "customer", "Customer", "No customer", "building-2"
    refuses = "The customer of a card comes from its invoice or order. Correct it there."

    def expression(self, scene: Scene) -> Any:
        return F("party")

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        from cashboard.work.cards.models import Card

        cards = Card.objects.on_board().filter(space=scene.space, party__in=[pk for pk in found if pk])
        names = dict(cards.order_by().values_list("party", "party_name").distinct())
        return [
            *(self.group(pk, names[pk]) for pk in sorted(names, key=lambda each: names[each].casefold())),
            *([self.without()] if None in found else []),
        ]


class ParentAttribute(Attribute):
    """A group for each card that is the first parent of others, as far as the actor may see it."""

    name, title, nothing, icon = "parent", "Parent card", "No parent", "list-tree"
    refuses = "A card gets its parent on its own page, under Relations. It cannot be dragged there."

    def expression(self, scene: Scene) -> Any:
        above = Relation.objects.visible_to(scene.actor).filter(
            kind=RelationKind.NESTING, target=OuterRef("pk")
        )
        return Subquery(above.order_by("pk").values("source")[:1])

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        from cashboard.work.cards.models import Card

        cards = Card.objects.visible_to(scene.actor).filter(pk__in=[pk for pk in found if pk])
        rows = cards.order_by("key").values_list("pk", "key", "title")
        return [
            *(self.group(pk, f"{key} {title}") for pk, key, title in rows),
            *([self.without()] if None in found else []),
        ]
