"""What comes before a card must be done before it is begun: a warning, or a rule that the space enforces."""

from __future__ import annotations

from typing import Any

from cashboard.activity.actors import Actor
from cashboard.activity.guards import team_rule
from cashboard.activity.refusals import Refused
from cashboard.activity.types import EventType
from cashboard.work.cards.events import StatusChange
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Relation, RelationKind, Tie
from cashboard.work.cards.relatives import Relative, Relatives
from cashboard.work.spaces.kinds import OPEN_KINDS, OrderOfWork, StatusKind

BEGUN = (StatusKind.IN_PROGRESS, StatusKind.COMPLETED)
FACTS = ("import", "sync")
MOST_NAMED = 5


def waits_for(card: int, relatives: Relatives) -> list[Relative]:
    """The open cards right before an open one."""
    if card not in relatives.cards or not relatives.cards[card].is_open:
        return []
    return [each.card for each in relatives.of(card, Tie.PREVIOUS) if each.card.is_open]


@team_rule
def check_order(instance: Any, event: EventType, actor: Actor) -> None:
    """Raise Refused when the space enforces the order of work and a card before this one is open.

    What other systems report has happened, whatever the order: it is let through, as is what follows from a
    fact such as a payment.
    """
    if not isinstance(event, StatusChange) or not isinstance(instance, Card) or not instance.is_related:
        return
    if event.to_kind not in BEGUN or actor.via in FACTS:
        return
    before = Relation.objects.filter(
        kind=RelationKind.SEQUENCE,
        target=instance.pk,
        target__space__order_of_work=OrderOfWork.ENFORCE,
        source__archived_at=None,
        source__status__kind__in=OPEN_KINDS,
    )
    if before.exists():
        named = before.visible_to(actor).order_by("pk").values_list("source__key", "source__title")
        raise Refused(_refusal(instance, [f"{key} “{title}”" for key, title in named]))


def _refusal(card: Card, waiting: list[str]) -> str:
    if not waiting:
        return f"{card.key} waits for work that is not shared with you. Ask an owner of {card.space.name}."
    named = ", ".join(waiting[:MOST_NAMED])
    if len(waiting) > MOST_NAMED:
        named += f" and {len(waiting) - MOST_NAMED} more"
    return f"{card.key} waits for {named}: complete what comes before it, then move it."
