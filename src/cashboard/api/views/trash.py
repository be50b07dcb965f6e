"""The trash: cards are deleted, restored, and removed for good."""

from __future__ import annotations

from django.db.models import QuerySet

from cashboard.api.calls import Call
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import cards as card_shapes
from cashboard.api.shapes import trash as shapes
from cashboard.api.shapes.values import ref
from cashboard.api.views.cards import kept_card_of, shown
from cashboard.work.cards.models import Card


@route("GET", "trash")
def trash(call: Call, query: shapes.TrashQuery) -> Page[shapes.TrashedCard]:
    """List deleted cards

    Those in the trash of the spaces that the caller may see, in the order in which they were made.
    """
    rows = Card.objects.of_spaces_seen_by(call.actor).exclude(trashed_at=None)
    rows = rows.filter(**query.chosen("space")).select_related("space", "trashed_by")
    return page(call, query, rows, _shapes)


@route("DELETE", "cards/{id}")
def delete_card(call: Call, id: int) -> shapes.TrashedCard:
    """Delete a card

    It lies in the trash, from where it can be restored. In the trash already: nothing happens. The work on an
    invoice is not deleted.
    """
    card = kept_card_of(call, id)
    with call.as_seen(card):
        card.trash(by=call.actor)
    return _shape(card)


@route("POST", "cards/{id}/recovery")
def recover_card(call: Call, id: int) -> card_shapes.Card:
    """Restore a deleted card

    Out of the trash, to where it stood. Not in there: nothing happens.
    """
    card = kept_card_of(call, id)
    with call.as_seen(card):
        card.recover(by=call.actor)
    return shown(card)


@route("POST", "cards/{id}/purge", status=204)
def purge_card(call: Call, id: int, body: shapes.Confirmation) -> None:
    """Remove a deleted card for good

    For owners; `key` confirms which one. Its comments, checklists and relations go with it.
    """
    card = kept_card_of(call, id)
    card.purge(by=call.actor, key=body.key, version=call.expected(card))


def _shapes(rows: QuerySet[Card]) -> list[shapes.TrashedCard]:
    return [_shape(card) for card in rows]


def _shape(card: Card) -> shapes.TrashedCard:
    return shapes.TrashedCard(
        id=card.pk,
        key=card.key,
        title=card.title,
        space=card_shapes.SpaceRef(card.space_id, card.space.key),
        trashed_at=card.trashed_at or card.changed_at,
        trashed_by=ref(card.trashed_by_id, card.trashed_by.name if card.trashed_by else ""),
        purged_from=card.purged_from or card.changed_at,
    )
