"""Collections: each invoice has a collector, who reminds, calls and notes promises until it is paid."""

from __future__ import annotations

from datetime import timedelta

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.disputes import dispute, is_disputed
from cashboard.process.sample_company.habits import pays_on
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.receipts import pay
from cashboard.process.sample_company.receivables import Receivable
from cashboard.process.sample_company.remarks import say


def begin_collecting(plan: Plan, receivable: Receivable) -> None:
    """An invoice is out: it gets its collector, and what the customer will do with it takes its course."""
    claim, buyer = receivable.claim, receivable.buyer
    plan.nights.add(claim.due_on + timedelta(days=1))
    plan.do("portfolio", verbs.assign, receivable.ref, receivable.collector)
    day = pays_on(buyer.habit, claim.due_on, buyer.country, plan.progress, plan.rng)
    receivable.pays_on = max(day, claim.issued_on + timedelta(days=3))
    if is_disputed(plan, receivable):
        at = plan.office.day(claim.issued_on, plan.rng.randint(4, 16))
        plan.start(dispute(plan, receivable), plan.office.at(at, plan.rng.uniform(9, 16)))
    else:
        pay(plan, receivable, receivable.pays_on)
    plan.start(
        _chase(plan, receivable), plan.office.at(plan.office.day(claim.due_on, 5), 9.5 + plan.rng.random())
    )


def nightly(plan: Plan) -> Life[None]:
    """Every night the due dates that passed are told; where none has, there is nothing to do."""
    day = plan.first
    while day <= plan.last:
        yield plan.office.at(day, 2.5)
        if day in plan.nights:
            plan.do("nightly work", verbs.note_overdue)
        day += timedelta(days=1)


def _chase(plan: Plan, receivable: Receivable) -> Life[None]:
    """Contact after contact until it is paid; nobody is chased for what is disputed."""
    contacts = 0
    while not receivable.is_paid:
        if not receivable.is_disputed:
            contacts += 1
            yield from _contact(plan, receivable, contacts)
        yield plan.office.at(plan.office.day(plan.today, 7 + contacts), plan.rng.uniform(9, 16))


def _contact(plan: Plan, receivable: Receivable, number: int) -> Life[None]:
    """A reminder, a second one with a call, then calls; the fourth contact is escalated."""
    who, ref = receivable.collector, receivable.ref
    if number == 2:
        plan.do(who, verbs.unlabel, ref, "Reminder 1")
    if number <= 2:
        plan.do(who, verbs.label, ref, f"Reminder {number}")
    if number == 1 and plan.chance(0.3):
        plan.do(who, verbs.comment, ref, say(plan, "reminder"))
    if number == 4:
        plan.do(who, verbs.label, ref, "Escalated")
        plan.do(who, verbs.comment, ref, say(plan, "escalation"))
    if number >= 2:
        yield from _call(plan, receivable)


def _call(plan: Plan, receivable: Receivable) -> Life[None]:
    """The customer is called: most give a day, and not all keep it."""
    who, ref = receivable.collector, receivable.ref
    if not plan.chance(0.65):
        plan.do(who, verbs.comment, ref, say(plan, "not reached"))
        return
    promised = plan.office.day(plan.today, plan.rng.choice((3, 5, 7, 10)))
    if plan.chance(0.6) and receivable.pays_on >= plan.today:
        promised = max(plan.office.day(receivable.pays_on), plan.office.day(plan.today, 1))
    plan.do(who, verbs.comment, ref, say(plan, "promise", day=f"{promised:%A} {promised.day} {promised:%B}"))
    plan.do(who, verbs.fill, ref, "Promised on", promised)
    plan.do(who, verbs.move, ref, "Promised")
    yield plan.office.at(plan.office.day(promised, 2), plan.rng.uniform(9, 11))
    if not receivable.is_paid and not receivable.is_disputed:
        plan.do(who, verbs.comment, ref, say(plan, "broken promise"))
        plan.do(who, verbs.move, ref, "Overdue")
