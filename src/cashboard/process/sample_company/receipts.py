"""Cash application: what comes in on the bank account, and which invoices it pays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.collecting import Receivable
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.remarks import say
from cashboard.process.sample_company.world import CardRef
from cashboard.trade.money import Money, format_money


@dataclass(slots=True)
class Receipt:
    """One amount on the bank account. `value_on` is the day from which it counts."""

    value_on: date
    receivables: list[Receivable]
    less: Money | None = None
    rest_of: Receipt | None = None
    is_waiting: bool = False
    ref: CardRef = field(init=False)

    @property
    def amount(self) -> Money:
        """What came: all that the invoices come to, less what the customer keeps back."""
        if self.rest_of is not None:
            return self.receivables[0].left - self.rest_of.amount
        total = reduce(add, (each.left for each in self.receivables))
        return total - self.less if self.less else total

    @property
    def title(self) -> str:
        """What the bank's line says."""
        numbers = [each.claim.number for each in self.receivables]
        shown = ", ".join(numbers[:2]) + (f" and {len(numbers) - 2} more" if len(numbers) > 2 else "")
        return f"Receipt for {shown}"


def pay(plan: Plan, receivable: Receivable, on: date) -> None:
    """The customer pays on this day; what one customer pays on one day comes as one amount."""
    value_on = plan.office.day(on)
    key = (receivable.buyer.number, value_on)
    if key in plan.payments:
        plan.payments[key].append(receivable)
        return
    plan.payments[key] = [receivable]
    _expect(plan, Receipt(value_on, plan.payments[key]))


def pay_short(plan: Plan, receivable: Receivable, less: Money, on: date) -> None:
    """The customer pays, less what is disputed."""
    receivable.short = Receipt(plan.office.day(on), [receivable], less=less)
    _expect(plan, receivable.short)


def pay_rest(plan: Plan, receivable: Receivable, on: date) -> None:
    """After the dispute: the short payment is enough, or the rest comes too."""
    short = receivable.short
    assert short is not None  # the caller has looked
    if short.amount == receivable.left:  # the credit note is over what was kept back
        short.less = None
        if short.is_waiting:
            plan.start(_finish(plan, short), plan.hours(2))
        return
    _expect(plan, Receipt(plan.office.day(on), [receivable], rest_of=short))


def _expect(plan: Plan, receipt: Receipt) -> None:
    plan.start(
        _arrive(plan, receipt),
        plan.office.at(plan.office.day(receipt.value_on, 1), 7.4 + plan.rng.random() / 3),
    )


def _arrive(plan: Plan, receipt: Receipt) -> Life[None]:
    raise NotImplementedError
