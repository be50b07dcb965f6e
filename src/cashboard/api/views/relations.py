"""Relations between cards: what there are, making and ending them."""

from __future__ import annotations

from typing import cast

from cashboard.api.calls import Call, found
from cashboard.api.routing import route
from cashboard.api.shapes import cards
from cashboard.api.shapes import relations as shapes
from cashboard.api.views.cards import card_of, shown
from cashboard.work.cards.conflicts import conflicts_of
from cashboard.work.cards.progress import progress_of
from cashboard.work.cards.relations import Relation, Tie
from cashboard.work.cards.relatives import Relative, Relatives
from cashboard.work.cards.waiting import waits_for


@route("GET", "cards/{id}/relations")
def relations(call: Call, id: int) -> shapes.Relations:
    """List what is related with a card

    Its parents, subcards, previous and next cards, as far as the caller may see them; its progress by its
    subcards; and the dates that contradict each other.
    """
    card = card_of(call, id)
    around = Relatives([card.pk] if card.is_related else [], call.actor)
    progress = progress_of([card.pk], around).get(card.pk)
    return shapes.Relations(
        progress=progress.percent if progress and progress.total else None,
        waits_for=[each.key for each in waits_for(card.pk, around)],
        relations=[
            shapes.Relation(each.relation, cast(shapes.Tie, tie.value), each.lag, _related(each.card))
            for tie in Tie
            for each in around.of(card.pk, tie)
        ],
        conflicts=[
            shapes.Conflict(
                each.rule.name, cast(shapes.Tie, each.tie.value), _related(each.culprit), each.sentence
            )
            for each in conflicts_of(card.pk, around)
        ],
    )


@route("POST", "cards/{id}/relations")
def relate(call: Call, id: int, body: shapes.NewRelation) -> cards.Card:
    """Relate a card with another one

    Related so already: nothing happens, but that the days between are set anew. A card that would come
    before itself, or be its own parent, is refused.
    """
    card, other = card_of(call, id), card_of(call, body.card, "card")
    card.relate(body.tie, other, lag=body.lag, by=call.actor, version=call.expected(card))
    return shown(card)


@route("DELETE", "cards/{id}/relations/{relation}")
def unrelate(call: Call, id: int, relation: int) -> cards.Card:
    """End a relation of a card"""
    card = card_of(call, id)
    ended = found(Relation.objects.visible_to(call.actor).of_card(card.pk), relation)
    tie, other, _ = ended.seen_from(card.pk)
    card.unrelate(str(tie), card_of(call, int(other)), by=call.actor, version=call.expected(card))
    return shown(card)


@route("POST", "cards/{id}/subcards", status=201)
def add_subcard(call: Call, id: int, body: shapes.NewSubcard) -> cards.Card:
    """Make a subcard of a card

    It stands at the end of the first status of the same space.
    """
    card = card_of(call, id)
    return shown(card.add_subcard(body.title, by=call.actor, version=call.expected(card)))


def _related(card: Relative) -> shapes.RelatedCard:
    return shapes.RelatedCard(
        card.id,
        card.key,
        card.title,
        card.status,
        cast(cards.Kind, card.kind),
        card.start_on,
        card.due_on,
        card.is_archived,
    )
