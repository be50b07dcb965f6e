"""Billing: what was shipped is billed, delivered, and sometimes comes back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.collecting import begin_collecting
from cashboard.process.sample_company.customers import Buyer
from cashboard.process.sample_company.goods import Basket
from cashboard.process.sample_company.people import biller
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.receivables import Receivable
from cashboard.process.sample_company.remarks import say
from cashboard.process.sample_company.world import CardRef, Claim


def bill(plan: Plan, order: int, buyer: Buyer, basket: Basket) -> Life[None]:
    """From goods issue to an invoice that the customer has."""
    yield plan.office.at(plan.today, 18 + plan.rng.random() / 10)
    ref, clerk = plan.next_card("BIL"), biller(buyer.index)
    plan.do(
        "billing list",
        verbs.create,
        ref,
        f"Bill order {order} · {basket.words}",
        status="To bill",
        customer=buyer.number,
        amount=basket.price,
        responsible=clerk,
        due_on=plan.office.day(plan.today, 2),
        filled={"Payment terms": Decimal(buyer.terms), "Sent by": _way_of(buyer)},
    )
    yield plan.hours(7, 0.5)
    plan.do(clerk, verbs.move, ref, "Drafted")
    if plan.chance(0.04):
        plan.do(clerk, verbs.comment, ref, say(plan, "billing back"))
        plan.do(clerk, verbs.move, ref, "To bill")
        yield plan.hours(8)
        plan.do(clerk, verbs.move, ref, "Drafted")
    yield plan.hours(2.5)
    claim = _issue(plan, ref, clerk, order, buyer, basket)
    yield plan.minutes(2, 40)
    plan.do("delivery", verbs.move, ref, "Delivered")
    if plan.chance(0.09):
        yield from _rejected(plan, ref, clerk, claim)


def _way_of(buyer: Buyer) -> str:
    """How a customer wants its invoices: the large ones by machine, a few of the small ones on paper."""
    ways = {"A": ("E-invoice", "Portal"), "B": ("E-invoice", "E-mail"), "C": ("E-mail", "E-mail", "Post")}
    return ways[buyer.size][buyer.index % len(ways[buyer.size])]


def _issue(plan: Plan, ref: CardRef, clerk: str, order: int, buyer: Buyer, basket: Basket) -> Claim:
    """The invoice takes the next number of its year, and is collected from now on."""
    plan.do(clerk, verbs.move, ref, "Issued")
    year = plan.today.year
    plan.numbers[year] += 1
    claim = Claim(
        number=f"{year}-{plan.numbers[year]:05}",
        customer=buyer.number,
        issued_on=plan.today,
        due_on=plan.today + timedelta(days=buyer.terms),
        amount=basket.price,
        purchase_order="" if plan.chance(0.15) else f"PO-{4_500_000 + order * 7 % 99_991}",
    )
    card = plan.next_card("COL")
    plan.do(clerk, verbs.issue, card, claim)
    begin_collecting(plan, Receivable(claim, buyer, card))
    return claim


def _rejected(plan: Plan, ref: CardRef, clerk: str, claim: Claim) -> Life[None]:
    """The customer's office does not take it: it is mended and delivered again."""
    yield plan.hours(11)
    plan.do(clerk, verbs.move, ref, "Rejected by customer")
    why = "no order number" if not claim.purchase_order else "billing rejected"
    plan.do(clerk, verbs.comment, ref, say(plan, why))
    if not claim.purchase_order:
        plan.do(clerk, verbs.block, ref, "Missing purchase order", clerk)
    yield plan.hours(6)
    plan.do(clerk, verbs.unblock, ref)
    plan.do(clerk, verbs.move, ref, "Drafted")
    if not claim.purchase_order:
        plan.do(
            clerk, verbs.add_purchase_order, claim.number, f"PO-{plan.rng.randrange(4_500_000, 4_599_999)}"
        )
    yield plan.hours(2)
    plan.do(clerk, verbs.move, ref, "Issued")
    yield plan.minutes(2, 40)
    plan.do("delivery", verbs.move, ref, "Delivered")
