"""A card has a start and a due date, coloured by how near they are."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.work.cards.events import CardDated
from cashboard.work.cards.placing import Placed
from cashboard.work.spaces.kinds import OPEN_KINDS

Nearness = Literal["grey", "orange", "red"]
Day = date  # in the class, `date` is the verb
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)


class Dating(Placed):
    """When work on a card begins and when it is due."""

    start_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def date(
        self, which: Literal["start", "due"], on: date | None, *, by: Actor, version: int | None = None
    ) -> Event | None:
        """Set or clear a date. The same date again: nothing. Raises Invalid outside 1970 to 2100."""
        check_date(on, f"{which}_on")
        with self.changing(by=by, version=version) as change:
            if getattr(self, f"{which}_on") == on:
                return None
            return self._set_date(which, on, change)

    def date_back(self, event: Event, *, by: Actor) -> None:
        """Undo `event`, which changed a date, if that was not changed again since."""
        told = event.typed
        if not isinstance(told, CardDated):
            raise Refused("Only a change of a date can be undone here.")
        with self.changing(by=by.because_of(event.uid)) as change:
            self.check_tells(event)
            if getattr(self, f"{told.which}_on") != _day(told.new):
                raise Refused(f"The {told.which} date of {self.key} was changed again since; set it by hand.")
            self._set_date(told.which, _day(told.old), change)

    def _set_date(self, which: str, on: Day | None, change: Change) -> Event:
        old: Day | None = getattr(self, f"{which}_on")
        setattr(self, f"{which}_on", on)
        self.save_changed(change, f"{which}_on")
        event = CardDated(
            which=which, old=old.isoformat() if old else None, new=on.isoformat() if on else None
        )
        return change.record(event, self)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def check_date(on: date | None, what: str) -> None:
    """Raise Invalid for a date before 1970 or after 2100."""
    if on is not None and not EARLIEST <= on <= LATEST:
        raise Invalid(f"{on.isoformat()} is out of range: give a date between 1970 and 2100.", what)


def nearness(due_on: date | None, kind: str, today: date) -> Nearness:
    """KanBo's rule.

    Grey with over a week left or when the work is over, orange under a week, red when missed.
    """
    if due_on is None or kind not in OPEN_KINDS:
        return "grey"
    left = (due_on - today).days
    return "red" if left < 0 else "orange" if left < 7 else "grey"
