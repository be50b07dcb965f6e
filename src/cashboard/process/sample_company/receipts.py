"""Cash application: what comes in on the bank account, and which invoices it pays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import add

from cashboard.process.sample_company import verbs
from cashboard.process.sample_company.plan import Life, Plan
from cashboard.process.sample_company.receivables import Receivable
from cashboard.process.sample_company.remarks import say
from cashboard.process.sample_company.world import CardRef
from cashboard.trade.money import Money, format_money


@dataclass(slots=True)
class Receipt:
    """One amount on the bank account, counted from `value_on`; `part`: less than the invoice."""

    value_on: date
    receivables: list[Receivable]
    part: Money | None = None
    ref: CardRef = field(init=False)

    @property
    def amount(self) -> Money:
        """What came."""
        return self.part or reduce(add, (each.left for each in self.receivables))

    @property
    def title(self) -> str:
        """What the bank's line says."""
        numbers = [each.claim.number for each in self.receivables]
        more = f" and {len(numbers) - 2} more" if len(numbers) > 2 else ""
        return f"Receipt for {', '.join(numbers[:2])}{more}"


def pay(plan: Plan, receivable: Receivable, on: date) -> None:
    """The customer pays on this day; what one customer pays on one day comes as one amount."""
    key = (receivable.buyer.number, plan.office.day(on))
    if key in plan.payments:
        plan.payments[key].append(receivable)
        return
    plan.payments[key] = [receivable]
    _expect(plan, Receipt(key[1], plan.payments[key]))


def pay_part(plan: Plan, receivable: Receivable, part: Money, on: date) -> None:
    """The customer pays a part: keeps back what is disputed, or pays it in the end."""
    receivable.announced = receivable.announced + part if receivable.announced else part
    _expect(plan, Receipt(plan.office.day(on), [receivable], part))


def _expect(plan: Plan, receipt: Receipt) -> None:
    """The bank's list of a day comes on the next morning."""
    morning = plan.office.day(receipt.value_on + timedelta(days=1))
    plan.start(_arrive(plan, receipt), plan.office.at(morning, 7.4 + plan.rng.random() / 3))


def _arrive(plan: Plan, receipt: Receipt) -> Life[None]:
    if receipt.part is None:
        del plan.payments[receipt.receivables[0].buyer.number, receipt.value_on]
    is_known = plan.chance(0.85)
    title = receipt.title if is_known else f"Receipt without reference, {format_money(receipt.amount)}"
    _enter(plan, receipt, title, is_known=is_known)
    if is_known and receipt.part is None and plan.chance(0.78):
        yield plan.minutes(1, 5)
        _apply(plan, receipt, "matching")
    else:
        yield plan.hours(4)
        if not is_known:
            yield from _identify(plan, receipt)
        plan.do("rui", verbs.move, receipt.ref, "Matching")
        yield plan.hours(3)
        _apply(plan, receipt, "rui")
    if receipt.part is None and len(receipt.receivables) == 1:
        yield from _trouble(plan, receipt)


def _enter(plan: Plan, receipt: Receipt, title: str, *, is_known: bool) -> None:
    receipt.ref = plan.next_card("CSH")
    plan.do(
        "bank",
        verbs.create,
        receipt.ref,
        title,
        status="Received",
        customer=receipt.receivables[0].buyer.number if is_known else "",
        amount=receipt.amount,
        responsible="rui",
        due_on=plan.office.day(plan.today, 2),
        filled={"Remittance advice": True} if is_known and plan.dice(receipt.ref).random() < 0.4 else {},
    )


def _identify(plan: Plan, receipt: Receipt) -> Life[None]:
    """Whose money is it? The collectors know most of them."""
    plan.do("rui", verbs.move, receipt.ref, "Unidentified")
    asked = receipt.receivables[0].collector
    plan.do("rui", verbs.comment, receipt.ref, say(plan, "whose money", who=asked))
    yield plan.hours(32, 0.6)
    name = receipt.receivables[0].buyer.name
    plan.do(asked, verbs.comment, receipt.ref, say(plan, "their money", name=name))
    yield plan.hours(2)
    plan.do("rui", verbs.retitle, receipt.ref, f"{receipt.title} · {name}")


def _apply(plan: Plan, receipt: Receipt, who: str) -> None:
    """The money goes to its invoices; a part of an invoice waits until the rest is clear."""
    if receipt.part is None:
        plan.do(who, verbs.move, receipt.ref, "Applied")
        for receivable in receipt.receivables:
            _settle(plan, receivable, receipt, who)
        return
    [receivable] = receipt.receivables
    receivable.parts.append(receipt)
    if not _settle_if_covered(plan, receivable, who):
        plan.do(who, verbs.move, receipt.ref, "Partly applied")
        plan.do(who, verbs.comment, receipt.ref, say(plan, "short payment", who=receivable.collector))


def cover(plan: Plan, receivable: Receivable) -> Life[None]:
    """After a dispute the parts that are there may be all that is owed."""
    yield plan.hours(2)
    _settle_if_covered(plan, receivable, "rui")


def _settle_if_covered(plan: Plan, receivable: Receivable, who: str) -> bool:
    if receivable.is_paid:
        return True
    parts = receivable.parts
    is_covered = bool(parts) and reduce(add, (each.amount for each in parts)) == receivable.left
    if receivable.is_disputed or not is_covered:
        return False
    for part in parts:
        plan.do(who, verbs.move, part.ref, "Applied")
    _settle(plan, receivable, parts[-1], who)
    return True


def _settle(plan: Plan, receivable: Receivable, receipt: Receipt, who: str) -> None:
    receivable.is_paid = True
    plan.do(who, verbs.settle, receivable.claim.number, receipt.value_on)


def _trouble(plan: Plan, receipt: Receipt) -> Life[None]:
    """Now and then a bank takes its debit back, or a customer pays twice."""
    [receivable] = receipt.receivables
    if plan.chance(0.008):
        yield plan.morning(3)
        plan.do("rui", verbs.comment, receipt.ref, say(plan, "debit returned", who=receivable.collector))
        plan.do("rui", verbs.move, receipt.ref, "Returned")
        plan.do("rui", verbs.reopen, receivable.claim.number)
        receivable.is_paid = False
        plan.nights.add(plan.today + timedelta(days=1))
        pay(plan, receivable, plan.today + timedelta(days=plan.rng.randint(7, 25)))
    elif plan.chance(0.01):
        yield plan.morning(plan.rng.randint(3, 8))
        again = Receipt(plan.office.day(plan.today), [receivable], receipt.amount)
        _enter(plan, again, f"{receipt.title}, once more", is_known=True)
        yield plan.hours(3)
        plan.do("rui", verbs.move, again.ref, "Matching")
        plan.do("rui", verbs.comment, again.ref, say(plan, "paid twice", who=receivable.collector))
        yield plan.hours(16)
        plan.do("rui", verbs.move, again.ref, "Returned")
