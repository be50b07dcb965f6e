"""What must hold before a card moves: nothing blocks it, its status has room, somebody is responsible."""

from __future__ import annotations

from django.db import connection

from cashboard.activity.actors import Actor
from cashboard.activity.guards import team_rule
from cashboard.activity.refusals import Refused
from cashboard.activity.types import EventType
from cashboard.work.blockers.events import CardBlocked
from cashboard.work.cards.events import CardAssigned, CardCreated, CardRestored, StatusChange
from cashboard.work.cards.models import Card
from cashboard.work.cards.trash_events import CardPurged, CardRecovered, CardTrashed
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Status

ABOUT_TRASH = (CardTrashed, CardPurged)


@team_rule
def check_not_blocked(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when a blocked card would change its status, which is frozen; naming what blocks it."""
    if not isinstance(instance, Card) or instance.blocked_at is None:
        return
    if isinstance(event, StatusChange) and _comes_in(event):
        blocks = instance.all_blocks().current().select_related("blocker", "owner")
        named = "; ".join(f"{each.blocker.name}, owned by {each.owner_name}" for each in blocks)
        raise Refused(f"{instance.key} is blocked ({named}). End that first, then move the card.")


@team_rule
def check_not_in_trash(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when a card that somebody deleted meanwhile would be changed."""
    if isinstance(instance, Card) and instance.is_trashed and not isinstance(event, ABOUT_TRASH):
        who = instance.trashed_by.name if instance.trashed_by else "somebody"
        raise Refused(f"{instance.key} is in the trash: {who} deleted it. Restore it first.")


@team_rule
def check_open(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when a card that is done would be blocked."""
    if not isinstance(event, CardBlocked) or not isinstance(instance, Card):
        return
    if instance.status.kind in (StatusKind.COMPLETED, StatusKind.CANCELLED):
        kind = instance.status.get_kind_display().lower()
        raise Refused(f"{instance.key} is {kind}: nothing holds it up any more. Reopen it first.")


@team_rule
def check_limit(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when the status that a card comes into holds as many as it may.

    The row of the status is locked while its cards are counted: of two who take the last place at once, one
    is refused. A status without such a limit costs nothing.
    """
    if not isinstance(instance, Card) or not _comes_in(event) or not instance.status.refuses:
        return
    rows = Status.objects.filter(pk=instance.status_id)
    status = (rows.select_for_update(no_key=True) if connection.vendor == "postgresql" else rows).get()
    count = Card.objects.on_board().filter(space=instance.space_id, status=status).count()
    if status.limit is not None and status.refuses and status.is_over(count):
        raise Refused(
            f"{status.name} takes at most {_cards(status.limit)} and holds {count - 1}. "
            "Move one of them on first, or ask an owner of the space to raise the limit."
        )


@team_rule
def check_responsible(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when work would start, or go on, without the responsible person whom the space wants."""
    if not isinstance(instance, Card) or not instance.space.needs_responsible or instance.responsible_id:
        return
    if instance.status.kind != StatusKind.IN_PROGRESS:
        return
    if isinstance(event, CardCreated | StatusChange):
        raise Refused(
            f"{instance.key} needs a responsible person before it enters {instance.status.name}. "
            "Choose one, then move it."
        )
    if isinstance(event, CardAssigned):
        raise Refused(
            f"{instance.key} is in progress, and this space wants a responsible person there. "
            "Choose somebody else instead of nobody."
        )


def _comes_in(event: EventType) -> bool:
    """The event brings a card into a status where it did not stand."""
    if isinstance(event, StatusChange):
        return event.from_status.id != event.to_status.id
    return isinstance(event, CardCreated | CardRestored) or (
        isinstance(event, CardRecovered) and not event.is_archived
    )


def _cards(count: int) -> str:
    return "1 card" if count == 1 else f"{count} cards"
