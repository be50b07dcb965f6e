"""A card stands in one status, at one rank; going to a status of another kind starts, completes or reopens
it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.work.cards.defining import carry_definition
from cashboard.work.cards.events import CardCompleted, CardMoved, CardRanked, CardReopened, StatusChange
from cashboard.work.cards.neighbours import card_below, end_rank, rank_above, rank_of
from cashboard.work.cards.placing import Placed
from cashboard.work.cards.ranks import between, is_long
from cashboard.work.cards.spreading import spread_crowd
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Status

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card


class Moving(Placed):
    """Where a card stands, since when it is started and completed.

    `is_defined`: it carries the definition of done of a status.
    """

    status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="cards")
    rank = models.CharField(max_length=120)
    started_at = models.DateTimeField(null=True, editable=False)
    completed_at = models.DateTimeField(null=True, editable=False)
    moves = models.PositiveIntegerField(default=0, editable=False)
    """How many of its versions are moves and nothing else: they leave the marks on its front alone."""
    is_defined = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def is_completed(self) -> bool:
        """The status is of kind completed."""
        return self.status.kind == StatusKind.COMPLETED

    def move(
        self, to: Status, *, by: Actor, before: Card | None = None, version: int | None = None
    ) -> Event | None:
        """Put the card into this status, above the card `before` or at the end.

        Where it stands already: nothing.
        """
        with self.changing(by=by, version=version) as change:
            if to.space_id != self.space_id:
                raise Invalid(f"{to.name} is a status of another space.", "status")
            if to.pk == self.status_id and self._stands_above(before):
                return None
            return self._stand_in(to, self._rank_above(before, to), change)

    def complete(self, *, by: Actor) -> Event | None:
        """Put the card into the first status of kind completed. Completed already: nothing."""
        return self._go_to_kind(StatusKind.COMPLETED, by)

    def reopen(self, *, by: Actor) -> Event | None:
        """Put a completed or cancelled card back into the first open status. Open already: nothing."""
        return self._go_to_kind(StatusKind.NOT_STARTED, by, or_else=StatusKind.IN_PROGRESS)

    def move_back(self, event: Event, *, by: Actor) -> Event | None:
        """Undo a move: back to where the card stood before `event`, if it has not been moved since."""
        moved = event.typed
        if not isinstance(moved, StatusChange | CardRanked):
            raise Refused("Only a move can be undone here.")
        with self.changing(by=by.because_of(event.uid)) as change:
            if event.object_id("card") != self.pk:
                raise Refused(f"That was not a move of {self.key}.")
            if isinstance(moved, StatusChange) and moved.from_status.id == moved.to_status.id:
                raise Refused(f"The status {moved.to_status.name} itself was changed. Change its kind back.")
            origin = moved.from_status if isinstance(moved, StatusChange) else moved.status
            if self.rank != moved.rank:
                raise Refused(f"{self.key} was moved again since; move it by hand.")
            status = self.space.statuses.filter(pk=origin.id or 0).first()
            if status is None:
                raise Refused(f"The status {origin.name} is gone; move {self.key} by hand.")
            return self._stand_in(status, moved.old_rank or self._rank_above(None, status), change)

    def _go_to_kind(self, kind: StatusKind, by: Actor, or_else: StatusKind | None = None) -> Event | None:
        with self.changing(by=by) as change:
            done = (StatusKind.COMPLETED, StatusKind.CANCELLED)
            if self.status.kind == kind or (kind == StatusKind.NOT_STARTED and self.status.kind not in done):
                return None
            status = self.space.first_status(kind)
            if status is None and or_else is not None:
                status = self.space.first_status(or_else)
            if status is None:
                raise Refused(f"This space has no status of kind {kind.label.lower()}. An owner can add one.")
            return self._stand_in(status, self._rank_above(None, status), change)

    def _rank_above(self, before: Card | None, status: Status) -> str:
        if before is None:
            return between(end_rank(self.space_id, status.pk, but=self.pk), "")
        rank = rank_of(self.space_id, status.pk, before.pk) if before.pk != self.pk else None
        if rank is None:
            raise Refused(f"{before.key} has left {status.name} meanwhile. Drop the card again.")
        return between(rank_above(self.space_id, status.pk, rank, but=self.pk), rank)

    def _stands_above(self, before: Card | None) -> bool:
        """Whether the next card of the column is `before`; None stands for the column's end."""
        if rank_of(self.space_id, self.status_id, self.pk) is None:
            return False
        below = card_below(self.space_id, self.status_id, self.rank, self.pk)
        return below == (before.pk if before else None) or (before is not None and before.pk == self.pk)

    def _stand_in(
        self,
        status: Status,
        rank: str,
        change: Change,
        *,
        at: datetime | None = None,
        cause: UUID | None = None,
    ) -> Event:
        """Set status, rank and the times that follow; record what that means, `at` an earlier moment where it
        was then.
        """
        old, old_rank = self.status, self.rank
        self.status, self.rank = status, rank
        self.note_times(status.kind, change, at)
        carries = old.pk != status.pk and bool(status.definition)
        self.is_defined = self.is_defined or carries
        self.moves += not carries
        self.save_changed(change, "status", "rank", "started_at", "completed_at", "moves", "is_defined")
        told = change.record(
            new_place(old, status, rank, old_rank), self, at=None if old.pk == status.pk else at, cause=cause
        )
        if carries:
            carry_definition(self, status, change, told.uid)
        if is_long(rank):
            spread_crowd(self.space, status, rank, change)
            self.refresh_from_db(fields=["rank"])
        return told

    def note_times(self, kind: str, change: Change, at: datetime | None = None) -> None:
        """The first start stays; the completion is cleared when the card is open again."""
        if kind == StatusKind.IN_PROGRESS and self.started_at is None:
            self.started_at = at or change.at
        if kind != StatusKind.COMPLETED:
            self.completed_at = None
        elif self.completed_at is None:
            self.completed_at = at or change.at


def new_place(old: Status, status: Status, rank: str, old_rank: str) -> StatusChange | CardRanked:
    """The event that tells where a card has gone."""
    if old.pk == status.pk:
        return CardRanked(status=status.named(), rank=rank, old_rank=old_rank)
    return status_change(old.kind, status.kind)(
        from_status=old.named(),
        to_status=status.named(),
        from_kind=old.kind,
        to_kind=status.kind,
        rank=rank,
        old_rank=old_rank,
    )


def status_change(old_kind: str, new_kind: str) -> type[StatusChange]:
    """What a change of status means: completing, reopening, or just moving."""
    if new_kind == StatusKind.COMPLETED and old_kind != StatusKind.COMPLETED:
        return CardCompleted
    closed = (StatusKind.COMPLETED, StatusKind.CANCELLED)
    return CardReopened if old_kind in closed and new_kind not in closed else CardMoved
