"""How an invoice comes into the book: by hand, or many at once with their past (see `backfilling.py`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.activity.refusals import Invalid
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.claiming import InvoiceState
from cashboard.trade.invoices.working import Working
from cashboard.trade.money import Money
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from cashboard.trade.invoices.models import Invoice

LONGEST_NUMBER = 200


class Issuing(Working):
    """Making one invoice."""

    class Meta:
        abstract = True

    @classmethod
    def issue(
        cls,
        space: Space,
        customer: Customer,
        number: str,
        *,
        issued_on: date,
        due_on: date,
        amount: Money,
        by: Actor,
        purchase_order: str = "",
        sent_by: str = "",
        source_status: str = "",
    ) -> Invoice:
        """A new invoice and its card, in the space's first status that is not started.

        Raises Invalid for a number that this customer has already, no amount, dates in wrong order.
        """
        from cashboard.trade.invoices.backfilling import Issue, issue_all
        from cashboard.trade.invoices.models import Invoice
        from cashboard.trade.invoices.stating import Stated

        number = _tidy_number(number)
        check_claim(issued_on, due_on, amount)
        stated = Stated(
            issued_on,
            due_on,
            amount,
            source_status=source_status.strip(),
            purchase_order=purchase_order.strip(),
            sent_by=sent_by.strip(),
        )
        with recording(by=by) as change:
            if customer.workspace_id != space.workspace_id:
                raise Invalid("The customer belongs to another workspace.", "customer")
            taken = Invoice.objects.filter(space=space, customer=customer, number=number)
            if taken.exclude(state=InvoiceState.WITHDRAWN).exists():
                raise Invalid(
                    f"{customer.name} has an invoice {number} already. Look for it, or give another number.",
                    "number",
                )
            return issue_all(space, [Issue(customer, number, stated)], change, is_past=False)[0]


def _tidy_number(number: str) -> str:
    number = " ".join(number.replace("\0", "").split())
    if not 0 < len(number) <= LONGEST_NUMBER:
        raise Invalid(f"Give the invoice a number of 1 to {LONGEST_NUMBER} characters.", "number")
    return number


def check_claim(issued_on: date, due_on: date, amount: Money) -> None:
    """Raises Invalid for dates in wrong order, nothing to pay, or more decimals than the currency has."""
    if due_on < issued_on:
        raise Invalid(f"The due date {due_on} is before the day of issue {issued_on}.", "due_on")
    if amount.amount <= 0:
        raise Invalid("An invoice has something to pay: give an amount above zero.", "amount")
    if not amount.is_rounded:
        raise Invalid(f"{amount.currency} has {amount.exponent} decimals: round the amount first.", "amount")
