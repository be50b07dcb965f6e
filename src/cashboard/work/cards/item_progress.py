"""The items of a card's checklists count as elements of its progress, each as much as a subcard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from cashboard.work.cards.checking_off import Item
from cashboard.work.cards.progress import counts_elements


@counts_elements
def items_done(cards: Sequence[int]) -> dict[int, list[Fraction]]:
    """1 for each item that is done, 0 for the others."""
    found: dict[int, list[Fraction]] = defaultdict(list)
    for card, done_at in Item.objects.filter(card__in=cards).values_list("card_id", "done_at"):
        found[card].append(Fraction(done_at is not None))
    return dict(found)
