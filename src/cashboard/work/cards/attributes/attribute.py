"""An attribute that a board can be grouped by: which groups there are, and how a card comes into one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Refused
from cashboard.people.models import Person
from cashboard.work.spaces.models import Space, Status

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card

Identity = int | None
"""What tells the groups of an attribute apart; None is the group of the cards that have nothing there."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Which board is grouped, and who looks at it on which day."""

    space: Space
    statuses: list[Status]
    actor: Actor
    today: date


@dataclass(frozen=True, slots=True)
class Group:
    """One column or lane. `refuses` says why no card can be dropped here; `thing` is what the group is of."""

    attribute: str
    identity: Identity
    name: str
    icon: str = ""
    colour: str = ""
    kind: str = ""
    refuses: str = ""
    thing: Any = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """How an address names it; unique on a board."""
        return f"{self.attribute}-{'none' if self.identity is None else self.identity}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card is put: into which group, out of which one, above which card of a status."""

    to: Group
    was: Group | None = None
    before: Card | None = None


class Attribute:
    """`name` is what an address calls it. With `many`, one card can stand in several groups.

    `nothing` is what the group of cards without a value is called.
    """

    name: str
    title: str
    many: ClassVar[bool] = False
    nothing: ClassVar[str] = "Nothing"
    icon: ClassVar[str] = ""
    refuses: ClassVar[str] = ""

    def annotate(self, cards: QuerySet[Card], alias: str, scene: Scene) -> QuerySet[Card]:
        """The cards with their identity under this alias: a row for each group in which one stands."""
        annotated: QuerySet[Card] = cards.annotate(**{alias: self.expression(scene)})
        return annotated

    def expression(self, scene: Scene) -> Any:
        """The identity as an expression on cards."""
        raise NotImplementedError

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        """The groups in their order: those that there always are, and those found on cards."""
        raise NotImplementedError

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        """Bring the card into a group, by the verb that changes this attribute."""
        raise Refused(spot.to.refuses or f"{self.title} cannot be changed by dragging.")

    def group(self, identity: Identity, name: str, **more: Any) -> Group:
        """A group of this attribute."""
        more.setdefault("icon", self.icon)
        more.setdefault("refuses", self.refuses)
        return Group(self.name, identity, name, **more)

    def without(self, **more: Any) -> Group:
        """The group of the cards that have nothing here."""
        return self.group(None, self.nothing, **more)


def person_groups(
    attribute: Attribute, people: Iterable[Person], found: Collection[Identity], most: int = 30
) -> list[Group]:
    """A group for each person: all who work here where they are few, else those who have cards."""
    known = {person.pk: person for person in people}
    others = Person.objects.in_bulk([pk for pk in found if pk is not None and pk not in known])
    shown = [*known.values()] if len(known) <= most else [known[pk] for pk in found if pk in known]
    everybody = sorted([*shown, *others.values()], key=lambda each: (each.name.casefold(), each.pk))
    gone = f"{{}} does not work here any more. Choose somebody else for {attribute.title.lower()}."
    return [
        *(
            attribute.group(
                each.pk, each.name, thing=each, refuses="" if each.pk in known else gone.format(each.name)
            )
            for each in everybody
        ),
        attribute.without(),
    ]
