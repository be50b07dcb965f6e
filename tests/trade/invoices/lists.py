"""A receivables list of six lines, worked out by hand, and what the tests of importing ask about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.trade.invoices.importing import InvoiceImporting
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.replaying import replay
from cashboard.trade.receivables_file import ReceivablesFile
from cashboard.work.spaces.models import Space
from tests.replaying import assert_replayed

TODAY = date(2026, 1, 31)
HEADER = (
    "invoice number,customer number,customer name,invoice date,due date,settled date,amount,currency,disputed"
)
PAID = "1001,N1,Nordwind,2024-01-10,2024-02-09,2024-02-01,100.00,EUR,no"
PAID_LATE = "1002,N1,Nordwind,2024-01-10,2024-02-09,2024-03-01,200.50,EUR,no"
DISPUTED = "1003,A2,Alpen Optik,2024-02-01,2024-03-02,,300.00,EUR,yes"
OPEN = "1004,A2,Alpen Optik,2024-02-01,2099-12-31,,400.00,EUR,no"
SAME_DAY = "1005,J3,Jade,2024-02-05,2024-02-05,2024-02-05,5000,JPY,no"
BROKEN = "1006,J3,Jade,2024-02-05,2024-02-31,,77.00,EUR,no"
SIX = [PAID, PAID_LATE, DISPUTED, OPEN, SAME_DAY, BROKEN]


def written(folder: Path, lines: list[str], name: str = "list.csv") -> Path:
    """These lines under the header, as a file."""
    path = folder / name
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def opened(path: Path) -> ReceivablesFile:
    """The file, ready to be imported."""
    return ReceivablesFile(path, default_currency="EUR", today=TODAY)


def importing(space: Space, path: Path, *, by: Actor | None = None, chunk: int = 500) -> InvoiceImporting:
    """An import of the file, by the program itself where nobody is named."""
    return InvoiceImporting(space, opened(path), by=by or Actor.system("import"), chunk=chunk)


def known(number: str) -> Invoice:
    """The invoice of this number that is in the book."""
    return Invoice.objects.in_book().select_related("card__status", "customer", "space").get(number=number)


def told(kind: str, object_id: int | None) -> list[tuple[str, str, bool]]:
    """The events of an object itself in order: type, the day on which it happened (or "now"), backfilled."""
    assert object_id is not None
    events = Event.objects.about(kind, object_id).filter(type__startswith=f"{kind}.").order_by("seq")
    return [(event.type, _day(event), event.backfilled) for event in events]


def _day(event: Event) -> str:
    if event.at == event.recorded_at:
        return "now"
    assert event.at.time().isoformat() == "00:00:00"
    return event.at.date().isoformat()


def book(space: Space) -> list[dict[str, Any]]:
    """All that is in the book of a space, without what two runs of the same import number differently."""
    invoices = Invoice.objects.in_book().filter(space=space).select_related("card__status", "customer")
    return [
        invoice.facts()
        | {
            "customer": invoice.customer.number,
            "title": invoice.card.title,
            "status": invoice.card.status.name,
        }
        | {"on card": invoice.card.amount_text, "due": invoice.card.due_on, "done": invoice.card.completed_at}
        | {"labels": [label.name for label in invoice.card.labels.all()], "started": invoice.card.started_at}
        for invoice in invoices.order_by("number")
        if invoice.card
    ]


def assert_all_replayed() -> None:
    """replay(events) == state, for all invoices and all cards there are."""
    assert_replayed()
    for invoice in Invoice.objects.all():
        assert_invoice_replayed(invoice)


def assert_invoice_replayed(invoice: Invoice) -> None:
    """replay(events) == state, for one invoice."""
    events = Event.objects.about("invoice", invoice.pk).order_by("seq")
    assert replay(events) == invoice.facts(), f"{invoice}: the log leads elsewhere than the row"
