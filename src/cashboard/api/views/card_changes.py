"""What can be done with a card: one address per change, each of them one verb."""

from __future__ import annotations

from msgspec import UNSET

from cashboard.api.calls import Call, found
from cashboard.api.routing import route
from cashboard.api.shapes import cards as shapes
from cashboard.api.views.cards import card_of, person_of, shown
from cashboard.people.models import Person
from cashboard.work.cards.following import Plan


@route("POST", "cards/{id}/moves")
def move(call: Call, id: int, body: shapes.Move) -> shapes.Card:
    """Move a card

    Into a status of its space, above the card `before`, or at the end when `before` is null. Where it stands
    already: nothing happens.
    """
    card = card_of(call, id)
    status = found(card.space.statuses.all(), body.status, "status")
    before = card_of(call, body.before, "before") if body.before else None
    card.move(status, by=call.actor, before=before, version=call.expected(card))
    return shown(card)


@route("POST", "cards/{id}/completion")
def complete(call: Call, id: int) -> shapes.Card:
    """Complete a card

    It goes to the first status of kind `completed`. Completed already: nothing happens.
    """
    card = card_of(call, id)
    with call.as_seen(card):
        card.complete(by=call.actor)
    return shown(card)


@route("POST", "cards/{id}/reopening")
def reopen(call: Call, id: int) -> shapes.Card:
    """Reopen a completed or cancelled card"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.reopen(by=call.actor)
    return shown(card)


@route("POST", "cards/{id}/assignment")
def assign(call: Call, id: int, body: shapes.Assignment) -> shapes.Card:
    """Make somebody responsible, or nobody

    The person must be a member of the space.
    """
    card = card_of(call, id)
    card.assign(person_of(body.person, "person"), by=call.actor, version=call.expected(card))
    return shown(card)


@route("POST", "cards/{id}/dates")
def date(call: Call, id: int, body: shapes.Dates) -> shapes.Card:
    """Set or clear the start and the due date

    With `followers` the cards that come after it, and those that are part of them, move by as many days in
    the same change.
    """
    card = card_of(call, id)
    start = card.start_on if body.start_on is UNSET else body.start_on
    due = card.due_on if body.due_on is UNSET else body.due_on
    plan = Plan.of(card, start, due, along=body.followers, by=call.actor)
    plan.carry_out(by=call.actor, version=call.expected(card))
    return shown(card)


@route("POST", "cards/{id}/shifts")
def shift(call: Call, id: int, body: shapes.Shift) -> shapes.Card:
    """Move start and due date together

    By so many days. A date that is not set stays so; a card without any is refused. Send `If-Match`, or an
    `Idempotency-Key`, so that asking again does not move them again.
    """
    card = card_of(call, id)
    card.shift(body.days, by=call.actor, version=call.expected(card))
    return shown(card)


@route("POST", "cards/{id}/title")
def retitle(call: Call, id: int, body: shapes.TitleChange) -> shapes.Card:
    """Give a card another title"""
    card = card_of(call, id)
    card.retitle(body.title, by=call.actor, version=call.expected(card))
    return shown(card)


@route("POST", "cards/{id}/description")
def describe(call: Call, id: int, body: shapes.DescriptionChange) -> shapes.Card:
    """Write a card's description anew"""
    card = card_of(call, id)
    card.describe(body.description, by=call.actor, version=call.expected(card))
    return shown(card)


@route("POST", "cards/{id}/labels")
def put_label(call: Call, id: int, body: shapes.NewLabel) -> shapes.Card:
    """Put a label on a card"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.label(body.name, by=call.actor)
    return shown(card)


@route("DELETE", "cards/{id}/labels/{label}")
def take_label(call: Call, id: int, label: int) -> shapes.Card:
    """Take a label off a card"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.unlabel(found(card.space.labels.all(), label), by=call.actor)
    return shown(card)


@route("POST", "cards/{id}/coworkers")
def add_coworker(call: Call, id: int, body: shapes.NewCoworker) -> shapes.Card:
    """Let somebody work on a card too"""
    card = card_of(call, id)
    person = found(Person.objects.active(), body.person, "person")
    with call.as_seen(card):
        card.add_coworker(person, by=call.actor)
    return shown(card)


@route("DELETE", "cards/{id}/coworkers/{person}")
def remove_coworker(call: Call, id: int, person: int) -> shapes.Card:
    """Take somebody off a card"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.remove_coworker(found(card.coworkers.all(), person), by=call.actor)
    return shown(card)


@route("POST", "cards/{id}/archive")
def archive(call: Call, id: int, body: shapes.Archiving) -> shapes.Card:
    """Put a card away"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.archive(by=call.actor, reason=body.reason)
    return shown(card)


@route("DELETE", "cards/{id}/archive")
def restore(call: Call, id: int) -> shapes.Card:
    """Bring an archived card back"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.restore(by=call.actor)
    return shown(card)
