"""Customers and invoices as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.cards import SpaceRef
from cashboard.api.shapes.values import PRINTABLE, Id, Money, Ref

State = Annotated[Literal["issued", "paid", "withdrawn"], Meta(description="Ours; overdue is no state.")]

Text = Annotated[str, Meta(max_length=200, pattern=r"^[^\u0000]*$")]
Number = Annotated[str, Meta(max_length=200, pattern=PRINTABLE, examples=["4711"])]


class Customer(msgspec.Struct, kw_only=True):
    """Somebody who buys and pays; `number` is theirs in the system of record."""

    id: int
    version: int
    workspace: int
    number: Annotated[str, Meta(examples=["C-1007"])]
    name: str
    country: str
    created_at: datetime


class CustomerQuery(PageQuery, kw_only=True):
    """Which customers."""

    workspace: Id | UnsetType = UNSET
    number: Text | UnsetType = UNSET


class NewCustomer(msgspec.Struct, forbid_unknown_fields=True):
    """A customer to add. Without a name the number stands for it."""

    workspace: Id
    number: Number
    name: Text = ""
    country: Text = ""


class Invoice(msgspec.Struct, kw_only=True):
    """A claim on a customer. `source_status` is verbatim from the system of record."""

    id: int
    version: int
    space: SpaceRef
    customer: Ref
    card: Annotated[int | None, Meta(description="The card that is the work on it.")]
    number: Annotated[str, Meta(examples=["4711"])]
    issued_on: date
    due_on: date
    amount: Money
    open_amount: Money
    state: State
    disputed: bool
    settled_on: date | None
    source_status: str
    purchase_order: str
    sent_by: str
    created_at: datetime
    changed_at: datetime


class InvoiceQuery(PageQuery, kw_only=True):
    """Which invoices."""

    space: Id | UnsetType = UNSET
    customer: Id | UnsetType = UNSET
    state: State | UnsetType = UNSET
    number: Text | UnsetType = UNSET
    overdue: Annotated[bool, Meta(description="Open and due before the caller's today.")] | UnsetType = UNSET


class NewInvoice(msgspec.Struct, forbid_unknown_fields=True):
    """An invoice to issue; it gets a card in the space's first status that is not started."""

    space: Id
    customer: Id
    number: Number
    issued_on: date
    due_on: date
    amount: Money
    purchase_order: Text = ""
    source_status: Text = ""
    sent_by: Text = ""


class Correction(msgspec.Struct, forbid_unknown_fields=True):
    """What the system of record says now; what is left out stays."""

    issued_on: date | UnsetType = UNSET
    due_on: date | UnsetType = UNSET
    amount: Money | UnsetType = UNSET
    purchase_order: Text | UnsetType = UNSET
    source_status: Text | UnsetType = UNSET
    sent_by: Text | UnsetType = UNSET


class Settlement(msgspec.Struct, forbid_unknown_fields=True):
    """The day on which it was paid in full."""

    on: date


class Withdrawal(msgspec.Struct, forbid_unknown_fields=True):
    """Why it is taken out of the book."""

    reason: Annotated[str, Meta(max_length=500, pattern=PRINTABLE, examples=["Issued twice"])]
