"""Where cards may go from where they stand, for who looks: what menus and boards say before anybody tries."""

from __future__ import annotations

from typing import NamedTuple

from cashboard.web.places import Place
from cashboard.work.cards.gates import may_come_from, missing, undone
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Status


class Way(NamedTuple):
    """Whether a status is closed to a card, and what the card would need to come in."""

    closed: bool
    lacks: str


def ways_of(card: Card, place: Place) -> dict[int, Way]:
    """For each status of the place; statuses without rules ask nothing of the database."""
    return {status.pk: _way(card, status, place) for status in place.statuses}


def closed_ways(place: Place) -> dict[int, str]:
    """For each status the ids of those from which this person may bring no card into it."""
    return {
        status.pk: " ".join(
            start
            for start in status.arrivals
            if not may_come_from(status, int(start), place.actor, place.role)
        )
        for status in place.statuses
    }


def _way(card: Card, status: Status, place: Place) -> Way:
    if status.pk == card.status_id:
        return Way(closed=False, lacks="")
    closed = not may_come_from(status, card.status_id, place.actor, place.role)
    lacks = [need.name for need in missing(card, status)] if status.gate and not closed else []
    if not lacks and not closed and open_items(card, status):
        lacks = ["open items done"]
    return Way(closed=closed, lacks=", ".join(lacks))


def open_items(card: Card, to: Status) -> list[tuple[int, str]]:
    """The items that are still open where the card stands and must be done before it goes further to `to`."""
    goes_on = card.is_defined and to.position > card.status.position and to.kind != "cancelled"
    if not goes_on or not card.status.definition:
        return []
    return [(item.pk, item.text) for item in undone(card, card.status_id)]
