"""Who is told of what happened between two cards: only those who may see both."""

from __future__ import annotations

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.work.cards.models import Card
from cashboard.work.cards.relation_events import RELATION_EVENTS


def told_to(actor: Actor, events: QuerySet[Event]) -> QuerySet[Event]:
    """These events without those that relate a card that the actor may not see."""
    if actor.is_system:
        return events
    ends = {f"{end}_card": _card_at(end) for end in ("source", "target")}
    seen = Card.objects.visible_to(actor)
    both = Q(*[Exists(seen.filter(pk=OuterRef(name))) for name in ends])
    return events.alias(**ends).filter(~Q(type__in=RELATION_EVENTS) | both)


def _card_at(end: str) -> Cast:
    """The id of the card at this end of a relation, as its event keeps it."""
    return Cast(KeyTextTransform("id", KeyTransform(end, "data")), BigIntegerField())
