"""Start and due date of a card move together, so that the work stays as long as it is."""

from __future__ import annotations

from datetime import date, timedelta

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.work.cards.dating import Dating, check_date
from cashboard.work.cards.events import CardShifted

MOST_DAYS = 50_000


class Shifting(Dating):
    """Moving both dates by so many days."""

    class Meta:
        abstract = True

    def shift(self, days: int, *, by: Actor, version: int | None = None) -> Event | None:
        """Move the dates that there are. By no day: nothing.

        Raises Refused without a date, Invalid where one would leave 1970 to 2100.
        """
        if not -MOST_DAYS <= days <= MOST_DAYS:
            raise Invalid("That is too far: the dates must stay between 1970 and 2100.", "days")
        with self.changing(by=by, version=version) as change:
            if self.start_on is None and self.due_on is None:
                raise Refused(f"{self.key} has neither a start nor a due date. Set one first.")
            step = timedelta(days=days)
            start, due = (on and on + step for on in (self.start_on, self.due_on))
            check_date(start, "days")
            check_date(due, "days")
            return self._set_dates(start, due, change) if days else None

    def shift_back(self, event: Event, *, by: Actor) -> None:
        """Undo `event`, which moved the dates, if neither was changed again since."""
        told = event.typed
        if not isinstance(told, CardShifted):
            raise Refused("Only a move of both dates can be undone here.")
        with self.changing(by=by.because_of(event.uid)) as change:
            self.check_tells(event)
            if (_text(self.start_on), _text(self.due_on)) != (told.new_start, told.new_due):
                raise Refused(f"A date of {self.key} was changed again since; set it by hand.")
            self._set_dates(_day(told.old_start), _day(told.old_due), change)

    def _set_dates(self, start: date | None, due: date | None, change: Change) -> Event:
        old_start, old_due = self.start_on, self.due_on
        self.start_on, self.due_on = start, due
        self.save_changed(change, "start_on", "due_on")
        event = CardShifted(
            old_start=_text(old_start), old_due=_text(old_due), new_start=_text(start), new_due=_text(due)
        )
        return change.record(event, self)


def _text(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
