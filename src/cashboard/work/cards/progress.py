"""How far a card is: KanBo's rule (help.kanboapp.com, "Work progress calculation").

A card in a status of kind completed is at 100 %, whatever is in it. Another one is at the mean over its
elements, each with equal weight: its subcards by their own progress, and whatever `counts_elements` brings.
Cards of kind information or cancelled, and archived ones, are no elements. Without elements: 0 %.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import NamedTuple

from cashboard.work.cards.relations import Tie
from cashboard.work.cards.relatives import Relatives
from cashboard.work.spaces.kinds import StatusKind

Elements = Callable[[Sequence[int]], dict[int, list[Fraction]]]
_COUNTED: list[Elements] = []


def counts_elements(find: Elements) -> Elements:
    """Register other elements of cards, such as the items of checklists.

    From ids of cards to the progress of each element of each card, 0 to 1, in one query.
    """
    _COUNTED.append(find)
    return find


class Progress(NamedTuple):
    """How many subcards count, how many of them are completed, and how far the card is, from 0 to 1."""

    done: int
    total: int
    share: Fraction

    @property
    def percent(self) -> int:
        """Rounded to the nearest whole number, half up."""
        return int(self.share * 100 + Fraction(1, 2))


def progress_of(cards: Sequence[int], relatives: Relatives) -> dict[int, Progress]:
    """The progress of those of these cards that are related with others."""
    within = {card: set(relatives.reached(card, Tie.CHILD)) for card in cards if card in relatives.cards}
    involved = set(within).union(*within.values())
    children = {card: _counted(card, relatives) for card in involved}
    others = _others(sorted(involved))
    shares: dict[int, Fraction] = {}
    for card in TopologicalSorter(children).static_order():  # children first
        elements = [*(shares[child] for child in children[card]), *others.get(card, ())]
        is_completed = relatives.cards[card].kind == StatusKind.COMPLETED
        mean = sum(elements, Fraction(0)) / len(elements) if elements else Fraction(0)
        shares[card] = Fraction(1) if is_completed else mean
    return {card: _progress(children[card], relatives, shares[card]) for card in within}


def shares_of(cards: Sequence[int]) -> dict[int, Fraction]:
    """How far those of these cards are that have elements besides subcards, from 0 to 1."""
    return {card: sum(parts, Fraction(0)) / len(parts) for card, parts in _others(cards).items() if parts}


def _counted(card: int, relatives: Relatives) -> list[int]:
    return [each.card.id for each in relatives.of(card, Tie.CHILD) if each.card.counts]


def _progress(children: Sequence[int], relatives: Relatives, share: Fraction) -> Progress:
    done = sum(relatives.cards[child].kind == StatusKind.COMPLETED for child in children)
    return Progress(done, len(children), share)


def _others(cards: Sequence[int]) -> dict[int, list[Fraction]]:
    found: dict[int, list[Fraction]] = {}
    for find in _COUNTED:
        for card, elements in find(cards).items():
            found.setdefault(card, []).extend(elements)
    return found
