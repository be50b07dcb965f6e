"""Imports come in: a chunk of cards in one transaction, so that a killed run goes on where it was."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import DatabaseError, connection

from cashboard.activity import clock
from cashboard.activity.changing import recording
from cashboard.activity.refusals import Refused
from cashboard.activity.turns import writing_turn
from cashboard.work.importing.brought import BroughtCard, Source
from cashboard.work.importing.events import ImportFinished, ImportStopped
from cashboard.work.importing.linking import link
from cashboard.work.importing.opening import open_source
from cashboard.work.importing.preparing import Known, prepare
from cashboard.work.importing.runs import BoardImport, ImportState
from cashboard.work.importing.starting import reading_of
from cashboard.work.importing.surveying import known_keys, survey
from cashboard.work.importing.undoing import take_back
from cashboard.work.importing.writing import Writing
from cashboard.work.list_files.faults import BadRow
from cashboard.work.list_files.rejecting import RejectFile
from cashboard.work.list_files.unreadable import UnreadableFile

log = logging.getLogger(__name__)
CHUNK = 100
Rows = list[BroughtCard | BadRow]
Progress = Callable[[int, int], None]


def run_waiting() -> bool:
    """Take up one import that waits, or whose process died; returns whether there was one."""
    run = BoardImport.objects.waiting().order_by("pk").first()
    if run is None or not _claim(run):
        return False
    run_now(run)
    return True


def _claim(run: BoardImport) -> bool:
    with writing_turn():
        return BoardImport.objects.claim(run.pk)


def run_now(run: BoardImport, progress: Progress | None = None) -> BoardImport:
    """Bring it in, or take it back, to the end. What goes wrong is said in its message."""
    try:
        if run.state == ImportState.UNDOING:
            take_back(run)
        else:
            Importing(run).run(progress)
    except (Refused, UnreadableFile) as error:
        _fail(run, str(error))
    except DatabaseError:
        log.exception("The import %s stands still and is taken up again", run.pk)
    except Exception:  # whatever it is, the run must not be tried for ever
        log.exception("The import %s failed", run.pk)
        _fail(run, "Something went wrong here that is not the file's fault. The log of the server has more.")
    return BoardImport.objects.select_related("space__workspace").get(pk=run.pk)


def _fail(run: BoardImport, message: str) -> None:
    with writing_turn():
        BoardImport.objects.fail(run.pk, message)


class Importing:
    """One file into one space."""

    def __init__(self, run: BoardImport) -> None:
        self.run_row = run
        self.by = run.acting()

    def run(self, progress: Progress | None = None) -> None:
        """To the end, or until somebody stops it."""
        row = self.run_row
        source = open_source(row.path, row.space, reading_of(row))
        seen = survey(source, row.space)
        row.total = seen.total
        with writing_turn():
            known = prepare(row, source, seen, self.by)
        with RejectFile(row.rejects, source.header) as rejects:
            for done, rows in _chunks(source):
                for each in rows:
                    if isinstance(each, BadRow):
                        rejects.add(each)
                self._take(source, rows, done, known)
                if progress:
                    progress(done, row.total)
                if self._is_stopped():
                    self._end(ImportState.CANCELLED, rejects.count)
                    return
            rejected = rejects.count
        row.linked = link(row, source, self.by)
        self._end(ImportState.FINISHED, rejected)

    def _take(self, source: Source, rows: Rows, done: int, known: Known) -> None:
        """Write what of these rows is not there yet; `done` counts up to the last of them."""
        if done <= self.run_row.done:
            return
        with writing_turn(), recording(by=self.by) as change:
            row = self._locked()
            fresh = rows[max(0, row.done - done + len(rows)) :]
            cards = [each for each in fresh if isinstance(each, BroughtCard)]
            there = known_keys(row.space, source.source, [card.key for card in cards])
            new = [card for card in cards if card.key not in there]
            if new:
                Writing(row, source.source, known, change).write(new)
            row.done, row.new = max(done, row.done), row.new + len(new)
            row.same += len(cards) - len(new)
            row.alive_at = clock.now()
            row.save(update_fields=["done", "new", "same", "total", "alive_at"])

    def _locked(self) -> BoardImport:
        """The row as it is now: another process may be at the same import."""
        rows = BoardImport.objects.filter(pk=self.run_row.pk)
        now = (rows.select_for_update() if connection.vendor == "postgresql" else rows).get()
        self.run_row.done, self.run_row.new, self.run_row.same = now.done, now.new, now.same
        return self.run_row

    def _is_stopped(self) -> bool:
        return BoardImport.objects.filter(pk=self.run_row.pk, wants_stop=True).exists()

    def _end(self, state: ImportState, rejected: int) -> None:
        row = self.run_row
        with writing_turn(), recording(by=self.by) as change:
            row.state, row.rejected, row.ended_at, row.alive_at = state, rejected, change.at, None
            row.wants_stop = False
            row.save()
            if state == ImportState.CANCELLED:
                change.record(ImportStopped(file=row.file, new=row.new), row)
                return
            told = ImportFinished(
                file=row.file, new=row.new, same=row.same, rejected=rejected, linked=row.linked
            )
            change.record(told, row)
        row.path.unlink(missing_ok=True)


def _chunks(source: Source) -> Iterator[tuple[int, Rows]]:
    rows, done = source.rows(), 0
    while chunk := list(islice(rows, CHUNK)):
        done += len(chunk)
        yield done, chunk
