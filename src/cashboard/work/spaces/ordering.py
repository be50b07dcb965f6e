"""A space says whether the order of its cards is a hint or a rule."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing
from cashboard.work.spaces.events import OrderOfWorkSet
from cashboard.work.spaces.kinds import OrderOfWork, chosen


class Ordering(Changing):
    """Whether a card may be begun while one before it is open; `cards/waiting.py` asks."""

    order_of_work = models.CharField(
        max_length=8, choices=OrderOfWork.choices, default=OrderOfWork.WARN, editable=False
    )

    class Meta:
        abstract = True

    def order_work(self, how: str, *, by: Actor) -> None:
        """Warn, or enforce the order. As it is already: nothing."""
        how = chosen(OrderOfWork, how, "order of work")
        with self.changing(by=by) as change:
            if how != self.order_of_work:
                self.order_of_work, old = how, self.order_of_work
                self.save_changed(change, "order_of_work")
                change.record(OrderOfWorkSet(old=old, new=how.value), self)
