"""A space arranges its statuses: their names and order.

What also touches cards is in `work/cards/flowing.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing
from cashboard.activity.refusals import Invalid
from cashboard.work.spaces.events import StatusAdded
from cashboard.work.spaces.flow_events import StatusesOrdered, StatusRenamed
from cashboard.work.spaces.kinds import StatusKind, chosen
from cashboard.work.spaces.naming import tidy_name

if TYPE_CHECKING:
    from cashboard.work.spaces.statuses import Status


class Arranging(Changing):
    """The statuses of a space, from left to right."""

    statuses: Any

    class Meta:
        abstract = True

    def add_status(self, name: str, kind: str, *, by: Actor) -> Status:
        """A new status at the right end."""
        name = tidy_name(name, "status")
        with self.changing(by=by) as change:
            self._check_free(name)
            last = self.statuses.last()
            status: Status = self.statuses.create(
                name=name, kind=chosen(StatusKind, kind), position=last.position + 1 if last else 0
            )
            self.save_changed(change)
            change.record(StatusAdded(status=status.named(), kind=status.kind), self)
        return status

    def rename_status(self, status: Status, name: str, *, by: Actor) -> None:
        """Give a status another name. The same again: nothing."""
        name = tidy_name(name, "status")
        with self.changing(by=by) as change:
            status = self.own_status(status)
            if name != status.name:
                self._check_free(name, but=status)
                old, status.name = status.name, name
                status.save(update_fields=["name"])
                self.save_changed(change)
                change.record(StatusRenamed(status=status.named(), old=old), self)

    def place_status(self, status: Status, *, before: Status | None, by: Actor) -> None:
        """Put a status to the left of another, or at the right end. Where it stands already: nothing."""
        with self.changing(by=by) as change:
            there = list(self.statuses.all())
            status = self.own_status(status)
            order = [each for each in there if each != status]
            order.insert(order.index(before) if before and before in order else len(order), status)
            if before != status and order != there:
                for position, each in enumerate(order):
                    each.position = position
                self.statuses.bulk_update(order, ["position"])
                self.save_changed(change)
                event = StatusesOrdered(status=status.named(), order=[each.named() for each in order])
                change.record(event, self)

    def own_status(self, status: Status) -> Status:
        """This status as it is now; raises Invalid when it is none of the space."""
        found: Status | None = self.statuses.filter(pk=status.pk).first()
        if found is None:
            raise Invalid(f"{status.name} is no status of this space.", "status")
        return found

    def _check_free(self, name: str, but: Status | None = None) -> None:
        others = self.statuses.exclude(pk=but.pk) if but else self.statuses
        if others.filter(name__iexact=name).exists():
            raise Invalid(f"There is a status {name} already.", "name")
