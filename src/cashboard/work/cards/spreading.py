"""Where hundreds of cards were dropped into one gap, ranks grow long: the crowd is spread, its order kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models

from cashboard.activity.changing import Change, involved
from cashboard.work.cards.events import CardsSpread
from cashboard.work.cards.ranks import BEHIND_ALL, HEAD, fill
from cashboard.work.spaces.models import Space, Status

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card


def spread_crowd(space: Space, status: Status, rank: str, change: Change) -> None:
    """Give the cards whose ranks begin as this one short ranks; part of the verb that dropped a card."""
    column = space.cards.filter(status=status, archived_at=None).order_by("rank", "pk")
    beginning = rank[:HEAD]
    crowd = list(_locked(column.filter(rank__gte=beginning, rank__lt=beginning + BEHIND_ALL)))
    below = column.filter(rank__lt=crowd[0].rank).last()
    above = column.filter(rank__gt=crowd[-1].rank).first()
    ranks = fill(len(crowd), below.rank if below else "", above.rank if above else "")
    for card, short in zip(crowd, ranks, strict=True):
        card.rank = short
    space.cards.bulk_update(crowd, ["rank"], batch_size=500)
    event = CardsSpread(status=status.named(), ranks={card.key: card.rank for card in crowd})
    change.record(event, space, also=[involved("card", card.pk, card.key, "moved aside") for card in crowd])


def _locked(cards: models.QuerySet[Card]) -> models.QuerySet[Card]:
    return cards.select_for_update() if connection.vendor == "postgresql" else cards
