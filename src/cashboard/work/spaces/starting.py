"""Where new cards of a space begin, and what a card needs before work on it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.work.spaces.arranging import Arranging
from cashboard.work.spaces.flow_events import (
    DefaultStatusChanged,
    ResponsibleNotRequired,
    ResponsibleRequired,
)

if TYPE_CHECKING:
    from cashboard.work.spaces.statuses import Status


class Starting(Arranging):
    """How work begins. The guard of the condition is `work/cards/guarding.py`."""

    default_status = models.ForeignKey(
        "work.Status", on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    needs_responsible = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def starting_status(self) -> Status | None:
        """Where a new card begins: the default status, or the leftmost."""
        return self.default_status or self.statuses.first()

    def start_cards_in(self, status: Status | None, *, by: Actor) -> None:
        """Let new cards begin in this status, None: in the leftmost. The same again: nothing."""
        with self.changing(by=by) as change:
            status = self.own_status(status) if status else None
            if status != self.default_status:
                old, self.default_status = self.default_status, status
                self.save_changed(change, "default_status")
                event = DefaultStatusChanged(
                    old=old.named() if old else None, new=status.named() if status else None
                )
                change.record(event, self)

    def require_responsible(self, required: bool, *, by: Actor) -> None:
        """Let a card enter a status of kind in progress only with a responsible person, or without too.

        The same again: nothing. Cards that are in progress already stay.
        """
        with self.changing(by=by) as change:
            if required != self.needs_responsible:
                self.needs_responsible = required
                self.save_changed(change, "needs_responsible")
                change.record(ResponsibleRequired() if required else ResponsibleNotRequired(), self)
