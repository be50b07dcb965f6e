"""Disputes: a customer does not accept an invoice; somebody finds out who is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.people import order_clerk
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.receipts import cover, pay, pay_part
from cashboard.process.sample_company.receivables import Receivable
from cashboard.process.sample_company.remarks import say
from cashboard.process.sample_company.world import CardRef
from cashboard.trade.money import Money
from cashboard.work.fields.checking import Sum

REASONS = {
    "Price difference": (30, "price"),
    "Short delivery": (22, "delivery"),
    "No proof of delivery": (16, "delivery"),
    "Damaged in transit": (13, "goods"),
    "Quality complaint": (11, "goods"),
    "Late delivery penalty": (8, "price"),
}
"""How often each is given, and what has to be looked into."""

OUTCOMES = {"valid": 60, "invalid": 28, "withdrawn": 12}
DECISIONS = {"valid": "Customer is right", "invalid": "We are right", "withdrawn": "Withdrawn"}


@dataclass(slots=True)
class Dispute:
    """A dispute as the people who work on it know it."""

    receivable: Receivable
    ref: CardRef
    reason: str
    amount: Money
    outcome: str
    clerk: str = field(init=False)

    def __post_init__(self) -> None:
        buyer = self.receivable.buyer
        self.clerk = order_clerk(buyer.country, buyer.index)


def is_disputed(plan: Plan, receivable: Receivable) -> bool:
    """Large invoices and customers who pay late are disputed more often."""
    likely = 0.075 + 0.05 * (receivable.claim.amount.amount > 10_000)
    return plan.chance(likely + 0.05 * (receivable.buyer.habit in ("slow", "worsening")))


def dispute(plan: Plan, receivable: Receivable) -> Life[None]:
    """From the customer's letter to the decision, and to the money after it."""
    case = _log(plan, receivable)
    topic = REASONS[case.reason][1]
    if plan.chance(0.35):
        on = max(receivable.pays_on, plan.today + timedelta(days=2))
        pay_part(plan, receivable, receivable.left - case.amount, on)
    yield plan.hours(12)
    plan.do("nadia", verbs.move, case.ref, "Investigating")
    plan.do("nadia", verbs.call_in, case.ref, case.clerk)
    plan.do("nadia", verbs.comment, case.ref, say(plan, f"{topic} question", who=case.clerk))
    yield plan.hours(24)
    plan.do(
        case.clerk,
        verbs.comment,
        case.ref,
        say(plan, f"{topic} {'right' if case.outcome == 'valid' else 'wrong'}"),
    )
    if plan.chance(0.4):
        yield from _ask_customer(plan, case)
    yield plan.hours(60)
    if case.outcome == "valid":
        yield from _credit(plan, case)
    else:
        plan.do("nadia", verbs.comment, case.ref, say(plan, f"dispute {case.outcome}"))
        plan.do("nadia", verbs.move, case.ref, "Resolved" if case.outcome == "invalid" else "Withdrawn")
    _close(plan, case)


def _log(plan: Plan, receivable: Receivable) -> Dispute:
    claim, who = receivable.claim, receivable.collector
    reason = plan.rng.choices(list(REASONS), [weight for weight, _ in REASONS.values()])[0]
    outcome = plan.rng.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
    share = Decimal(plan.rng.choice((5, 8, 10, 12, 20, 25, 40, 60))) / 100
    amount = Money(max(claim.amount.amount * share, Decimal("0.01")), claim.amount.currency).rounded()
    case = Dispute(receivable, plan.next_card("DIS"), reason, amount, outcome)
    receivable.is_disputed = True
    plan.do(who, verbs.dispute, claim.number)
    plan.do(who, verbs.move, receivable.ref, "Disputed")
    plan.do(who, verbs.comment, receivable.ref, say(plan, reason))
    plan.do(
        who,
        verbs.block,
        receivable.ref,
        "Price dispute" if REASONS[reason][1] == "price" else "Delivery dispute",
        "nadia",
    )
    plan.do(
        who,
        verbs.create,
        case.ref,
        f"{reason} · invoice {claim.number}",
        status="Logged",
        customer=claim.customer,
        amount=amount,
        responsible="nadia",
        due_on=plan.office.day(plan.today, 15),
        labels=(reason,),
        filled={"Reason": reason},
    )
    return case


def _ask_customer(plan: Plan, case: Dispute) -> Life[None]:
    plan.do("nadia", verbs.comment, case.ref, say(plan, "dispute to customer"))
    plan.do("nadia", verbs.move, case.ref, "Awaiting customer")
    plan.do("nadia", verbs.block, case.ref, "Waiting for the customer", "nadia")
    yield plan.hours(60)
    plan.do("nadia", verbs.unblock, case.ref)
    plan.do("nadia", verbs.move, case.ref, "Investigating")


def _credit(plan: Plan, case: Dispute) -> Life[None]:
    """The customer is right: somebody else approves the credit note, or sends it back first."""
    plan.do("nadia", verbs.move, case.ref, "Awaiting approval")
    yield plan.hours(18)
    if plan.chance(0.2):
        plan.do("marta", verbs.comment, case.ref, say(plan, "dispute sent back"))
        plan.do("marta", verbs.move, case.ref, "Investigating")
        yield plan.hours(14)
        plan.do("nadia", verbs.comment, case.ref, say(plan, "dispute added"))
        plan.do("nadia", verbs.move, case.ref, "Awaiting approval")
        yield plan.hours(6)
    receivable = case.receivable
    plan.do("marta", verbs.move, case.ref, "Resolved")
    yield plan.hours(2)
    receivable.left = receivable.claim.amount - case.amount
    plan.do("claire", verbs.credit, receivable.claim.number, receivable.left)
    plan.do("claire", verbs.comment, receivable.ref, say(plan, "credit note", amount=str(case.amount)))


def _close(plan: Plan, case: Dispute) -> None:
    """The invoice is collected again; a part that was paid already counts."""
    receivable = case.receivable
    receivable.is_disputed = False
    plan.do("nadia", verbs.fill, case.ref, "Decision", DECISIONS[case.outcome])
    if case.outcome == "valid":
        agreed = Sum(case.amount.amount, case.amount.currency)
        plan.do("nadia", verbs.fill, case.ref, "Credit agreed", agreed)
    plan.do("nadia", verbs.unblock, receivable.ref)
    plan.do("nadia", verbs.clear_dispute, receivable.claim.number)
    is_overdue = receivable.claim.due_on < plan.today
    plan.do("nadia", verbs.move, receivable.ref, "Overdue" if is_overdue else "Open")
    wait = timedelta(days=plan.rng.randint(3, 18))
    receivable.pays_on = max(receivable.pays_on, plan.today + wait)
    if receivable.announced is None:
        pay(plan, receivable, receivable.pays_on)
    elif receivable.announced == receivable.left:
        plan.start(cover(plan, receivable), plan.now)
    else:
        pay_part(plan, receivable, receivable.left - receivable.announced, receivable.pays_on)
