"""A verb changes state and records its event in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, Protocol, Self
from uuid import UUID

from django.db import connection, models, transaction

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.guards import ask_guards
from cashboard.activity.inserting import insert, update
from cashboard.activity.live import announce
from cashboard.activity.models import Event, Involvement
from cashboard.activity.prepared import PreparedRow
from cashboard.activity.refusals import StaleVersion
from cashboard.activity.types import EventType
from cashboard.activity.uuid7 import uuid7

Objects = list[dict[str, Any]]
COLUMNS = tuple(field.attname for field in Event._meta.concrete_fields)


class Subject(Protocol):
    """What an event can be about."""

    def event_place(self) -> Place: ...

    def event_objects(self) -> Objects: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event belongs: who may see that place may see the event."""

    workspace: int | None = None
    space: int | None = None


def involved(kind: str, object_id: int | None, name: str = "", role: str = "") -> dict[str, Any]:
    """One entry of an event's objects: OCEL's object type, id and qualifier, with the name as it was."""
    return {"type": kind, "id": object_id, "name": name, "qualifier": role}


@dataclass
class Change:
    """The events of one verb, gathered until they are written just before the transaction commits."""

    by: Actor
    at: datetime
    events: list[Event] = field(default_factory=list)
    asked: set[object] = field(default_factory=set)
    shifts_rights: bool = False
    structural: bool = False

    def asking(self, event: EventType, on: Subject) -> None:
        """Ask the guards about something else than the event is about, such as the place around it."""
        ask_guards(on, event, self.by, self.asked)

    def record(
        self,
        event: EventType,
        on: Subject,
        *,
        at: datetime | None = None,
        cause: UUID | None = None,
        also: Objects | None = None,
    ) -> Event:
        """Note what was meant.

        `at` in the past makes it a backfilled event; `cause` is the event that it follows from, so that no
        team rule stops it; `also` names more objects that took part.
        """
        ask_guards(on, event, self.by, self.asked, follows=cause is not None)
        place = on.event_place()
        row = Event(
            uid=uuid7(),
            type=event.name,
            at=at or self.at,
            recorded_at=self.at,
            backfilled=at is not None,
            actor_kind=self.by.kind,
            actor_person=self.by.person,
            actor_token=self.by.token,
            actor_name=self.by.name,
            via=self.by.via,
            cause=cause or self.by.cause,
            change=self.by.change,
            workspace=place.workspace,
            space=place.space,
            data=event.data(),
            objects_json=[*on.event_objects(), *(also or [])],
        )
        self.events.append(row)
        self.shifts_rights = self.shifts_rights or event.shifts_rights
        self.structural = self.structural or event.structural
        return row

    def write(self) -> None:
        """Number the events and insert them.

        The lock on the head is held until commit, so no reader can skip a row.
        """
        if not self.events:
            return
        last = _take_seqs(len(self.events), structural=self.structural)
        for offset, event in enumerate(reversed(self.events)):
            event.seq = last - offset
        insert(Event, COLUMNS, map(attrgetter(*COLUMNS), self.events))
        insert(Involvement, ("seq", "kind", "object_id"), _involvements(self.events))
        places = {f"space:{e.space}" if e.space else f"workspace:{e.workspace}" for e in self.events}
        announce(places, last, shifts_rights=self.shifts_rights)


def _take_seqs(count: int, *, structural: bool) -> int:
    also = ", structure = seq + %s" if structural else ""
    with connection.cursor() as cursor:
        sql = f"UPDATE activity_head SET seq = seq + %s{also} WHERE id = 1 RETURNING seq"
        cursor.execute(sql, [count] * (2 if structural else 1))
        return int(cursor.fetchone()[0])


def _involvements(events: list[Event]) -> Iterator[tuple[int, str, int]]:
    for event in events:
        for kind, object_id in sorted({(entry["type"], entry["id"]) for entry in event.objects_json}):
            yield event.seq, kind, object_id


@contextmanager
def recording(*, by: Actor, not_before: datetime | None = None) -> Iterator[Change]:
    """One transaction in which verbs change rows and note events; all of it happens, or nothing."""
    with transaction.atomic():
        now = clock.now()
        change = Change(by=by, at=max(now, not_before) if not_before else now)
        yield change
        change.write()


class Changing(models.Model):
    """A row that only changes by verbs: each locks it, reads it again and records an event."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def event_place(self) -> Place:
        """Where this row's events belong."""
        raise NotImplementedError

    def event_objects(self) -> Objects:
        """The objects that take part in every event of this row."""
        raise NotImplementedError

    @contextmanager
    def changing(self, *, by: Actor, version: int | None = None) -> Iterator[Change]:
        """Lock the row, read it again, and write what is recorded in the same transaction.

        `version` is the version that the person saw; raises StaleVersion if the row has moved on since.
        Time never runs backwards for one row, whatever the clock says.
        """
        with transaction.atomic():
            self._read_locked()
            if version is not None and version != self.version:
                raise StaleVersion(str(self), self.version)
            change = Change(by=by, at=max(clock.now(), self.changed_at))
            yield change
            change.write()

    def _read_locked(self) -> None:
        row = _locked_row(type(self)).first(self.pk)
        if row is None:
            raise type(self).DoesNotExist(f"{self} is not there any more")
        cached = self._state.fields_cache
        for each, value in zip(self._meta.concrete_fields, row, strict=True):
            if getattr(self, each.attname, None) != value:
                cached.pop(each.name, None)
            setattr(self, each.attname, value)

    def save_changed(self, change: Change, *fields: str) -> Self:
        """Write these fields with the next version; the private setter that verbs share."""
        self.version += 1
        self.changed_at = change.at
        update(self, (*fields, "version", "changed_at"))
        return self


@cache
def _locked_row(model: type[Changing]) -> PreparedRow[Changing]:
    """The row of this model with an id, locked until the transaction ends."""

    def build(pk: int) -> models.QuerySet[Any]:
        rows = model._base_manager.filter(pk=pk)
        return rows.select_for_update() if connection.vendor == "postgresql" else rows

    return PreparedRow(model, build)
