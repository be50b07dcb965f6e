"""A card is related with others: it is part of a parent, and comes after what must be done before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from django.db import connection, models, transaction

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, involved
from cashboard.activity.refusals import Invalid
from cashboard.activity.types import Named
from cashboard.work.cards.cycles import check_no_cycle
from cashboard.work.cards.placing import Placed
from cashboard.work.cards.relation_events import (
    CardNested,
    CardSequenced,
    CardUnnested,
    CardUnsequenced,
    RelationTold,
)
from cashboard.work.cards.relations import Relation, RelationKind, Tie
from cashboard.work.spaces.kinds import chosen

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card

LONGEST_LAG = 1_000
TURNSTILE = 7_208_121


class Relating(Placed):
    """Whether a card has relations, and making and ending them. Both cards change: both get a new version."""

    is_related = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def relate(
        self, tie: str, other: Card, *, by: Actor, lag: int = 0, version: int | None = None
    ) -> Relation:
        """Make the other card a parent, child, previous or next of this one, with `lag` days between them.

        Related so already: nothing. Raises Refused where a card would come before or above itself.
        """
        tie = check_tie(tie, lag)
        with self._changing_both(other, by, version) as change:
            source, target = self._ends(tie, other)
            found = Relation.objects.filter(kind=tie.kind, source=source, target=target).first()
            if found is not None and found.lag == lag:
                return found
            if found is None:
                check_no_cycle(tie.kind, source, target, by)
            return self._join(tie, other, lag, change)

    def unrelate(self, tie: str, other: Card, *, by: Actor, version: int | None = None) -> None:
        """End a relation with the other card. Not related so: nothing."""
        tie = chosen(Tie, tie, "relation")
        with self._changing_both(other, by, version) as change:
            source, target = self._ends(tie, other)
            ended, _ = Relation.objects.filter(kind=tie.kind, source=source, target=target).delete()
            if ended:
                meant = CardUnnested if tie.kind == RelationKind.NESTING else CardUnsequenced
                self._tell(meant(source=as_named(source), target=as_named(target)), tie, other, change)

    def _join(self, tie: Tie, other: Card, lag: int, change: Change) -> Relation:
        """Write the relation and record it: the private setter that verbs share."""
        source, target = self._ends(tie, other)
        ends = {"source": as_named(source), "target": as_named(target)}
        relation, _ = Relation.objects.update_or_create(
            kind=tie.kind, source=source, target=target, defaults={"lag": lag}
        )
        nests = tie.kind == RelationKind.NESTING
        self._tell(CardNested(**ends) if nests else CardSequenced(**ends, lag=lag), tie, other, change)
        return relation

    def _tell(self, event: RelationTold, tie: Tie, other: Card, change: Change) -> None:
        change.asking(event, other)
        for card in (self, other):
            card.is_related = Relation.objects.of_card(card.pk).exists()
            card.save_changed(change, "is_related")
        change.record(event, self, also=[involved("card", other.pk, other.key, tie.value)])

    def _ends(self, tie: Tie, other: Card) -> tuple[Card, Card]:
        """Source and target of the relation in which the other card is this to the present one."""
        here = cast("Card", self)
        return (other, here) if tie.is_ahead else (here, other)

    @contextmanager
    def _changing_both(self, other: Card, by: Actor, version: int | None) -> Iterator[Change]:
        """Both rows are locked, in the order of their ids, and nobody else relates cards meanwhile: a cycle
        could be closed far from either of them.
        """
        if other.pk == self.pk:
            raise Invalid(f"{self.key} cannot be related with itself. Choose another card.", "card")
        with transaction.atomic():
            enter_turnstile()
            for card in sorted((self, other), key=lambda each: each.pk):
                card._read_locked()
            with self.changing(by=by, version=version) as change:
                change.at = max(change.at, other.changed_at)
                yield change


def enter_turnstile() -> None:
    """Until the transaction ends, nobody else relates cards."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURNSTILE])


def check_tie(tie: str, lag: int) -> Tie:
    """The tie of this name; raises Invalid for an unknown one, or for days that it cannot have."""
    known = chosen(Tie, tie, "relation")
    if not 0 <= lag <= LONGEST_LAG:
        raise Invalid(f"Give a number of days between 0 and {LONGEST_LAG:,}.", "lag")
    if lag and known.kind == RelationKind.NESTING:
        raise Invalid("Only cards that follow each other have days between them.", "lag")
    return known


def as_named(card: Card) -> Named:
    """A card as the events of its relations keep it."""
    return Named(id=card.pk, name=card.key)
