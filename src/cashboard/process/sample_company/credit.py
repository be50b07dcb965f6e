"""Credit: held orders are released or refused; the larger limits are reviewed once a year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.customers import BUYERS, LIMIT, Buyer
from cashboard.process.sample_company.office_hours import SEASON
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.remarks import say
from cashboard.process.sample_company.world import CardRef
from cashboard.trade.money import Money, format_money
from cashboard.work.fields.checking import Sum

BAND = 12_000
RISK = {
    **dict.fromkeys(("prompt", "usual", "run"), "Low risk"),
    **dict.fromkeys(("slow", "hardly", "worsening"), "High risk"),
}
BACKLOG, COURSE, COURSE_DAYS = 7.0, 2.5, 12
"""How much slower credit is in the month of the backlog, and in these last days: a course."""


def backlog_month(plan: Plan) -> date:
    """The first of the month in which the analyst was away: a busy one, some months ago."""
    months = [(plan.last - timedelta(days=days)).replace(day=1) for days in (100, 130, 160, 190)]
    return max(months, key=lambda month: SEASON[month.month - 1])


def _slowness(plan: Plan) -> float:
    if (plan.last - plan.today).days < COURSE_DAYS:
        return COURSE
    return BACKLOG if plan.today.replace(day=1) == backlog_month(plan) else 1.0


def credit_check(plan: Plan, order: int, buyer: Buyer, price: Money) -> Life[bool]:
    """A held order is decided; returns whether it was released."""
    ref = plan.next_card("CRD")
    plan.do(
        "credit check",
        verbs.create,
        ref,
        f"Credit check · order {order}",
        status="To review",
        customer=buyer.number,
        amount=price,
        responsible="tomasz",
        due_on=plan.office.day(plan.today, 2),
        filled={
            "Risk": RISK.get(buyer.habit, "Some risk"),
            "Limit": Sum(Decimal(LIMIT[buyer.size]), buyer.currency),
        },
    )
    slow = _slowness(plan)
    yield plan.hours(6 * slow)
    analyst = "sabine" if slow > 1 and plan.chance(0.6) else "tomasz"
    if analyst == "sabine":
        plan.do("sabine", verbs.assign, ref, "sabine")
    plan.do(analyst, verbs.move, ref, "In review")
    if slow > 1 and plan.chance(0.4):
        plan.do("sabine", verbs.comment, ref, say(plan, "credit backlog"))
    elif plan.chance(0.35):
        plan.do(analyst, verbs.comment, ref, say(plan, "credit finding"))
    yield plan.hours(4 * slow)
    if price.amount > BAND:
        yield from _approve(plan, ref, slow)
    if plan.chance(0.06):
        plan.do("sabine", verbs.comment, ref, say(plan, "credit no"))
        plan.do("sabine", verbs.move, ref, "Rejected")
        return False
    plan.do("sabine" if price.amount > BAND else analyst, verbs.move, ref, "Released")
    return True


def _approve(plan: Plan, ref: CardRef, slow: float) -> Life[None]:
    """Above the analyst's band a second pair of eyes looks, and sometimes sends it back."""
    plan.do("tomasz", verbs.move, ref, "Awaiting approval")
    plan.do("tomasz", verbs.assign, ref, "sabine")
    yield plan.hours(3 * slow)
    if plan.chance(0.18):
        plan.do("sabine", verbs.comment, ref, say(plan, "credit sent back"))
        plan.do("sabine", verbs.move, ref, "In review")
        plan.do("sabine", verbs.assign, ref, "tomasz")
        yield plan.hours(6 * slow)
        plan.do("tomasz", verbs.comment, ref, say(plan, "credit added"))
        plan.do("tomasz", verbs.move, ref, "Awaiting approval")
        plan.do("tomasz", verbs.assign, ref, "sabine")
        yield plan.hours(3 * slow)


def limit_reviews(plan: Plan) -> None:
    """Let the yearly reviews come up, spread over the year."""
    days = (plan.last - plan.first).days
    for buyer in [each for each in BUYERS if each.size != "C"]:
        day = plan.office.day(plan.first + timedelta(days=plan.rng.randrange(days)))
        plan.start(_review(plan, buyer), plan.office.at(day, 6.5))


def _review(plan: Plan, buyer: Buyer) -> Life[None]:
    ref = plan.next_card("CRD")
    limit = Money.from_minor(LIMIT[buyer.size] * 100, buyer.currency)
    title = f"Yearly limit review · {format_money(limit).replace('.00', '')}"
    due_on = plan.office.day(plan.today, 10)
    plan.do(
        "review dates",
        verbs.create,
        ref,
        title,
        status="To review",
        customer=buyer.number,
        responsible="tomasz",
        due_on=due_on,
        labels=("Limit review",),
    )
    yield plan.hours(30 * _slowness(plan), 0.5)
    plan.do("tomasz", verbs.move, ref, "In review")
    yield plan.hours(20, 0.5)
    plan.do("tomasz", verbs.comment, ref, say(plan, "limit proposal"))
    plan.do("tomasz", verbs.move, ref, "Awaiting approval")
    plan.do("tomasz", verbs.assign, ref, "sabine")
    yield plan.hours(10 * _slowness(plan), 0.5)
    plan.do("sabine", verbs.move, ref, "Released")
