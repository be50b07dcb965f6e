"""Reporting: the rules that hold, the reports of each month, and the backlog in credit."""

from __future__ import annotations

from datetime import date, timedelta

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.credit import backlog_month
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.remarks import say
from cashboard.process.sample_company.world import CardRef

POLICIES = (
    (
        "Who approves which credit",
        "- up to 12,000: the analyst alone\n- above: the credit controller too\n"
        "- above the limit: the process lead",
    ),
    (
        "When we remind and call",
        "1. five working days after the due date: first reminder\n"
        "2. eight days later: second reminder and a call\n"
        "3. then a call every two weeks; after the fourth contact it is escalated\n\n"
        "Never while a dispute is open.",
    ),
    (
        "Reasons of disputes",
        "Price difference, short delivery, no proof of delivery, damaged in transit, quality complaint, "
        "late delivery penalty. Anything else: ask @nadia before you log it.",
    ),
    (
        "Month end, day by day",
        "- day 1: bank statements complete, unapplied cash explained\n- day 2: ageing and exposure\n"
        "- day 3: review\n- day 5: published",
    ),
)
MONTHLY = (
    ("Receivables and ageing", "rui"),
    ("DSO and overdue share", "giulia"),
    ("Credit exposure and blocked customers", "sabine"),
)


def reporting(plan: Plan) -> None:
    """Let the policies be written, and the reports of every month be made."""
    plan.start(_policies(plan), plan.office.at(plan.office.day(plan.first), 8.5))
    month = plan.first.replace(day=1)
    while month <= plan.last:
        planned = plan.office.day(max(plan.first, month.replace(day=20)))
        for report, who in MONTHLY:
            at = plan.office.at(planned, 9 + plan.rng.random())
            plan.start(_report(plan, f"{report} {month:%B %Y}", who, month), at)
        month = (month + timedelta(days=32)).replace(day=1)
    begun = plan.office.day(backlog_month(plan) + timedelta(days=20))
    plan.start(_backlog(plan), plan.office.at(begun, 10.2))
    plan.start(_improvement(plan), plan.office.at(plan.office.day(plan.last - timedelta(days=24)), 11))
    plan.start(_again(plan), plan.office.at(plan.office.day(plan.last - timedelta(days=6)), 9.6))


def _policies(plan: Plan) -> Life[None]:
    for title, text in POLICIES:
        plan.do("marta", verbs.write, plan.next_card("RPT"), title, status="Policies", text=text)
        yield plan.minutes(5, 25)


def _report(plan: Plan, title: str, who: str, month: date) -> Life[None]:
    after = (month + timedelta(days=32)).replace(day=1)
    ref, due_on = plan.next_card("RPT"), plan.office.day(after, 4)
    plan.do("marta", verbs.write, ref, title, status="Planned", responsible=who, due_on=due_on)
    yield plan.office.at(plan.office.day(after), plan.rng.uniform(9, 15))
    plan.do(who, verbs.move, ref, "Preparing")
    yield plan.hours(13, 0.3)
    plan.do(who, verbs.move, ref, "In review")
    yield plan.hours(6, 0.4)
    if plan.chance(0.3):
        plan.do("marta", verbs.comment, ref, say(plan, "report back"))
        plan.do("marta", verbs.move, ref, "Preparing")
        yield plan.hours(5)
        plan.do(who, verbs.comment, ref, say(plan, "report mended"))
        plan.do(who, verbs.move, ref, "In review")
        yield plan.hours(3)
    if plan.chance(0.4):
        plan.do("marta", verbs.comment, ref, say(plan, "report said"))
    plan.do("marta", verbs.move, ref, "Published")


def _backlog(plan: Plan) -> Life[None]:
    """The lead looks into why orders wait in credit, and something is done about it."""
    month = f"{backlog_month(plan):%B}"
    ref = plan.next_card("RPT")
    text = (
        f"Orders on hold waited more than a week in {month}; the usual is a day.\n\n"
        "**Why:** one analyst for all reviews, no stand-in while he was away, and "
        "the yearly limit reviews came in the same weeks.\n\n"
        "**What we do:** @sabine takes small ones without a second look, limit reviews move to quiet months."
    )
    _write(plan, ref, f"Why orders waited in credit in {month}", "Preparing", "marta", text)
    plan.do("marta", verbs.call_in, ref, "sabine")
    plan.do("marta", verbs.call_in, ref, "jonas")
    yield plan.hours(20)
    plan.do("jonas", verbs.comment, ref, "From the order desk: three customers asked for a date every day.")
    yield plan.hours(20)
    said = "Tomasz is back on Monday. @claire learns the small reviews as a stand-in."
    plan.do("sabine", verbs.comment, ref, said)
    plan.do("marta", verbs.move, ref, "In review")
    yield plan.hours(30)
    plan.do("marta", verbs.move, ref, "Published")
    yield plan.hours(50)
    ref = plan.next_card("RPT")
    _write(plan, ref, "Daily list of held orders by mail", "Planned", "jonas")
    yield plan.hours(40)
    plan.do("marta", verbs.comment, ref, "Not needed any more: the Credit board shows it.")
    plan.do("marta", verbs.move, ref, "Dropped")


def _improvement(plan: Plan) -> Life[None]:
    """Something that is being tried just now."""
    ref = plan.next_card("RPT")
    text = (
        "One invoice in ten comes back, most of them without a purchase order number.\n\n"
        "- the order desk asks for it before an order is confirmed\n- billing does not draft without it\n\n"
        "We count again after six weeks."
    )
    _write(plan, ref, "Trial: no order without the customer's PO number", "Preparing", "claire", text)
    plan.do("marta", verbs.call_in, ref, "pieter")
    yield plan.hours(30)
    plan.do(
        "pieter", verbs.comment, ref, "Works for the Nordics: they send it anyway. Utilities need a reminder."
    )
    yield plan.hours(40)
    plan.do("claire", verbs.comment, ref, "Two rejected last week instead of five. @marta too early to say.")


def _again(plan: Plan) -> Life[None]:
    """The lead sees credit slow down once more."""
    ref = plan.next_card("RPT")
    text = "Reviews take three days again while Tomasz is on a course. @sabine is the stand-in used?"
    _write(plan, ref, "Held orders wait longer again", "Preparing", "marta", text)
    yield plan.hours(12)
    plan.do(
        "sabine", verbs.comment, ref, "Claire did the small ones on Monday. The yearly reviews have to wait."
    )
    plan.do("marta", verbs.move, ref, "In review")


def _write(plan: Plan, ref: CardRef, title: str, status: str, who: str, text: str = "") -> None:
    due_on = plan.office.day(plan.today, 15)
    plan.do("marta", verbs.write, ref, title, status=status, text=text, responsible=who, due_on=due_on)
