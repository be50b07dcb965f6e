"""An import is taken back: its cards are put away, apart from those that somebody has worked on since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection
from django.db.models import QuerySet

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, recording
from cashboard.activity.models import Event, Involvement
from cashboard.activity.refusals import Refused
from cashboard.activity.turns import writing_turn
from cashboard.activity.uuid7 import uuid7
from cashboard.people.models import Person
from cashboard.work.cards.events import CardArchived, CardsSpread
from cashboard.work.cards.models import Card
from cashboard.work.importing.events import BoardImportUndone
from cashboard.work.importing.runs import HAS_BROUGHT, BoardImport, ImportedCard, ImportState
from cashboard.work.importing.starting import check_may_import

CHUNK = 100


def undo(run: BoardImport, *, by: Actor) -> None:
    """Let it be taken back, in the background. Undone already: nothing."""
    check_may_import(run.space, by)
    if run.state in (ImportState.UNDOING, ImportState.UNDONE):
        return
    if run.state not in HAS_BROUGHT:
        raise Refused("This import is under way or has not begun. Stop it first, then undo it.")
    with writing_turn():
        run.undo_change, run.undone_by_id = uuid7(), by.person
        run.state, run.alive_at, run.message = ImportState.UNDOING, None, ""
        run.save(update_fields=["undo_change", "undone_by", "state", "alive_at", "message"])


def take_back(run: BoardImport) -> None:
    """Do it, in transactions of 100 cards; one that was stopped goes on when called again."""
    by, last = _acting(run), 0
    while chunk := list(_brought(run).filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        with writing_turn(), recording(by=by) as change:
            rows = BoardImport.objects.filter(pk=run.pk)
            now = (rows.select_for_update() if connection.vendor == "postgresql" else rows).get()
            run.withdrawn = now.withdrawn + _withdraw(run, chunk, change)
            run.alive_at = clock.now()
            run.save(update_fields=["withdrawn", "alive_at"])
    _end(run, by)


def _brought(run: BoardImport) -> QuerySet[ImportedCard]:
    return ImportedCard.objects.filter(run=run).order_by("pk")


def _withdraw(run: BoardImport, chunk: Sequence[ImportedCard], change: Change) -> int:
    """Put these away that nobody has touched; their keys are free again. The others keep theirs."""
    there = list(_brought(run).filter(pk__in=[each.pk for each in chunk]))
    touched = _touched(run, [each.card_id for each in there])
    away = [each for each in there if each.card_id not in touched]
    cards = Card.objects.filter(pk__in=[each.card_id for each in away])
    for card in cards.select_related("space__workspace"):
        card._read_locked()
        if card.archived_at is None:
            card.archived_at = change.at
            card.save_changed(change, "archived_at")
            change.record(CardArchived(reason=f"import of {run.file} undone"), card)
    ImportedCard.objects.filter(pk__in=[each.pk for each in away]).delete()
    return len(away)


def _acting(run: BoardImport) -> Actor:
    person: Person | None = run.undone_by
    by = person.acting("import") if person else Actor.system("import")
    return replace(by, change=run.undo_change or by.change)


def _touched(run: BoardImport, cards: Sequence[int]) -> set[int]:
    """Those of these cards that something else than the import has changed."""
    told = Involvement.objects.filter(kind="card", object_id__in=cards)
    changes = [change for change in (run.change, run.undo_change) if change]
    own = Event.objects.filter(change__in=changes)
    others = told.exclude(seq__in=own.values("seq"))
    passing = Event.objects.filter(type=CardsSpread.name).values("seq")
    return set(others.exclude(seq__in=passing).values_list("object_id", flat=True))


def _end(run: BoardImport, by: Actor) -> None:
    with writing_turn(), recording(by=by) as change:
        run.state, run.ended_at, run.alive_at = ImportState.UNDONE, change.at, None
        run.kept = _brought(run).count()
        run.save(update_fields=["state", "ended_at", "alive_at", "kept"])
        told = BoardImportUndone(file=run.file, withdrawn=run.withdrawn, kept=run.kept)
        change.record(told, run)
