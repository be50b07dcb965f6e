"""The canonical JSON of an event (RFC 8785 for the values that events hold) and its digest."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

from cashboard.activity.models import Event


def canonical(event: Event) -> bytes:
    """The event as bytes, the same on every database: sorted keys, no spaces, UTC to the microsecond."""
    return json.dumps(
        {
            "seq": event.seq,
            "id": str(event.uid),
            "type": event.type,
            "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "recorded_at": event.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "backfilled": event.backfilled,
            "actor": [event.actor_kind, event.actor_person, event.actor_token, event.actor_name],
            "via": event.via,
            "cause": str(event.cause) if event.cause else None,
            "change": str(event.change),
            "workspace": event.workspace,
            "space": event.space,
            "data": event.data,
            "objects": event.objects_json,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()


def digest(event: Event) -> bytes:
    """SHA-256 over the canonical JSON: 32 bytes."""
    return hashlib.sha256(canonical(event)).digest()
