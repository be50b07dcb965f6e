"""The catalogue of blockers, and the cards that they hold up."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from msgspec import UNSET

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import blockers as shapes
from cashboard.api.shapes.cards import Card as CardShape
from cashboard.api.shapes.values import Ref, ref
from cashboard.api.views.cards import card_of, shown
from cashboard.api.views.spaces import space_of
from cashboard.people.models import Person
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.blocking import Block
from cashboard.work.cards.standstill import counts_of


@route("GET", "blockers")
def blockers(call: Call, query: shapes.BlockerQuery) -> Page[shapes.Blocker]:
    """List blockers

    The shared ones and those of the spaces that the caller may see.
    """
    rows = Blocker.objects.visible_to(call.actor).filter(retired_at__isnull=not query.retired)
    if query.space is not UNSET:
        usable = Blocker.objects.usable_in(space_of(call, query.space, "space"))
        rows = rows.filter(pk__in=usable.values("pk"))
    return page(call, query, rows, lambda part: _shapes(call, part))


@route("POST", "blockers", status=201)
def add_blocker(call: Call, body: shapes.NewBlocker) -> shapes.Blocker:
    """Make a blocker

    Its scope is chosen once. An owner of the space makes a local one, an administrator those that are shared.
    """
    space = space_of(call, body.space, "space") if body.space else None
    made = Blocker.objects.add_blocker(
        body.name, description=body.description, scope=body.scope, space=space, by=call.actor
    )
    return _shown(call, made)


@route("GET", "blockers/{id}")
def blocker(call: Call, id: int) -> shapes.Blocker:
    """Show a blocker, and how many cards it holds up now"""
    return _shown(call, blocker_of(call, id))


@route("POST", "blockers/{id}/words")
def reword_blocker(call: Call, id: int, body: shapes.Words) -> shapes.Blocker:
    """Give a blocker another name and description"""
    blocker = blocker_of(call, id)
    with call.as_seen(blocker):
        blocker.reword(body.name, body.description, by=call.actor)
    return _shown(call, blocker)


@route("POST", "blockers/{id}/retirement")
def retire_blocker(call: Call, id: int) -> shapes.Blocker:
    """Let nobody use a blocker any more

    Cards that it blocks stay blocked.
    """
    blocker = blocker_of(call, id)
    with call.as_seen(blocker):
        blocker.retire(by=call.actor)
    return _shown(call, blocker)


@route("PUT", "spaces/{id}/blockers/{blocker}", status=204)
def take_up_blocker(call: Call, id: int, blocker: int) -> None:
    """Let the cards of a space be blocked with a blocker on demand"""
    space = space_of(call, id)
    with call.as_seen(space):
        found(Blocker.objects.shared(), blocker).take_up(space, by=call.actor)


@route("DELETE", "spaces/{id}/blockers/{blocker}", status=204)
def put_down_blocker(call: Call, id: int, blocker: int) -> None:
    """Take a blocker on demand out of a space"""
    space = space_of(call, id)
    with call.as_seen(space):
        found(Blocker.objects.shared(), blocker).put_down(space, by=call.actor)


@route("GET", "blocks")
def blocks(call: Call, query: shapes.BlockQuery) -> Page[shapes.Block]:
    """List what holds cards up, and with `current=false` what did"""
    rows = Block.objects.visible_to(call.actor).filter(ended_at__isnull=query.current)
    rows = rows.filter(**query.chosen("card", "blocker", "owner"))
    return page(call, query, rows, _block_shapes)


@route("POST", "cards/{id}/blocks")
def block(call: Call, id: int, body: shapes.Blocking) -> CardShape:
    """Block a card

    Its status is frozen until nothing blocks it any more. By this blocker already: nothing happens.
    """
    card = card_of(call, id)
    blocker = blocker_of(call, body.blocker, "blocker")
    owner = found(Person.objects.active(), body.owner, "owner")
    with call.as_seen(card):
        card.block(blocker, owner=owner, note=body.note, by=call.actor)
    return shown(card)


@route("DELETE", "cards/{id}/blocks")
def unblock(call: Call, id: int) -> CardShape:
    """End all that blocks a card"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.unblock(by=call.actor)
    return shown(card)


@route("DELETE", "cards/{id}/blocks/{blocker}")
def end_block(call: Call, id: int, blocker: int) -> CardShape:
    """End one of the blockers of a card"""
    card = card_of(call, id)
    with call.as_seen(card):
        card.unblock(blocker_of(call, blocker), by=call.actor)
    return shown(card)


def blocker_of(call: Call, pk: int, field: str = "") -> Blocker:
    """The blocker, with what its verbs look at."""
    return found(Blocker.objects.visible_to(call.actor).select_related("space__workspace"), pk, field)


def _shown(call: Call, blocker: Blocker) -> shapes.Blocker:
    return _shapes(call, Blocker.objects.filter(pk=blocker.pk))[0]


def _shapes(call: Call, rows: QuerySet[Blocker]) -> list[shapes.Blocker]:
    listed = list(rows)
    counts = counts_of(listed, call.actor)
    return [
        shapes.Blocker(
            id=each.pk,
            version=each.version,
            name=each.name,
            description=each.description,
            scope=cast(Any, each.scope),
            space=each.space_id,
            blocked_cards=counts[each.pk],
            created_at=each.created_at,
            retired_at=each.retired_at,
        )
        for each in listed
    ]


def _block_shapes(rows: QuerySet[Block]) -> list[shapes.Block]:
    return [
        shapes.Block(
            id=each.pk,
            card=each.card_id,
            blocker=Ref(each.blocker_id, each.blocker.name),
            owner=ref(each.owner_id, each.owner.name if each.owner else None),
            note=each.note,
            began_at=each.began_at,
            ended_at=each.ended_at,
        )
        for each in rows.select_related("blocker", "owner")
    ]
