"""Invoices."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet
from msgspec import UNSET

from cashboard.activity.refusals import Invalid
from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import invoices as shapes
from cashboard.api.shapes.cards import SpaceRef
from cashboard.api.shapes.values import Money, Ref
from cashboard.api.views.customers import customer_of
from cashboard.api.views.spaces import space_of
from cashboard.trade import money
from cashboard.trade.invoices.models import Invoice

COMPOSED = {"space", "customer", "card", "amount", "open_amount"}
SAME = tuple(name for name in shapes.Invoice.__struct_fields__ if name not in COMPOSED)


@route("GET", "invoices")
def invoices(call: Call, query: shapes.InvoiceQuery) -> Page[shapes.Invoice]:
    """List invoices"""
    rows = Invoice.objects.visible_to(call.actor)
    if query.overdue is not UNSET:
        late = {"pk__in": rows.open().filter(due_on__lt=call.today).values("pk")}
        rows = rows.filter(**late) if query.overdue else rows.exclude(**late)
    chosen = query.chosen("space", "customer", "state", "number")
    return page(call, query, rows.filter(**chosen), _shapes)


@route("GET", "invoices/{id}")
def invoice(call: Call, id: int) -> shapes.Invoice:
    """Show an invoice"""
    return shown(invoice_of(call, id))


@route("POST", "invoices", status=201)
def issue_invoice(call: Call, body: shapes.NewInvoice) -> shapes.Invoice:
    """Issue an invoice

    It gets a card, which is the work on it.
    """
    issued = Invoice.issue(
        space_of(call, body.space, "space"),
        customer_of(call, body.customer, "customer"),
        body.number,
        issued_on=body.issued_on,
        due_on=body.due_on,
        amount=money_of(body.amount),
        by=call.actor,
        purchase_order=body.purchase_order,
        source_status=body.source_status,
        sent_by=body.sent_by,
    )
    return shown(issued)


def invoice_of(call: Call, pk: int) -> Invoice:
    """The invoice, with what its verbs look at."""
    rows = Invoice.objects.visible_to(call.actor)
    return found(rows.select_related("space__workspace", "customer", "card__space", "card__status"), pk)


def money_of(given: Money) -> money.Money:
    """The money that a body names; raises Invalid for an unknown currency, or more decimals than it has."""
    try:
        found = money.Money(Decimal(given.amount), given.currency)
        found.minor  # noqa: B018 - raises when it is not rounded
    except ValueError as error:
        raise Invalid(f"{error}.", "amount") from None
    return found


def shown(invoice: Invoice) -> shapes.Invoice:
    """An invoice as it is now."""
    return _shapes(Invoice.objects.filter(pk=invoice.pk))[0]


def _shapes(rows: QuerySet[Invoice]) -> list[shapes.Invoice]:
    """Whole rows, because the open amount is the invoice's own rule."""
    return [_shape(row) for row in rows.select_related("customer", "space")]


def _shape(row: Invoice) -> shapes.Invoice:
    return shapes.Invoice(
        **{name: getattr(row, name) for name in SAME},
        space=SpaceRef(row.space_id, row.space.key),
        customer=Ref(row.customer_id, row.customer.name),
        card=row.card_id,
        amount=_money(row.amount),
        open_amount=_money(row.open_amount),
    )


def _money(value: money.Money) -> Money:
    return Money(f"{value.amount:.{value.exponent}f}", value.currency)
