"""A card can be put away and brought back."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.work.cards.events import CardArchived, CardRestored
from cashboard.work.cards.placing import Placed


class Archiving(Placed):
    """Whether a card is on its board."""

    archived_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def archive(self, *, by: Actor, reason: str = "") -> None:
        """Put the card away. Twice: nothing."""
        with self.changing(by=by) as change:
            if self.archived_at is None:
                self.archived_at = change.at
                self.save_changed(change, "archived_at")
                change.record(CardArchived(reason=reason), self)

    def restore(self, *, by: Actor) -> None:
        """Bring the card back to its board. On it already: nothing."""
        with self.changing(by=by) as change:
            if self.archived_at is not None:
                self.archived_at = None
                self.save_changed(change, "archived_at")
                change.record(CardRestored(), self)
