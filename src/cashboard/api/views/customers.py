"""Customers."""

from __future__ import annotations

from django.db.models import QuerySet

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import invoices as shapes
from cashboard.api.views.workspaces import workspace_of
from cashboard.trade.customers.models import Customer


@route("GET", "customers")
def customers(call: Call, query: shapes.CustomerQuery) -> Page[shapes.Customer]:
    """List customers"""
    rows = Customer.objects.visible_to(call.actor).filter(**query.chosen("workspace", "number"))
    return page(call, query, rows, _shapes)


@route("GET", "customers/{id}")
def customer(call: Call, id: int) -> shapes.Customer:
    """Show a customer"""
    return _shown(customer_of(call, id))


@route("POST", "customers", status=201)
def add_customer(call: Call, body: shapes.NewCustomer) -> shapes.Customer:
    """Add a customer

    One of this number that is there already is answered as it is.
    """
    workspace = workspace_of(call, body.workspace, "workspace")
    added = Customer.add(workspace, body.number, body.name, by=call.actor, country=body.country)
    return _shown(added)


def customer_of(call: Call, pk: int, field: str = "") -> Customer:
    """The customer."""
    return found(Customer.objects.visible_to(call.actor).select_related("workspace"), pk, field)


def _shown(customer: Customer) -> shapes.Customer:
    return _shapes(Customer.objects.filter(pk=customer.pk))[0]


def _shapes(rows: QuerySet[Customer]) -> list[shapes.Customer]:
    same = ("id", "version", "number", "name", "country", "created_at")
    listed = rows.values(*same, "workspace_id")
    return [shapes.Customer(workspace=row.pop("workspace_id"), **row) for row in listed]
