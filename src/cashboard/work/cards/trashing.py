"""A card is deleted into the trash, comes back to its place, or is purged for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, involved
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.people.models import Person
from cashboard.work.cards.archiving import Archiving
from cashboard.work.cards.describing import Describing
from cashboard.work.cards.moving import Moving
from cashboard.work.cards.relating import Relating, as_named, enter_turnstile
from cashboard.work.cards.relation_events import CardUnnested, CardUnsequenced
from cashboard.work.cards.relations import Relation, RelationKind
from cashboard.work.cards.standing import Standing
from cashboard.work.cards.trash_events import CardPurged, CardRecovered, CardTrashed

AT_ONCE = 500


class Trashing(Archiving, Standing, Describing, Moving, Relating):
    """Whether a card lies in the trash, since when and by whom.

    What lies there is put away too, so that whatever leaves out archived cards leaves it out as well.
    """

    trashed_at = models.DateTimeField(null=True, editable=False)
    trashed_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    @property
    def is_trashed(self) -> bool:
        """It lies in the trash."""
        return self.trashed_at is not None

    @property
    def purged_from(self) -> datetime | None:
        """From when on scheduled work purges it; None while it is not in the trash."""
        return self.trashed_at + time_in_trash() if self.trashed_at else None

    def trash(self, *, by: Actor) -> None:
        """Delete the card: it lies in the trash until it is recovered or purged. There already: nothing.

        Raises Refused for the work on an object of the business, which goes away with that only.
        """
        with self._changing_if_there(by) as change:
            if self.trashed_at is None:
                self._check_stands_on_nothing()
                was_archived = self.archived_at is not None
                self.trashed_at, self.trashed_by_id = change.at, by.person
                self.archived_at = self.archived_at or change.at
                self.save_changed(change, "trashed_at", "trashed_by", "archived_at")
                change.record(CardTrashed(title=self.title, was_archived=was_archived), self)

    def recover(self, *, by: Actor) -> None:
        """Take the card out of the trash, to where it stood. Not in there: nothing.

        Raises Refused when it was purged meanwhile.
        """
        with self._changing_if_there(by) as change:
            if self.trashed_at is not None:
                if self.archived_at == self.trashed_at:
                    self.archived_at = None
                self.trashed_at, self.trashed_by = None, None
                self.save_changed(change, "trashed_at", "trashed_by", "archived_at")
                is_archived = self.archived_at is not None
                change.record(CardRecovered(status=self.status.named(), is_archived=is_archived), self)

    def purge(self, *, by: Actor, key: str, version: int | None = None) -> None:
        """Remove a card in the trash for good, with all that hangs on it; `key` confirms which one.

        Raises Refused when it was recovered or purged meanwhile.
        """
        with self._changing_alone(by, version) as change:
            if self.trashed_at is None:
                raise Refused(f"{self.key} is not in the trash any more: somebody restored it.")
            if key.strip().upper() != self.key:
                raise Invalid(f"Type {self.key} to confirm that it goes for good.", "key")
            told = change.record(CardPurged(key=self.key, title=self.title), self)
            self._part_from_relatives(change, told)
            self.delete()

    @classmethod
    def purge_expired(cls) -> None:
        """Scheduled work: purge what has lain in the trash for longer than it is kept; each card in its own
        transaction, so that a stop in the middle loses nothing.
        """
        by = Actor.system("rule")
        over = cls._default_manager.filter(trashed_at__lt=clock.now() - time_in_trash()).order_by(
            "trashed_at"
        )
        for card in over.select_related("space", "status")[:AT_ONCE]:
            try:
                card.purge(by=by, key=card.key)
            except Refused:  # somebody was quicker
                continue

    def _check_stands_on_nothing(self) -> None:
        if self.object_id is not None:
            raise Refused(
                f"{self.key} is the work on an {self.object_kind}, which stays in the books. "
                f"Archive the card instead, or withdraw the {self.object_kind}: that archives its card."
            )

    def _part_from_relatives(self, change: Change, because: Event) -> None:
        """End each relation before the card goes, and tell both histories of it."""
        for relation in Relation.objects.of_card(self.pk).select_related("source", "target"):
            other = relation.target if relation.source_id == self.pk else relation.source
            meant = CardUnnested if relation.kind == RelationKind.NESTING else CardUnsequenced
            event = meant(source=as_named(relation.source), target=as_named(relation.target))
            relation.delete()
            other._read_locked()
            other.is_related = Relation.objects.of_card(other.pk).exists()
            other.save_changed(change, "is_related")
            change.record(event, self, cause=because.uid, also=[involved("card", other.pk, other.key)])

    @contextmanager
    def _changing_alone(self, by: Actor, version: int | None) -> Iterator[Change]:
        """The same while nobody relates cards."""
        with transaction.atomic():
            enter_turnstile()
            with self._changing_if_there(by, version) as change:
                yield change

    @contextmanager
    def _changing_if_there(self, by: Actor, version: int | None = None) -> Iterator[Change]:
        try:
            with self.changing(by=by, version=version) as change:
                yield change
        except type(self).DoesNotExist as error:
            raise Refused(f"{self.key} is gone: somebody removed it for good meanwhile.") from error


def time_in_trash() -> timedelta:
    """How long what was deleted can be restored."""
    return timedelta(days=settings.TRASH_DAYS)
