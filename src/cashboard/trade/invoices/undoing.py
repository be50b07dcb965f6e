"""An import is taken back: what it brought is withdrawn, what it changed is set back. Nothing is erased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import connection

from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.activity.models import Event, Involvement
from cashboard.activity.refusals import NotAllowed, Refused
from cashboard.activity.uuid7 import uuid7
from cashboard.people.roles import Role
from cashboard.trade.invoices.events import ImportUndone
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.replaying import replay
from cashboard.trade.invoices.stating import COMPARED, stated_by

CHUNK, NAMED = 200, 10
PASSING = ("invoice.issued", "invoice.fell_due", "invoice.withdrawn")


def undo(
    run: InvoiceImport, *, by: Actor, progress: Callable[[int, int], None] | None = None
) -> InvoiceImport:
    """Take an import back, in transactions of 200 invoices; one that was stopped goes on when asked again.

    Raises Refused, before anything is done, when something else changed one of its invoices since.
    """
    _check_role(run, by)
    ids = _touched(run)
    if run.undone_at is None:
        _check_untouched_since(run, ids)
        run = _begin(run)
        by = replace(by, change=run.undo_change or by.change)
        for begin in range(0, len(ids), CHUNK):
            run = _take_back(run, ids[begin : begin + CHUNK], by)
            if progress:
                progress(min(begin + CHUNK, len(ids)), len(ids))
        _finish(run, by)
    return run


def _check_role(run: InvoiceImport, by: Actor) -> None:
    role = run.space.role_of(by)
    if role is None or not role.may(Role.MEMBER):
        raise NotAllowed(
            f"Undoing an import into {run.space.name} needs the role member there. Ask an owner of the space."
        )


def _touched(run: InvoiceImport) -> list[int]:
    """The invoices that the import made or changed."""
    seqs = Event.objects.filter(change=run.change).values("seq")
    found = Involvement.objects.filter(kind="invoice", seq__in=seqs).values_list("object_id", flat=True)
    return sorted(found.distinct())


def _check_untouched_since(run: InvoiceImport, ids: Sequence[int]) -> None:
    changed = [
        said
        for begin in range(0, len(ids), CHUNK)
        for said in _changed_since(run, ids[begin : begin + CHUNK])
    ]
    if changed:
        more = f" and {len(changed) - NAMED} more" if len(changed) > NAMED else ""
        raise Refused(
            f"Import {run.pk} cannot be undone: {len(changed)} of its invoices were changed since: "
            f"{'; '.join(changed[:NAMED])}{more}. Take those changes back first."
        )


def _changed_since(run: InvoiceImport, ids: Sequence[int]) -> list[str]:
    """Which invoices something else changed after the import, each with what that was."""
    told = _events_about(ids)
    numbers = dict(Invoice.objects.filter(pk__in=ids).values_list("pk", "number"))
    found = []
    for invoice, events in told.items():
        last = max(event.seq for event in events if event.change == run.change)
        for event in events:
            own = event.change in (run.change, run.undo_change)
            if event.seq > last and not own and event.type not in PASSING:
                found.append(f"invoice {numbers[invoice]}: {event.actor_name} {event.typed.say()}")
                break
    return found


def _events_about(ids: Sequence[int]) -> dict[int, list[Event]]:
    """The invoices' own events, in order."""
    involved = Involvement.objects.filter(kind="invoice", object_id__in=ids).values_list("seq", "object_id")
    invoice_of = dict(involved)
    about: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(seq__in=list(invoice_of), type__startswith="invoice.").order_by("seq"):
        about[invoice_of[event.seq]].append(event)
    return about


def _begin(run: InvoiceImport) -> InvoiceImport:
    if run.undo_change is None:
        run.undo_change = uuid7()
        run.save(update_fields=["undo_change"])
    return run


def _take_back(run: InvoiceImport, ids: Sequence[int], by: Actor) -> InvoiceImport:
    with recording(by=by) as change:
        run = _locked(run)
        told = _events_about(ids)
        for invoice in Invoice.objects.filter(pk__in=ids).select_related("customer", "card"):
            events = told[invoice.pk]
            if any(event.change == run.undo_change for event in events):
                continue
            invoice.space = run.space
            invoice._read_locked()
            own = {event.type for event in events if event.change == run.change}
            if "invoice.issued" in own:
                invoice._withdraw(f"import {run.pk} undone", change)
                run.withdrawn += 1
            else:
                before = replay(event for event in events if event.change != run.change)
                invoice._restate(stated_by(before), COMPARED, change)
                run.restored += 1
        run.save(update_fields=["withdrawn", "restored"])
    return run


def _locked(run: InvoiceImport) -> InvoiceImport:
    rows = InvoiceImport.objects.select_related("space__workspace").filter(pk=run.pk)
    return (rows.select_for_update(of=("self",)) if connection.vendor == "postgresql" else rows).get()


def _finish(run: InvoiceImport, by: Actor) -> None:
    with recording(by=by) as change:
        run.undone_at = change.at
        run.save(update_fields=["undone_at"])
        event = ImportUndone(file=run.file, withdrawn=run.withdrawn, restored=run.restored)
        change.record(event, run)
