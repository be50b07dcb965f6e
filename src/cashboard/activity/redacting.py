"""Redacting.

The only door through which a row of the log changes; it records itself and the chain stays valid.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec
from django.db import connection

from cashboard.activity.actors import Actor
from cashboard.activity.canonical import digest
from cashboard.activity.changing import Objects, Place, recording
from cashboard.activity.models import Event, RedactionDoor
from cashboard.activity.sealing import seal
from cashboard.activity.types import EventType, event_type

EMPTIED = "[redacted]"


class RedactedRow(msgspec.Struct, frozen=True):
    """One row of the log before and after, as digests."""

    seq: int
    before: str
    after: str


@event_type
class LogRedacted(EventType, frozen=True):
    """Personal data was taken out of earlier rows of the log."""

    name: ClassVar[str] = "log.redacted"
    sentence: ClassVar[str] = "took personal data out of the log: {reason}"
    needs: ClassVar[str] = "administrator"
    reason: str
    rows: list[RedactedRow]


class _Log:
    """The log itself as the object of its own event."""

    def event_place(self) -> Place:
        return Place()

    def event_objects(self) -> Objects:
        return []


def redact(seqs: Iterable[int], *, by: Actor, reason: str) -> int:
    """Empty the personal fields of these events; returns how many rows changed. One transaction."""
    seal()
    rows: list[RedactedRow] = []
    with recording(by=by) as change:
        door = RedactionDoor.objects.create()
        for event in Event.objects.filter(seq__in=list(seqs)):
            before = digest(event)
            event.data = _emptied(event)
            after = digest(event)
            if after != before:
                _overwrite(event)
                rows.append(RedactedRow(seq=event.seq, before=before.hex(), after=after.hex()))
        door.delete()
        if rows:
            change.record(LogRedacted(reason=reason, rows=rows), _Log())
    return len(rows)


def _emptied(event: Event) -> dict[str, Any]:
    personal = event.typed.personal
    return {key: _empty(value) if key in personal else value for key, value in event.data.items()}


def _empty(value: Any) -> Any:
    """A text goes; of something that is named, the name."""
    if isinstance(value, dict) and "name" in value:
        return {**value, "name": EMPTIED}
    return EMPTIED if isinstance(value, str) and value else value


def _overwrite(event: Event) -> None:
    as_json = Event._meta.get_field("data").get_db_prep_save(event.data, connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE activity_event SET data = %s WHERE seq = %s", [as_json, event.seq])
