"""A status changes its kind or goes away, and the cards in it follow: each is told by an event of its own."""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, connection

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.refusals import Invalid, Refused
from cashboard.work.cards.events import StatusChange
from cashboard.work.cards.models import Card
from cashboard.work.cards.moving import status_change
from cashboard.work.cards.neighbours import end_rank
from cashboard.work.cards.ranks import spread
from cashboard.work.spaces.flow_events import StatusKindChanged, StatusRemoved
from cashboard.work.spaces.kinds import StatusKind, chosen
from cashboard.work.spaces.models import Space, Status

CHANGED = ("status", "rank", "started_at", "completed_at", "version", "changed_at")


def change_kind(space: Space, status: Status, kind: str, *, by: Actor) -> None:
    """Let a status mean something else. The same again: nothing.

    The cards in it are started, completed or reopened by that, now.
    """
    new = chosen(StatusKind, kind)
    with space.changing(by=by) as change:
        status = space.own_status(status)
        if new != status.kind:
            old, status.kind = status.kind, new
            status.save(update_fields=["kind"])
            space.save_changed(change)
            change.record(StatusKindChanged(status=status.named(), old=old, new=new.value), space)
            _take_along(_cards_in(status, space), old, change, lambda card: None)


def remove_status(space: Space, status: Status, *, by: Actor, into: Status | None = None) -> None:
    """Take a status away; its cards go to the end of `into`, in their order.

    Raises Invalid when cards stand in it and `into` names no other status, or when it is the last one.
    """
    try:
        with space.changing(by=by) as change:
            status, target = space.own_status(status), space.own_status(into) if into else None
            cards = _cards_in(status, space)
            _check_removable(space, status, target, len(cards))
            event = StatusRemoved(
                status=status.named(), kind=status.kind, into=target.named() if target and cards else None
            )
            change.record(event, space)
            if target:
                ranks = dict(zip(cards, spread(len(cards), end_rank(space.pk, target.pk)), strict=True))
                _take_along(cards, status.kind, change, lambda card: _put(card, target, ranks[card]))
            if space.default_status_id == status.pk:
                space.default_status = None
            space.save_changed(change, "default_status")
            status.delete()
    except IntegrityError as error:
        raise Refused(f"Somebody moved a card into {status.name} meanwhile. Remove it again.") from error


def _check_removable(space: Space, status: Status, into: Status | None, count: int) -> None:
    if into == status or (count and into is None):
        cards = "1 card stands" if count == 1 else f"{count:,} cards stand"
        raise Invalid(f"{cards} in {status.name}. Choose another status for them.", "into")
    if space.statuses.count() == 1:
        raise Invalid("A space needs one status at least. Add another one first.", "status")


def _cards_in(status: Status, space: Space) -> list[Card]:
    """All cards of a status, archived ones too, locked, in their order."""
    rows = space.cards.filter(status=status).order_by("rank", "pk")
    cards = list(rows.select_for_update(no_key=True) if connection.vendor == "postgresql" else rows)
    for card in cards:
        card.space, card.status = space, status
    return cards


def _put(card: Card, status: Status, rank: str) -> None:
    card.status, card.rank = status, rank


def _take_along(cards: list[Card], old_kind: str, change: Change, put: Callable[[Card], None]) -> None:
    """Change these cards as `put` does, set the times that follow, and tell of each what that means.

    Those in the trash follow too, so that their status is there when they come back.
    """
    because = change.events[-1].uid
    told: list[tuple[StatusChange, Card]] = []
    for card in cards:
        old, old_rank = card.status, card.rank
        put(card)
        card.note_times(card.status.kind, change)
        card.version, card.changed_at = card.version + 1, max(change.at, card.changed_at)
        event = status_change(old_kind, card.status.kind)(
            from_status=old.named(),
            to_status=card.status.named(),
            from_kind=old_kind,
            to_kind=card.status.kind,
            rank=card.rank,
            old_rank=old_rank,
        )
        told.append((event, card))
    Card.objects.bulk_update(cards, CHANGED, batch_size=500)
    for event, card in told:
        change.record(event, card, cause=because if card.is_trashed else None)
