"""The card: its row, and the behaviours that it is put together from."""

from __future__ import annotations

from typing import Any

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, involved
from cashboard.work.cards.assigning import Assigning
from cashboard.work.cards.blocking import Blocking
from cashboard.work.cards.checking_off import CheckingOff
from cashboard.work.cards.discussing import Discussing
from cashboard.work.cards.filling import Filling
from cashboard.work.cards.labelling import Labelling
from cashboard.work.cards.relations import Relation
from cashboard.work.cards.rescheduling import Rescheduling
from cashboard.work.cards.splitting import Splitting
from cashboard.work.cards.trashing import Trashing
from cashboard.work.documents.grouping import Grouping
from cashboard.work.spaces.models import Space


class Cards(models.QuerySet["Card"]):
    """Cards."""

    def visible_to(self, actor: Actor) -> Cards:
        """Cards of spaces that this actor may see; what lies in the trash is not among them."""
        return self.of_spaces_seen_by(actor).filter(trashed_at=None)

    def of_spaces_seen_by(self, actor: Actor) -> Cards:
        """The same with those in the trash."""
        return self.filter(space__in=Space.objects.visible_to(actor).values("pk"))

    def in_trash(self) -> Cards:
        """Cards that were deleted and not purged yet, the latest first."""
        return self.exclude(trashed_at=None).order_by("-trashed_at", "-pk")

    def on_board(self) -> Cards:
        """Cards that are not archived."""
        return self.filter(archived_at=None)


class Card(
    Trashing,
    Assigning,
    Rescheduling,
    Labelling,
    Filling,
    CheckingOff,
    Grouping,
    Discussing,
    Blocking,
    Splitting,
):
    """One piece of work, standing on a real object where there is one."""

    objects = Cards.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["space", "status", "rank", "id"],
                name="card_in_column",
                condition=models.Q(archived_at=None),
            ),
            models.Index(
                # archived_at too, or SQLite would read every row to see what the condition says already
                fields=["space", "status", "currency", "exponent", "amount_minor", "archived_at"],
                name="card_totals",
                condition=models.Q(archived_at=None),
            ),
            models.Index(
                fields=["space", "number"], name="card_by_number", condition=models.Q(archived_at=None)
            ),
            models.Index(
                fields=["space", "due_on", "id"], name="card_by_due", condition=models.Q(archived_at=None)
            ),
            models.Index(fields=["space", "party"], name="card_of_party"),
            models.Index(fields=["responsible", "due_on"], name="card_of_person"),
            models.Index(
                fields=["trashed_at"], name="card_in_trash", condition=models.Q(trashed_at__isnull=False)
            ),
            models.Index(fields=["space"], name="card_blocked", condition=models.Q(blocked_at__isnull=False)),
        )

    def __str__(self) -> str:
        return self.key

    def event_objects(self) -> Objects:
        stands_on = [involved(self.object_kind, self.object_id, self.title)] if self.object_id else []
        party = [involved("customer", self.party, self.party_name)] if self.party else []
        return [involved("card", self.pk, self.key), *stands_on, *party]

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild; see `replaying.py`."""
        return {
            "key": self.key,
            "title": self.title,
            "status": self.status_id,
            "rank": self.rank,
            "description": self.description,
            "responsible": self.responsible_id,
            "start_on": self.start_on.isoformat() if self.start_on else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "labels": sorted(self.labels.values_list("pk", flat=True)),
            "fields": self.fields_state(),
            "amount": self.amount_text,
            "currency": self.currency,
            "party": self.party,
            "coworkers": sorted(self.coworkers.values_list("pk", flat=True)),
            "checklists": self.checklists_state(),
            "documents": self.documents_state(),
            "document_groups": self.document_groups_state(),
            "comments": {said.pk: said.state() for said in self.comments.prefetch_related("reactions")},
            "relations": [each.seen_from(self.pk) for each in Relation.objects.of_card(self.pk)],
            "is_archived": self.archived_at is not None,
            "is_trashed": self.trashed_at is not None,
            "blockers": sorted(self.all_blocks().current().values_list("blocker", flat=True)),
        }
