"""Bytes go when no version refers to them any more, and never before."""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import QuerySet

from cashboard.activity.models import Event
from cashboard.activity.reading import Reader
from cashboard.activity.turns import writing_turn
from cashboard.work.cards.trash_events import CardPurged
from cashboard.work.documents.events import DocumentDeleted
from cashboard.work.documents.models import KeptFile, Version
from cashboard.work.documents.storage import storage

A_DAY = 24 * 60 * 60
FREEING = (DocumentDeleted.name, CardPurged.name)


class Freer(Reader):
    """Reads of what was deleted for good, and lets the bytes go that nothing else refers to."""

    name = "files"

    def read(self, events: QuerySet[Event]) -> None:
        if events.filter(type__in=FREEING).exists():
            for sha256 in list(KeptFile.objects.filter(versions=None).values_list("pk", flat=True)):
                free(sha256)


def sweep() -> None:
    """Let go what a process that died left behind: a day old, and no version's."""
    before = time.time() - A_DAY
    storage().tidy(before)
    for sha256 in list(storage().old(before)):
        if not Version.objects.filter(file=sha256).exists():
            free(sha256)


def free(sha256: str) -> None:
    """Let these bytes go, unless a version refers to them.

    The locked row keeps out whoever is about to refer to them: they see that the bytes are gone.
    """
    with writing_turn(), transaction.atomic():
        rows = KeptFile.objects.select_for_update()
        kept, _ = rows.get_or_create(sha256=sha256, defaults={"size": 0})
        if not kept.versions.exists():
            storage().drop(sha256)
            kept.delete()
