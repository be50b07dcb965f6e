"""The life of an order: received, checked, sometimes held, confirmed, fulfilled; then billing begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.billing import bill
from cashboard.process.sample_company.credit import credit_check
from cashboard.process.sample_company.customers import BUYERS, LIMIT, SHARE, Buyer
from cashboard.process.sample_company.goods import Basket, fill
from cashboard.process.sample_company.habits import hold_chance
from cashboard.process.sample_company.people import order_clerk
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.remarks import say
from cashboard.process.sample_company.world import CardRef
from cashboard.work.fields.checking import Given

FIRST_NUMBER = 10_001


@dataclass(slots=True)
class Order:
    """An order as the people who work on it know it."""

    number: int
    buyer: Buyer
    basket: Basket
    ref: CardRef
    clerk: str
    ship_on: date


def orders_of_the_year(plan: Plan) -> None:
    """Let all orders come in, each at its moment."""
    moments = sorted(_moments(plan))
    shares = [SHARE[buyer.size] for buyer in BUYERS]
    for number, at in enumerate(moments, FIRST_NUMBER):
        [buyer] = plan.rng.choices(BUYERS, shares)
        plan.start(_live(plan, number, buyer), at)


def _moments(plan: Plan) -> list[datetime]:
    days = [plan.first + timedelta(days=ahead) for ahead in range((plan.last - plan.first).days + 1)]
    weights = [plan.office.orders_on(day) for day in days]
    chosen = plan.rng.choices(days, weights, k=plan.orders)
    return [plan.office.at(day, plan.rng.triangular(7.2, 16.8, 10)) for day in chosen]


def _live(plan: Plan, number: int, buyer: Buyer) -> Life[None]:
    order = _receive(plan, number, buyer)
    yield plan.hours(2.5)
    plan.do(order.clerk, verbs.move, order.ref, "Checking")
    if plan.chance(0.07):
        yield from _clarify(plan, order)
    yield plan.hours(1.2)
    if plan.chance(0.02):
        plan.do(order.clerk, verbs.comment, order.ref, say(plan, "cancelled"))
        plan.do(order.clerk, verbs.move, order.ref, "Cancelled")
        return
    price = float(order.basket.price.amount)
    if plan.chance(hold_chance(buyer.habit, plan.progress, price / LIMIT[buyer.size])):
        is_released = yield from _wait_for_credit(plan, order)
        if not is_released:
            return
    plan.do(order.clerk, verbs.move, order.ref, "Confirmed")
    if plan.chance(0.05):
        yield from _change_after_confirming(plan, order)
    yield from _fulfil(plan, order)
    plan.start(bill(plan, number, buyer, order.basket), plan.now)


def _receive(plan: Plan, number: int, buyer: Buyer) -> Order:
    clerk = order_clerk(buyer.country, buyer.index)
    basket, wished = fill(buyer, plan.rng), plan.rng.choice((4, 6, 8, 10, 10, 12, 15, 20))
    is_rush = plan.chance(0.06)
    ship_on = plan.office.day(plan.today, 2 if is_rush else wished)
    order = Order(number, buyer, basket, plan.next_card("ORD"), clerk, ship_on)
    plan.do(
        "edi" if buyer.size != "C" and plan.chance(0.5) else clerk,
        verbs.create,
        order.ref,
        f"Order {number} · {basket.words}",
        status="Received",
        customer=buyer.number,
        amount=basket.price,
        responsible=clerk,
        due_on=ship_on,
        labels=("Rush",) if is_rush else (),
        filled=_said_of(plan, order, is_rush=is_rush),
    )
    return order


def _said_of(plan: Plan, order: Order, *, is_rush: bool) -> dict[str, Given]:
    """Its priority where that is not the usual one, and whether it may come in parts."""
    dice, said = plan.dice(order.ref), dict[str, Given]()
    if is_rush or (order.buyer.size == "A" and dice.random() < 0.35):
        said["Priority"] = "High"
    elif dice.random() < 0.08:
        said["Priority"] = "Low"
    if dice.random() < 0.15:
        said["Partial delivery"] = True
    return said


def _clarify(plan: Plan, order: Order) -> Life[None]:
    """Something is wrong with what the customer sent."""
    yield plan.hours(0.8)
    plan.do(order.clerk, verbs.label, order.ref, "Query")
    plan.do(order.clerk, verbs.comment, order.ref, say(plan, "order query"))
    yield plan.hours(7, 0.7)
    plan.do(order.clerk, verbs.comment, order.ref, say(plan, "order answer"))
    plan.do(order.clerk, verbs.unlabel, order.ref, "Query")


def _wait_for_credit(plan: Plan, order: Order) -> Life[bool]:
    """Held until credit has decided."""
    plan.do("credit check", verbs.move, order.ref, "On hold")
    plan.do("credit check", verbs.label, order.ref, "Credit hold")
    plan.do("credit check", verbs.block, order.ref, "Credit check pending", "tomasz")
    held = plan.now
    is_released = yield from credit_check(plan, order.number, order.buyer, order.basket.price)
    yield plan.hours(0.6)
    plan.do("credit check", verbs.unblock, order.ref)
    if not is_released:
        plan.do(order.clerk, verbs.comment, order.ref, say(plan, "credit refused"))
        plan.do(order.clerk, verbs.move, order.ref, "Cancelled")
        return False
    plan.do(order.clerk, verbs.unlabel, order.ref, "Credit hold")
    order.ship_on = plan.office.day(max(order.ship_on, plan.today), 1)
    if (plan.now - held).days > 3:
        order.ship_on = plan.office.day(order.ship_on, 3)
        plan.do(order.clerk, verbs.put_off, order.ref, order.ship_on)
    return True


def _change_after_confirming(plan: Plan, order: Order) -> Life[None]:
    """The customer wants something else: the order goes back to the check."""
    yield plan.hours(9)
    plan.do(order.clerk, verbs.comment, order.ref, say(plan, "order change"))
    plan.do(order.clerk, verbs.move, order.ref, "Checking")
    yield plan.hours(4)
    order.ship_on = plan.office.day(max(order.ship_on, plan.today), 2)
    plan.do(order.clerk, verbs.put_off, order.ref, order.ship_on)
    plan.do(order.clerk, verbs.move, order.ref, "Confirmed")


def _fulfil(plan: Plan, order: Order) -> Life[None]:
    picking = plan.office.day(order.ship_on - timedelta(days=plan.rng.choice((3, 4, 5))))
    yield max(plan.hours(2), plan.office.at(picking, plan.rng.uniform(8, 15)))
    plan.do("warehouse", verbs.move, order.ref, "Fulfilling")
    late = plan.rng.choice((1, 2, 2, 3, 5, 8)) if plan.chance(0.13) else 0
    yield max(plan.hours(4), plan.office.at(plan.office.day(order.ship_on), plan.rng.uniform(9, 16.5)))
    if late:
        plan.do(order.clerk, verbs.comment, order.ref, say(plan, "late delivery"))
        if plan.chance(0.6):
            plan.do(order.clerk, verbs.put_off, order.ref, plan.office.day(order.ship_on, late))
        yield plan.office.at(plan.office.day(plan.today, late), plan.rng.uniform(9, 16.5))
    plan.do("warehouse", verbs.move, order.ref, "Fulfilled")
