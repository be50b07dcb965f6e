"""A card has a start and a due date, coloured by how near they are."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.work.cards.events import CardDated
from cashboard.work.cards.placing import Placed
from cashboard.work.spaces.kinds import OPEN_KINDS

Nearness = Literal["grey", "orange", "red"]
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)


class Dating(Placed):
    """When work on a card begins and when it is due."""

    start_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def date(
        self, which: Literal["start", "due"], on: date | None, *, by: Actor, version: int | None = None
    ) -> None:
        """Set or clear a date. The same date again: nothing. Raises Invalid outside 1970 to 2100."""
        check_date(on, f"{which}_on")
        with self.changing(by=by, version=version) as change:
            old: date | None = getattr(self, f"{which}_on")
            if old == on:
                return
            setattr(self, f"{which}_on", on)
            self.save_changed(change, f"{which}_on")
            event = CardDated(
                which=which, old=old.isoformat() if old else None, new=on.isoformat() if on else None
            )
            change.record(event, self)


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
