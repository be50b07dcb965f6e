"""A card takes up time from its start to its due date; both are set as one thing."""

from __future__ import annotations

from datetime import date

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.work.cards.dating import check_date
from cashboard.work.cards.shifting import Shifting


class Rescheduling(Shifting):
    """Giving a card another start and another end."""

    class Meta:
        abstract = True

    def reschedule(
        self, start_on: date | None, due_on: date | None, *, by: Actor, version: int | None = None
    ) -> None:
        """Set or clear both dates. The same dates again: nothing.

        Raises Invalid outside 1970 to 2100, and for a start after the due date.
        """
        check_span(start_on, due_on)
        with self.changing(by=by, version=version) as change:
            if self.start_on != start_on and self.due_on != due_on:
                self._set_dates(start_on, due_on, change)
            elif self.start_on != start_on:
                self._set_date("start", start_on, change)
            elif self.due_on != due_on:
                self._set_date("due", due_on, change)


def check_span(start_on: date | None, due_on: date | None) -> None:
    """Raise Invalid for days that no card can have."""
    check_date(start_on, "start_on")
    check_date(due_on, "due_on")
    if start_on and due_on and start_on > due_on:
        raise Invalid(
            f"It would start on {start_on.isoformat()}, after it is due on {due_on.isoformat()}. "
            "Give a start on or before the due date.",
            "start_on",
        )
