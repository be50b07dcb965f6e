"""What stands still: the current blocks of cards that somebody may see, the costliest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet

from cashboard.activity.actors import Actor
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.blocking import Block
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Standstill:
    """A card with one of the blockers that hold it up, as of a moment."""

    block: Block
    now: datetime
    today: date

    @property
    def card(self) -> Card:
        """The card that stands still."""
        return self.block.card

    @property
    def days(self) -> int:
        """Whole days since it was blocked."""
        return (self.now - self.block.began_at).days

    @property
    def days_overdue(self) -> int:
        """Days since the card was due; 0 when it is not."""
        return max((self.today - self.card.due_on).days, 0) if self.card.due_on else 0

    @property
    def impact(self) -> tuple[Decimal, int, int]:
        """What orders the list: the money on the card, then the days blocked, then the days overdue.

        Amounts are compared as they are written, whatever their currency.
        """
        return (self.card.amount or Decimal(0), self.days, self.days_overdue)


def standstills(
    actor: Actor,
    now: datetime,
    today: date,
    *,
    space: Space | None = None,
    blocker: Blocker | None = None,
    owner: int | None = None,
) -> list[Standstill]:
    """The current blocks that this actor may see, by impact; of one space, blocker or owner. One query."""
    rows = seen_blocks(actor).select_related("card__space", "card__status", "blocker", "owner")
    if space is not None:
        rows = rows.filter(card__space=space)
    if blocker is not None:
        rows = rows.filter(blocker=blocker)
    if owner is not None:
        rows = rows.filter(owner=owner)
    found = [Standstill(block, now, today) for block in rows]
    return sorted(found, key=lambda each: each.impact, reverse=True)


def counts_of(blockers: Iterable[Blocker], actor: Actor) -> Counter[int]:
    """How many cards that this actor may see each of these blockers holds up now. One query."""
    ids = [blocker.pk for blocker in blockers]
    rows = seen_blocks(actor).filter(blocker__in=ids).order_by().values_list("blocker")
    return Counter(dict(rows.annotate(cards=Count("card"))))


def money_in(found: Iterable[Standstill]) -> dict[str, Decimal]:
    """The money on these cards by currency, each card once."""
    cards = {each.card.pk: each.card for each in found}
    sums: dict[str, Decimal] = {}
    for card in cards.values():
        if card.amount is not None:
            sums[card.currency] = sums.get(card.currency, Decimal(0)) + card.amount
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))


def seen_blocks(actor: Actor) -> QuerySet[Block]:
    """The current blocks of cards on boards that this actor may see."""
    return Block.objects.visible_to(actor).current().on_board()
