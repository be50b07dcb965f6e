"""Cards of a file are related as they were there, once all of them are here."""

from __future__ import annotations

from collections.abc import Iterator

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Refused
from cashboard.activity.turns import writing_turn
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Tie
from cashboard.work.importing.brought import BroughtCard, Source
from cashboard.work.importing.runs import BoardImport, ImportedCard
from cashboard.work.importing.surveying import known_keys


def link(run: BoardImport, source: Source, by: Actor) -> int:
    """Relate them; returns how many relations there are. Related already: nothing, so it can be repeated.

    Only cards of this import get relations: those that were here before stay as they are. What the file names
    and does not hold, or what would lead in a circle, is left out.
    """
    own = set(ImportedCard.objects.filter(run=run).values_list("card_id", flat=True))
    made = 0
    for card in source.rows():
        if isinstance(card, BroughtCard) and card.is_linked:
            made += sum(_relate(run, tie, near, far, by) for tie, near, far in _ties(run, source, card, own))
    return made


def _ties(
    run: BoardImport, source: Source, card: BroughtCard, own: set[int]
) -> Iterator[tuple[Tie, int, int]]:
    named = {Tie.PARENT: card.parents, Tie.NEXT: card.followers, Tie.PREVIOUS: card.precursors}
    there = known_keys(run.space, source.source, [card.key, *card.parents, *card.followers, *card.precursors])
    near = there.get(card.key)
    for tie, keys in named.items():
        for key in keys:
            far = there.get(key)
            if near is not None and far is not None and near != far and {near, far} & own:
                yield tie, near, far


def _relate(run: BoardImport, tie: Tie, near: int, far: int, by: Actor) -> bool:
    cards = Card.objects.select_related("space__workspace").in_bulk([near, far])
    try:
        with writing_turn():
            cards[near].relate(tie, cards[far], by=by)
    except Refused:
        return False
    return True
