"""Reading a receivables list into the book: planned first, then done in chunks, each wholly or not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, recording
from cashboard.activity.refusals import NotAllowed
from cashboard.activity.uuid7 import uuid7
from cashboard.people.roles import Role
from cashboard.trade.customers.adding import NewCustomer, add_customers
from cashboard.trade.invoices.backfilling import Issue, issue_all, lock_numbers
from cashboard.trade.invoices.events import InvoicesImported
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.matching import Matched, compared_fields, match, stated_in
from cashboard.trade.invoices.planning import Plan, empty_plan
from cashboard.trade.invoices.working import status_of_kind
from cashboard.trade.receivables_file import BadRow, InvoiceRow, ReceivablesFile, RejectFile
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Space

CHUNK = 500
Progress = Callable[[int, int], None]
Rows = list[InvoiceRow | BadRow]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did. `run` is None when there was nothing to do and nothing was recorded."""

    run: InvoiceImport | None
    new: int
    changed: int
    same: int
    rejected: int
    rejects: Path
    is_finished: bool


class InvoiceImporting:
    """One file into one space. `plan()` tells what would happen; `run()` does it.

    Each chunk of 500 rows is one transaction: memory stays flat, other writers wait for one chunk at most. A
    run that was killed is taken up again where it stopped, by the same file, read in the same way.
    """

    def __init__(
        self,
        space: Space,
        file: ReceivablesFile,
        *,
        by: Actor,
        rejects: Path | None = None,
        chunk: int = CHUNK,
    ) -> None:
        self.space = space
        self.file = file
        self.path = file.table.path
        self.by = by
        self.rejects = rejects or self.path.with_suffix(".rejected.csv")
        self.chunk = chunk
        self.fields = compared_fields(file)
        self._run: InvoiceImport | None = None
        self._same = 0

    def plan(self, progress: Progress | None = None) -> Plan:
        """What `run` would do; nothing is written. Raises Refused when actor or space rule an import out."""
        self._check_possible()
        plan = empty_plan(self.file)
        for done, rows in self._chunks():
            plan.add(self.space, rows, self.fields)
            if progress:
                progress(done, self.file.row_count)
        return plan

    def run(
        self, progress: Progress | None = None, is_cancelled: Callable[[], bool] | None = None
    ) -> Outcome:
        """Do it. Rows that cannot be read go to the reject file. A cancelled run can be taken up again."""
        self._check_possible()
        self._take_up()
        cancelled, rejected = False, 0
        with RejectFile(self.rejects, self.file.table.header, delimiter=self.file.table.delimiter) as rejects:
            for done, rows in self._chunks():
                self._take(rows)
                for row in rows:
                    if isinstance(row, BadRow):
                        rejects.add(row)
                if progress:
                    progress(done, self.file.row_count)
                if is_cancelled and is_cancelled():
                    cancelled = True
                    break
            rejected = rejects.count
        return self._finish(rejected, cancelled)

    def _check_possible(self) -> None:
        role = self.space.role_of(self.by)
        if role is None or not role.may(Role.MEMBER):
            raise NotAllowed(
                f"Importing into {self.space.name} needs the role member there. Ask an owner of the space."
            )
        for kind in (StatusKind.NOT_STARTED, StatusKind.COMPLETED):
            status_of_kind(self.space, kind)

    def _chunks(self) -> Iterator[tuple[int, Rows]]:
        rows, done = self.file.rows(), 0
        while chunk := list(islice(rows, self.chunk)):
            done += len(chunk)
            yield done, chunk

    def _take_up(self) -> None:
        """Go on with the run of this file that was stopped in the middle, if there is one."""
        self._sha256 = _sha256(self.path)
        self._options: dict[str, Any] = {
            "columns": self.file.mapping.columns,
            "date_orders": self.file.date_orders,
            "decimal_mark": self.file.decimal_mark,
            "currency": self.file.default_currency,
        }
        stopped = InvoiceImport.objects.unfinished().filter(space=self.space, sha256=self._sha256)
        self._run = next((run for run in stopped if run.options == self._options), None)
        self._same = self._run.same if self._run else 0
        self.by = replace(self.by, change=self._run.change if self._run else uuid7())

    def _take(self, rows: Rows) -> None:
        line = self._run.line if self._run else 0
        good = [row for row in rows if isinstance(row, InvoiceRow) and row.line > line]
        matched = match(self.space, good, self.fields)
        if matched.is_all_same:
            self._same += matched.same
            return
        with recording(by=self.by) as change:
            lock_numbers(self.space)
            run = self._locked_run()
            good = [row for row in good if row.line > run.line]  # another process may be at the same file
            if good:
                self._write(run, match(self.space, good, self.fields), good[-1].line, change)

    def _write(self, run: InvoiceImport, matched: Matched, line: int, change: Change) -> None:
        self._issue(matched.new, change)
        for each in matched.differing:
            each.invoice.space = self.space
            each.invoice._read_locked()
            each.invoice._restate(stated_in(each.row), self.fields, change)
        self._same += matched.same
        run.line, run.same = line, self._same
        run.new += len(matched.new)
        run.changed += len(matched.differing)
        run.save()

    def _issue(self, rows: list[InvoiceRow], change: Change) -> None:
        if not rows:
            return
        wanted = [NewCustomer(row.customer_number, row.customer_name, row.country) for row in rows]
        customers = add_customers(self.space.workspace, wanted, change)
        issues = [Issue(customers[row.customer_number], row.invoice_number, stated_in(row)) for row in rows]
        issue_all(self.space, issues, change)

    def _locked_run(self) -> InvoiceImport:
        if self._run is None:
            self._run = InvoiceImport.objects.create(
                space=self.space,
                file=self.path.name[:255],
                sha256=self._sha256,
                options=self._options,
                change=self.by.change,
            )
        elif connection.vendor == "postgresql":
            self._run = InvoiceImport.objects.select_for_update().get(pk=self._run.pk)
        else:
            self._run.refresh_from_db()
        self._run.space = self.space
        return self._run

    def _finish(self, rejected: int, cancelled: bool) -> Outcome:
        run = self._run
        if run is None:
            return Outcome(None, 0, 0, self._same, rejected, self.rejects, is_finished=not cancelled)
        run.same, run.rejected = self._same, rejected
        with recording(by=self.by) as change:
            if not cancelled:
                run.finished_at = change.at
                change.record(self._told(run), run)
            run.save()
        return Outcome(run, run.new, run.changed, run.same, rejected, self.rejects, is_finished=not cancelled)

    def _told(self, run: InvoiceImport) -> InvoicesImported:
        return InvoicesImported(
            file=run.file,
            sha256=run.sha256,
            new=run.new,
            changed=run.changed,
            same=run.same,
            rejected=run.rejected,
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
