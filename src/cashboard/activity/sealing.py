"""Sealing: closed runs of the log get a hash chain, behind the writers' back."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from cashboard.activity.canonical import digest
from cashboard.activity.models import Cursor, Event, Seal
from cashboard.activity.turns import writing_turn

SEGMENT = 1000
EMPTY = "0" * 64


def seal_hash(previous: str, first_seq: int, last_seq: int, digests: bytes) -> str:
    """The hash of a seal: SHA-256 over the one before, its bounds and the digests of its events."""
    return hashlib.sha256(f"{previous}:{first_seq}:{last_seq}:".encode() + digests).hexdigest()


def seal() -> int:
    """Seal everything that has committed; returns how many events were sealed.

    Two at once seal each event once.
    """
    sealed = 0
    while count := _seal_segment():
        sealed += count
    return sealed


def _seal_segment() -> int:
    """Digests are made before anything is locked, so that no writer waits for them."""
    last = Seal.objects.order_by("-last_seq").first()
    start = last.last_seq if last else 0
    events = list(Event.objects.after(start)[:SEGMENT])
    if not events:
        return 0
    digests = b"".join(digest(event) for event in events)
    previous = last.hash if last else EMPTY
    first_seq, last_seq = events[0].seq, events[-1].seq
    with writing_turn(), transaction.atomic():
        Cursor.objects.get_or_create(name="seal")
        cursor = Cursor.objects.select_for_update().get(name="seal")
        is_first = not Seal.objects.filter(last_seq__gt=start).exists()
        if is_first:
            Seal.objects.create(
                first_seq=first_seq,
                last_seq=last_seq,
                digests=digests,
                previous=previous,
                hash=seal_hash(previous, first_seq, last_seq, digests),
                sealed_at=timezone.now(),
            )
            cursor.seq = last_seq
            cursor.save(update_fields=["seq", "changed_at"])
    return len(events) if is_first else _seal_segment()
