"""How a customer comes into the book: by hand, or many at once from a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, Changing, recording
from cashboard.activity.refusals import Invalid
from cashboard.trade.customers.events import CustomerAdded
from cashboard.work.spaces.models import Workspace

if TYPE_CHECKING:
    from cashboard.trade.customers.models import Customer

LONGEST = 200


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer as a list states it. Without a name the number stands for it."""

    number: str
    name: str = ""
    country: str = ""


class Adding(Changing):
    """The customer's number in the system of record, once in a workspace, with name and country."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="customers")
    number = models.CharField(max_length=LONGEST)
    name = models.CharField(max_length=LONGEST)
    country = models.CharField(max_length=LONGEST, blank=True, default="")

    class Meta:
        abstract = True

    @classmethod
    def add(
        cls, workspace: Workspace, number: str, name: str = "", *, by: Actor, country: str = ""
    ) -> Customer:
        """The customer of this number, made when it is new. There already: returned as it is."""
        wanted = NewCustomer(
            _tidy(number, "number"), _tidy(name or number, "name"), country.strip()[:LONGEST]
        )
        with recording(by=by) as change:
            return add_customers(workspace, [wanted], change)[wanted.number]


def add_customers(workspace: Workspace, wanted: Iterable[NewCustomer], change: Change) -> dict[str, Customer]:
    """Customers by number; new ones are made inside a running change. The first of one number counts."""
    by_number: dict[str, NewCustomer] = {}
    for each in wanted:
        by_number.setdefault(each.number, each)
    known = known_customers(workspace, by_number)
    if len(known) < len(by_number):
        _lock(workspace)  # or two imports into the same workspace would both make the same customer
        known = known_customers(workspace, by_number)
        new = [_made(workspace, each, change) for number, each in by_number.items() if number not in known]
        for customer in _model()._default_manager.bulk_create(new):
            event = CustomerAdded(customer=customer.named(), number=customer.number, country=customer.country)
            change.record(event, customer)
            known[customer.number] = customer
    return known


def known_customers(workspace: Workspace, numbers: Iterable[str]) -> dict[str, Customer]:
    """The customers among these numbers, by number."""
    found = _model()._default_manager.filter(workspace=workspace, number__in=list(numbers))
    return {customer.number: customer for customer in found}


def _made(workspace: Workspace, each: NewCustomer, change: Change) -> Customer:
    return _model()(
        workspace=workspace,
        number=each.number,
        name=each.name or each.number,
        country=each.country,
        created_at=change.at,
        changed_at=change.at,
    )


def _lock(workspace: Workspace) -> None:
    if connection.vendor == "postgresql":
        Workspace.objects.select_for_update().get(pk=workspace.pk)


def _tidy(text: str, what: str) -> str:
    text = " ".join(text.replace("\0", "").split())
    if not text:
        raise Invalid(f"Give the customer a {what}.", what)
    if len(text) > LONGEST:
        raise Invalid(
            f"A customer's {what} has at most {LONGEST} characters; this one has {len(text):,}.", what
        )
    return text


def _model() -> type[Customer]:
    from cashboard.trade.customers.models import Customer

    return Customer
