"""Fields of a space as attributes: selects, people and checkboxes have groups that a card can be put into."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, FilteredRelation, Q, QuerySet, Value, When

from cashboard.activity.actors import Actor
from cashboard.work.cards.attributes.attribute import Attribute, Group, Identity, Scene, Spot, person_groups
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field, Option
from cashboard.work.spaces.people import people_of

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card


class FieldAttribute(Attribute):
    """What a card says in one field. `table` and `column` are where that is kept."""

    table, column = "field_values", "option"

    def __init__(self, field: Field) -> None:
        self.field = field
        self.name, self.title = f"field-{field.pk}", field.name

    def annotate(self, cards: QuerySet[Card], alias: str, scene: Scene) -> QuerySet[Card]:
        said = f"said_in_{self.field.pk}"
        relation = FilteredRelation(self.table, condition=Q(**{f"{self.table}__field": self.field.pk}))
        annotated: QuerySet[Card] = cards.annotate(**{said: relation}).annotate(**{alias: self.read(said)})
        return annotated

    def read(self, said: str) -> Any:
        """The identity out of the row that says it."""
        return F(f"{said}__{self.column}")

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        card.fill(self.field, spot.to.thing, by=by)


class SelectAttribute(FieldAttribute):
    """A group for each option that is offered, and each retired one that a card still has."""

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        options = [each for each in self.field.options.all() if each.retired_at is None or each.pk in found]
        return [
            *(
                self.group(each.pk, each.name, colour=each.colour, refuses=_retired(each), thing=each)
                for each in options
            ),
            self.without(),
        ]


class MultiSelectAttribute(SelectAttribute):
    """The same where a card can choose several; dragging takes one away and adds the other."""

    many, table = True, "chosen_options"

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        held = card.said_in(self.field).ids - ({spot.was.identity} if spot.was else set())
        chosen = [each for each in self.field.options.all() if each.pk in held | {spot.to.identity}]
        card.fill(self.field, chosen if spot.to.identity is not None else None, by=by)


class PersonAttribute(FieldAttribute):
    """A group for each person who works in the space."""

    column, nothing = "person", "Nobody"

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        return person_groups(self, people_of(scene.space), found)


class CheckboxAttribute(FieldAttribute):
    """A group for ticked, and one for not ticked."""

    column = "number"

    def read(self, said: str) -> Any:
        return Case(When(**{f"{said}__number__isnull": False}, then=Value(1)), default=Value(0))

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        yes = self.group(1, f"{self.title}: yes", icon="square-check", thing=True)
        return [yes, self.group(0, f"{self.title}: no", icon="square", thing=False)]


KINDS: dict[str, type[FieldAttribute]] = {
    FieldKind.SELECT: SelectAttribute,
    FieldKind.MULTI_SELECT: MultiSelectAttribute,
    FieldKind.PERSON: PersonAttribute,
    FieldKind.CHECKBOX: CheckboxAttribute,
}


def _retired(option: Option) -> str:
    return f"{option.name} was retired. Choose another one." if option.retired_at else ""
