"""How near the due date is, as groups: dropped in one, a card becomes due on the day that it stands for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Refused
from cashboard.work.cards.attributes.attribute import Attribute, Group, Identity, Scene, Spot
from cashboard.work.cards.grouping import (
    BUCKETS,
    LATER,
    NEVER,
    NEXT_WEEK,
    OVER,
    OVERDUE,
    THIS_WEEK,
    TODAY,
    bucket,
)

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card

FRIDAY, SUNDAY = 4, 6
ICONS = {OVERDUE: "triangle-alert", TODAY: "clock", NEVER: "calendar-x", OVER: "circle-check"}
REFUSALS = {
    OVERDUE: "Nothing becomes overdue by dragging. Drop the card on a day to come.",
    OVER: "Here are cards that are done and whose day has passed. Complete the card instead.",
}


class DueAttribute(Attribute):
    """A group for each stretch of time until the due date; weeks begin on Monday."""

    name, title = "due", "Due date"

    def expression(self, scene: Scene) -> Any:
        return bucket(scene.today)

    def groups(self, found: Collection[Identity], scene: Scene) -> list[Group]:
        return [
            self.group(
                number,
                name,
                icon=ICONS.get(number, "calendar"),
                colour="red" if number == OVERDUE else "",
                refuses=REFUSALS.get(number, ""),
            )
            for number, name in BUCKETS.items()
            if number != OVER or number in found
        ]

    def put(self, card: Card, spot: Spot, scene: Scene, by: Actor) -> None:
        card.date("due", day_of(spot.to.identity or 0, scene.today), by=by)


def day_of(number: int, today: date) -> date | None:
    """The day that a group stands for: today, the Friday of a week, or none.

    Once Friday has come, what is left of this week stands for its Sunday.
    """
    monday = today - timedelta(days=today.weekday())
    if number == NEVER:
        return None
    if number == TODAY:
        return today
    if number == THIS_WEEK:
        if today.weekday() == SUNDAY:
            raise Refused("This week ends today. Drop the card on Today or on Next week.")
        return monday + timedelta(days=FRIDAY if today.weekday() < FRIDAY else SUNDAY)
    if number in (NEXT_WEEK, LATER):
        return monday + timedelta(weeks=1 if number == NEXT_WEEK else 2, days=FRIDAY)
    raise Refused(REFUSALS[number])
