"""A card is blocked for named reasons, each with somebody who has to remove it; meanwhile its status is
frozen.
"""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, involved
from cashboard.activity.refusals import Invalid
from cashboard.people.models import Person
from cashboard.work.blockers.events import CardBlocked, CardUnblocked
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.assigning import check_belongs
from cashboard.work.cards.describing import tidy_text
from cashboard.work.cards.placing import Placed
from cashboard.work.spaces.models import Space


class Blocks(models.QuerySet["Block"]):
    """Blocks."""

    def current(self) -> Blocks:
        """Those that were not ended, the oldest first."""
        return self.filter(ended_at=None).order_by("began_at", "pk")

    def visible_to(self, actor: Actor) -> Blocks:
        """Those of cards that this actor may see."""
        return self.filter(card__space__in=Space.objects.visible_to(actor).values("pk"))

    def on_board(self) -> Blocks:
        """Those of cards that are not archived."""
        return self.filter(card__archived_at=None)


class Block(models.Model):
    """That one card was blocked by one blocker: from when to when, who owns that, and what was said."""

    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="blocks")
    blocker = models.ForeignKey(Blocker, on_delete=models.PROTECT, related_name="blocks")
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="blocks_owned")
    note = models.TextField(default="")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Blocks.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["card", "blocker"], condition=Q(ended_at=None), name="blocked_once_by_blocker"
            ),
        )
        indexes = (
            models.Index(fields=["blocker", "card"], name="block_of_blocker", condition=Q(ended_at=None)),
            models.Index(fields=["owner", "began_at"], name="block_of_owner", condition=Q(ended_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.card}: {self.blocker}"

    @property
    def owner_name(self) -> str:
        """Who has to remove it."""
        return self.owner.name if self.owner else "nobody"


class Blocking(Placed):
    """Whether a card is blocked; `blocked_at` is since when, by the oldest blocker that it has now."""

    blocked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def block(self, blocker: Blocker, *, by: Actor, owner: Person, note: str = "") -> None:
        """Say that the card cannot go on for this reason, and who has to remove it. By it already: nothing.

        Raises Invalid for a blocker that cannot be used in the space, or an owner who is no member of it.
        """
        note = tidy_text(note, "note")
        with self.changing(by=by) as change:
            if self.all_blocks().current().filter(blocker=blocker).exists():
                return
            self._check_usable(blocker)
            check_belongs(owner, self.space)
            block = self.all_blocks().create(
                card_id=self.pk, blocker=blocker, owner=owner, note=note, began_at=change.at
            )
            self.blocked_at = self.blocked_at or change.at
            self.save_changed(change, "blocked_at")
            event = CardBlocked(block=block.pk, blocker=blocker.named(), owner=owner.named(), note=note)
            change.record(event, self, also=_taking_part(block))

    def unblock(self, blocker: Blocker | None = None, *, by: Actor) -> None:
        """Say that this blocker is gone, or all of the card. Not blocked by it: nothing."""
        with self.changing(by=by) as change:
            self.end_blocks(change, blocker)

    def end_blocks(
        self, change: Change, blocker: Blocker | None = None, *, cause: UUID | None = None
    ) -> None:
        """End the blocks of this blocker, or all: the private setter that verbs share."""
        current = list(self.all_blocks().current().select_related("blocker", "owner"))
        ending = [block for block in current if blocker is None or block.blocker_id == blocker.pk]
        staying = [block for block in current if block not in ending]
        self.blocked_at = staying[0].began_at if staying else None
        for block in ending:
            block.ended_at = change.at
            block.save(update_fields=["ended_at"])
            self.save_changed(change, "blocked_at")
            event = CardUnblocked(
                block=block.pk,
                blocker=block.blocker.named(),
                owner=block.owner.named() if block.owner else None,
                since=block.began_at.isoformat(),
                seconds=int((change.at - block.began_at).total_seconds()),
            )
            change.record(event, self, cause=cause, also=_taking_part(block))

    def all_blocks(self) -> Blocks:
        """Every time that the card was blocked."""
        return Block.objects.filter(card=self.pk)

    def _check_usable(self, blocker: Blocker) -> None:
        if not Blocker.objects.usable_in(self.space).filter(pk=blocker.pk).exists():
            raise Invalid(f"{blocker.name} cannot be used in {self.space.name}. Choose another.", "blocker")


def _taking_part(block: Block) -> list[dict[str, object]]:
    owner = [involved("person", block.owner.pk, block.owner.name, "blocker owner")] if block.owner else []
    return [involved("blocker", block.blocker_id, block.blocker.name, "blocker"), *owner]
