"""The log, and taking something back."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from msgspec import UNSET

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.activity.types import REGISTRY
from cashboard.api.calls import Call
from cashboard.api.paging import Page, page
from cashboard.api.problems import NotFound
from cashboard.api.routing import route
from cashboard.api.shapes import cards
from cashboard.api.shapes import events as shapes
from cashboard.api.views.cards import kept_card_of, shown
from cashboard.work.cards.models import Card
from cashboard.work.cards.telling import told_to
from cashboard.work.cards.undoing import can_take_back, take_back
from cashboard.work.spaces.models import Space, Workspace

COMPOSED = {"id", "sentence", "actor", "objects", "can_undo"}
SAME = tuple(name for name in shapes.Event.__struct_fields__ if name not in COMPOSED)


@route("GET", "events")
def events(call: Call, query: shapes.EventQuery) -> Page[shapes.Event]:
    """List events

    Of the places that the caller may see, in the order of `seq`. Narrow them to a space or a card.
    """
    rows: QuerySet[Event] = _seen_by(call.actor)
    if query.card is not UNSET:
        visible = Card.objects.of_spaces_seen_by(call.actor).filter(pk=query.card).exists()
        about = Event.objects.about("card", query.card).values("seq")
        rows = rows.filter(seq__in=about) if visible else rows.none()
    rows = rows.filter(**query.chosen("space", "type"))
    if query.after is not UNSET:
        rows = rows.filter(seq__gt=query.after)
    return page(call, query, rows, lambda chosen: [_shape(event) for event in chosen], key="seq")


@route("GET", "events/{id}")
def event(call: Call, id: UUID) -> shapes.Event:
    """Show an event"""
    return _shape(_event_of(call, id))


@route("POST", "events/{id}/undo")
def undo(call: Call, id: UUID) -> cards.Card:
    """Take back what an event did to a card

    Undoing is a new event with this one as its cause. What was changed again since is left alone.
    """
    event = _event_of(call, id)
    card_id = event.object_id("card")
    if card_id is None:
        raise Refused("This cannot be undone. Change the card by hand.")
    card = kept_card_of(call, card_id)
    with call.as_seen(card):
        take_back(card, event, by=call.actor)
    return shown(card)


def _seen_by(actor: Actor) -> QuerySet[Event]:
    """Events of places that this actor may see. What has no place is nobody's to read here."""
    spaces, workspaces = Space.objects.visible_to(actor), Workspace.objects.visible_to(actor)
    here = Q(space__in=spaces.values("pk")) | Q(space=None, workspace__in=workspaces.values("pk"))
    return told_to(actor, Event.objects.filter(here))


def _event_of(call: Call, uid: UUID) -> Event:
    event = _seen_by(call.actor).filter(uid=uid).first()
    if event is None:
        raise NotFound
    return event


def _shape(event: Event) -> shapes.Event:
    return shapes.Event(
        **{name: getattr(event, name) for name in SAME},
        id=event.uid,
        sentence=f"{event.actor_name} {event.typed.say() if event.type in REGISTRY else event.type}",
        actor=shapes.Doer(event.actor_kind, event.actor_person, event.actor_name),
        objects=[shapes.Part(**each) for each in event.objects_json],
        can_undo=can_take_back(event),
    )
