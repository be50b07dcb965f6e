"""The checklists of a card."""

from __future__ import annotations

from django.db import transaction
from msgspec import UNSET

from cashboard.api.calls import Call, found
from cashboard.api.routing import route
from cashboard.api.shapes import checklists as shapes
from cashboard.api.shapes.values import ref
from cashboard.api.views.cards import card_of, person_of
from cashboard.work.cards.models import Card


@route("GET", "cards/{id}/checklists")
def checklists(call: Call, id: int) -> shapes.Checklists:
    """Show a card's checklists"""
    return _shown(card_of(call, id))


@route("POST", "cards/{id}/checklists")
def add_checklist(call: Call, id: int, body: shapes.NewChecklist) -> shapes.Checklists:
    """Put a checklist on a card"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.add_checklist(body.name, by=call.actor)
    return _shown(card)


@route("POST", "cards/{id}/checklists/{checklist}/name")
def rename_checklist(call: Call, id: int, checklist: int, body: shapes.NewChecklist) -> shapes.Checklists:
    """Give a checklist another name"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.rename_checklist(found(card.checklists.all(), checklist), body.name, by=call.actor)
    return _shown(card)


@route("DELETE", "cards/{id}/checklists/{checklist}")
def remove_checklist(call: Call, id: int, checklist: int) -> shapes.Checklists:
    """Remove a checklist with its items"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.remove_checklist(found(card.checklists.all(), checklist), by=call.actor)
    return _shown(card)


@route("POST", "cards/{id}/checklists/{checklist}/items")
def add_items(call: Call, id: int, checklist: int, body: shapes.NewItems) -> shapes.Checklists:
    """Add items to a checklist

    One for each line of the text, at the end.
    """
    card = card_of(call, id)
    with call.as_seen(card):
        card.add_items(found(card.checklists.all(), checklist), body.text, by=call.actor)
    return _shown(card)


@route("POST", "cards/{id}/items/{item}")
def change_item(call: Call, id: int, item: int, body: shapes.ItemChange) -> shapes.Checklists:
    """Check an item off, or change its text, owner, date or place"""
    card = card_of(call, id)
    one = found(card.items.all(), item)
    with transaction.atomic(), call.as_seen(card):
        if body.text is not UNSET:
            card.reword(one, body.text, by=call.actor)
        if body.owner is not UNSET:
            card.give_item(one, person_of(body.owner, "owner"), by=call.actor)
        if body.due_on is not UNSET:
            card.date_item(one, body.due_on, by=call.actor)
        if body.before is not UNSET:
            above = found(card.items.all(), body.before, "before") if body.before else None
            card.place_item(one, before=above, by=call.actor)
        if body.done is not UNSET:
            (card.check_off if body.done else card.uncheck)(one, by=call.actor)
    return _shown(card)


@route("DELETE", "cards/{id}/items/{item}")
def remove_item(call: Call, id: int, item: int) -> shapes.Checklists:
    """Take an item out of its checklist"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.remove_item(found(card.items.all(), item), by=call.actor)
    return _shown(card)


def _shown(card: Card) -> shapes.Checklists:
    lists = card.checklists.prefetch_related("items__owner", "items__done_by")
    return shapes.Checklists(
        card.version,
        [
            shapes.Checklist(
                one.pk,
                one.name,
                [
                    shapes.Item(
                        item.pk,
                        item.text,
                        item.done_at,
                        ref(item.done_by_id, item.done_by.name if item.done_by else None),
                        ref(item.owner_id, item.owner.name if item.owner else None),
                        item.due_on,
                    )
                    for item in one.items.all()
                ],
            )
            for one in lists
        ],
    )
