"""The tables of the log. Rows are written by `changing.py` and never altered."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from cashboard.activity.types import EventType, decode


class AppendOnly(models.QuerySet["Event"]):
    """A QuerySet that can only be read; the database triggers say the same."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The log is append-only: events are never updated")

    def delete(self) -> NoReturn:
        raise TypeError("The log is append-only: events are never deleted")

    def about(self, kind: str, object_id: int) -> AppendOnly:
        """Events in which this object took part."""
        seqs = Involvement.objects.filter(kind=kind, object_id=object_id).values("seq")
        return self.filter(seq__in=seqs)

    def after(self, seq: int) -> AppendOnly:
        """Events that a reader who has read up to `seq` has not seen."""
        return self.filter(seq__gt=seq).order_by("seq")


class Event(models.Model):
    """One thing that happened. `seq` has no gaps and is the order in which every reader sees it."""

    seq = models.BigIntegerField(primary_key=True)
    uid = models.UUIDField(unique=True)
    type = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    backfilled = models.BooleanField(default=False)
    actor_kind = models.CharField(max_length=12)
    actor_person = models.BigIntegerField(null=True)
    actor_token = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    via = models.CharField(max_length=12)
    cause = models.UUIDField(null=True)
    change = models.UUIDField()
    workspace = models.BigIntegerField(null=True)
    space = models.BigIntegerField(null=True)
    data = models.JSONField()
    objects_json = models.JSONField(db_column="objects")

    objects = AppendOnly.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["space", "seq"], name="event_by_space"),
            models.Index(fields=["change"], name="event_by_change"),
        )

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The log is append-only: events are never deleted")

    @property
    def typed(self) -> EventType:
        """The event as its registered class."""
        return decode(self.type, self.data)

    def object_id(self, kind: str) -> int | None:
        """The id of the first object of this kind that took part."""
        return next((entry["id"] for entry in self.objects_json if entry["type"] == kind), None)


class Involvement(models.Model):
    """An object took part in an event (OCEL 2.0's event-to-object relation).

    The index over `Event.objects_json`.
    """

    seq = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["kind", "object_id", "seq"], name="involvement_of_object"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id} in {self.seq}"


class Head(models.Model):
    """The last seq that was given out, and the last one that changed places or roles.

    One row, locked until commit.
    """

    seq = models.BigIntegerField(default=0)
    structure = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.seq)


class Seal(models.Model):
    """A closed run of events with the digest of each and a hash over them and the seal before."""

    first_seq = models.BigIntegerField(unique=True)
    last_seq = models.BigIntegerField(unique=True)
    digests = models.BinaryField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first_seq}-{self.last_seq}"


class Cursor(models.Model):
    """How far a reader of the log has read, and why it stands still if it does."""

    name = models.CharField(max_length=80, primary_key=True)
    seq = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="", blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class ScheduledWork(models.Model):
    """When a piece of scheduled work is due next, and which process is at it.

    A holder that shows no life loses it.
    """

    name = models.CharField(max_length=120, primary_key=True)
    due_at = models.DateTimeField()
    holder = models.UUIDField(null=True)
    alive_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.name} due {self.due_at:%Y-%m-%d %H:%M:%S}"


class RedactionDoor(models.Model):
    """While a row stands here, inside its own transaction, the triggers let a redaction through."""

    def __str__(self) -> str:
        return "open"
