"""What can be done with an invoice: one address per change, each of them one verb."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from msgspec import UNSET
from msgspec.structs import asdict

from cashboard.api.calls import Call
from cashboard.api.routing import route
from cashboard.api.shapes import invoices as shapes
from cashboard.api.views.invoices import invoice_of, money_of, shown


@route("POST", "invoices/{id}/settlement")
def settle_invoice(call: Call, id: int, body: shapes.Settlement) -> shapes.Invoice:
    """Settle an invoice

    It was paid in full; its card is completed.
    """
    invoice = invoice_of(call, id)
    with call.as_seen(invoice):
        invoice.settle(body.on, by=call.actor)
    return shown(invoice)


@route("POST", "invoices/{id}/reopening")
def reopen_invoice(call: Call, id: int) -> shapes.Invoice:
    """Reopen an invoice

    The payment was none or was taken back; its card is open again.
    """
    invoice = invoice_of(call, id)
    with call.as_seen(invoice):
        invoice.reopen(by=call.actor)
    return shown(invoice)


@route("POST", "invoices/{id}/dispute")
def dispute_invoice(call: Call, id: int) -> shapes.Invoice:
    """Mark an invoice as disputed"""
    invoice = invoice_of(call, id)
    with call.as_seen(invoice):
        invoice.mark_disputed(by=call.actor)
    return shown(invoice)


@route("DELETE", "invoices/{id}/dispute")
def clear_dispute(call: Call, id: int) -> shapes.Invoice:
    """Clear the dispute of an invoice"""
    invoice = invoice_of(call, id)
    with call.as_seen(invoice):
        invoice.clear_dispute(by=call.actor)
    return shown(invoice)


@route("POST", "invoices/{id}/corrections")
def correct_invoice(call: Call, id: int, body: shapes.Correction) -> shapes.Invoice:
    """Correct an invoice

    Takes over what the system of record says now. What is the same already is not recorded.
    """
    invoice = invoice_of(call, id)
    given: dict[str, Any] = {name: value for name, value in asdict(body).items() if value is not UNSET}
    fields = {*given, *(["currency"] if "amount" in given else [])}
    if body.amount is not UNSET:
        given["amount"] = money_of(body.amount)
    with call.as_seen(invoice):
        invoice.correct(replace(invoice.stated(), **given), by=call.actor, fields=fields)
    return shown(invoice)


@route("POST", "invoices/{id}/withdrawal")
def withdraw_invoice(call: Call, id: int, body: shapes.Withdrawal) -> shapes.Invoice:
    """Take an invoice out of the book

    Its card is put away; the log keeps what was told of it.
    """
    invoice = invoice_of(call, id)
    with call.as_seen(invoice):
        invoice.withdraw(by=call.actor, reason=body.reason)
    return shown(invoice)
