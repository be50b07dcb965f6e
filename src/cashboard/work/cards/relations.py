"""The relation: one card above another (parent and child), or one ahead of another (previous and next)."""

from __future__ import annotations

from django.db import models
from django.db.models.expressions import RawSQL

from cashboard.activity.actors import Actor
from cashboard.work.spaces.models import Space

REACHED = """
WITH RECURSIVE up(id, kind, card) AS (
    SELECT id, kind, source_id FROM work_relation WHERE target_id IN ({cards})
    UNION SELECT further.id, further.kind, further.source_id FROM work_relation AS further
    JOIN up ON further.target_id = up.card AND further.kind = up.kind
), down(id, kind, card) AS (
    SELECT id, kind, target_id FROM work_relation WHERE source_id IN ({cards})
    UNION SELECT further.id, further.kind, further.target_id FROM work_relation AS further
    JOIN down ON further.source_id = down.card AND further.kind = down.kind
) SELECT id FROM up UNION SELECT id FROM down
"""


class RelationKind(models.TextChoices):
    """How the source of a relation stands to its target."""

    NESTING = "nesting", "is a parent of"
    SEQUENCE = "sequence", "comes before"


class Tie(models.TextChoices):
    """What another card is to this one."""

    PARENT = "parent", "Parent"
    CHILD = "child", "Subcard"
    PREVIOUS = "previous", "Before"
    NEXT = "next", "After"

    @property
    def kind(self) -> RelationKind:
        """The kind of relation that makes it so."""
        return RelationKind.NESTING if self in (Tie.PARENT, Tie.CHILD) else RelationKind.SEQUENCE

    @property
    def is_ahead(self) -> bool:
        """The other card is the source of the relation."""
        return self in (Tie.PARENT, Tie.PREVIOUS)


class Relations(models.QuerySet["Relation"]):
    """Relations."""

    def visible_to(self, actor: Actor) -> Relations:
        """Those of which this actor may see both cards, and neither lies in the trash."""
        there = self.filter(source__trashed_at=None, target__trashed_at=None)
        if actor.is_system:
            return there
        spaces = Space.objects.visible_to(actor).values("pk")
        return there.filter(source__space__in=spaces, target__space__in=spaces)

    def of_card(self, card: int) -> Relations:
        """The relations in which this card takes part, the oldest first."""
        return self.filter(models.Q(source=card) | models.Q(target=card)).order_by("pk")

    def around(self, *cards: int) -> Relations:
        """All relations on the way up or down from these cards, along one kind at a time."""
        within = REACHED.format(cards=", ".join(["%s"] * len(cards)))
        return self.filter(pk__in=RawSQL(within, (*cards, *cards))).order_by("pk")


class Relation(models.Model):
    """The source is a parent of the target, or comes before it: then the target starts `lag` days later.

    The oldest relation in which a card is the child names its default parent.
    """

    kind = models.CharField(max_length=8, choices=RelationKind.choices)
    source = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="relations_onward")
    target = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="relations_back")
    lag = models.PositiveSmallIntegerField(default=0)

    objects = Relations.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "source", "target"], name="related_once"),)

    def __str__(self) -> str:
        return f"{self.source_id} {self.get_kind_display()} {self.target_id}"

    def seen_from(self, card: int) -> list[str | int]:
        """What the other card is to this one, its id, and the days between."""
        nests = self.kind == RelationKind.NESTING
        if card == self.target_id:
            return [Tie.PARENT.value if nests else Tie.PREVIOUS.value, self.source_id, self.lag]
        return [Tie.CHILD.value if nests else Tie.NEXT.value, self.target_id, self.lag]
