"""A card that is too large is split into subcards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.work.cards.creating import Creating, made
from cashboard.work.cards.describing import tidy_title
from cashboard.work.cards.relating import Relating
from cashboard.work.cards.relations import Tie

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card


class Splitting(Creating, Relating):
    """Making a card that is part of this one."""

    class Meta:
        abstract = True

    def add_subcard(self, title: str, *, by: Actor, version: int | None = None) -> Card:
        """A new card in the first status of the space, as a child of this one. Two events, one change."""
        title = tidy_title(title)
        with transaction.atomic():
            number = self.space.take_numbers(1)
            with self.changing(by=by, version=version) as change:
                status = self.space.statuses.first()
                if status is None:
                    raise Invalid("This space has no status to put a card in. An owner can add one.", "title")
                card = made(self.space, title, status, change, number=number)
                self._join(Tie.CHILD, card, 0, change)
        return card
