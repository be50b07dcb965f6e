"""What people of the sample company do, by the same verbs as everybody. Each takes the world and who acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.process.sample_company.world import CardRef, Claim, World
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.work.cards.backfilling import Past, backfill
from cashboard.work.cards.models import Card
from cashboard.work.fields.checking import Given


def create(
    world: World,
    by: Actor,
    ref: CardRef,
    title: str,
    *,
    status: str,
    customer: str = "",
    amount: Money | None = None,
    responsible: str = "",
    due_on: date | None = None,
    labels: Sequence[str] = (),
    filled: Mapping[str, Given] | None = None,
) -> None:
    """A card for a customer, with the money that the work is about."""
    party: Customer | None = world.customers[customer] if customer else None
    with recording(by=by) as change:
        past = Past(
            title=title,
            history=[(world.statuses[ref.space, status], change.at)],
            due_on=due_on,
            labels=labels,
            party=party.pk if party else None,
            party_name=party.name if party else "",
            amount_minor=amount.minor if amount else None,
            exponent=amount.exponent if amount else 2,
            currency=amount.currency if amount else "",
            responsible=world.people[responsible].pk if responsible else None,
            rank=world.next_rank(ref.space),
            filled=[world.given(ref.space, name, value) for name, value in (filled or {}).items()],
        )
        [card] = backfill(world.spaces[ref.space], [past], change)
    world.keep(ref, card)


def write(
    world: World,
    by: Actor,
    ref: CardRef,
    title: str,
    *,
    status: str,
    text: str = "",
    responsible: str = "",
    due_on: date | None = None,
) -> None:
    """A card with a description, for work without a customer."""
    card = Card.create(
        world.spaces[ref.space],
        title,
        by=by,
        status=world.statuses[ref.space, status],
        description=world.written(text),
        responsible=world.people[responsible] if responsible else None,
        due_on=due_on,
    )
    world.keep(ref, card)


def move(world: World, by: Actor, ref: CardRef, status: str) -> None:
    """The card goes to this status."""
    card = world.card(ref)
    card.move(world.statuses[ref.space, status], by=by)
    world.note_rank(ref, card)


def block(world: World, by: Actor, ref: CardRef, blocker: str, owner: str, note: str = "") -> None:
    """The card cannot go on until its owner has removed what holds it up."""
    card = world.card(ref)
    card.block(world.blocker(ref.space, blocker), owner=world.people[owner], note=note, by=by)


def unblock(world: World, by: Actor, ref: CardRef) -> None:
    """Nothing holds the card up any more."""
    world.card(ref).unblock(by=by)


def comment(world: World, by: Actor, ref: CardRef, text: str) -> None:
    """Somebody says something about the card."""
    world.card(ref).comment(world.written(text), by=by)


def assign(world: World, by: Actor, ref: CardRef, person: str) -> None:
    """Somebody is responsible for the card."""
    world.card(ref).assign(world.people[person], by=by)


def call_in(world: World, by: Actor, ref: CardRef, person: str) -> None:
    """Somebody works on the card too."""
    world.card(ref).add_coworker(world.people[person], by=by)


def put_off(world: World, by: Actor, ref: CardRef, due_on: date) -> None:
    """The card has another due date."""
    world.card(ref).date("due", due_on, by=by)


def label(world: World, by: Actor, ref: CardRef, name: str) -> None:
    """The card carries a label."""
    world.card(ref).label(name, by=by)


def unlabel(world: World, by: Actor, ref: CardRef, name: str) -> None:
    """The card no longer carries a label."""
    card = world.card(ref)
    card.unlabel(card.space.labels.get(name=name), by=by)


def fill(world: World, by: Actor, ref: CardRef, name: str, value: Given) -> None:
    """Somebody notes something in a field of the card."""
    world.card(ref).fill(*world.given(ref.space, name, value), by=by)


def retitle(world: World, by: Actor, ref: CardRef, title: str) -> None:
    """The card is called otherwise."""
    world.card(ref).retitle(title, by=by)


def issue(world: World, by: Actor, ref: CardRef, claim: Claim) -> None:
    """An invoice goes out, and its card comes into Collections."""
    invoice = Invoice.issue(
        world.spaces[ref.space],
        world.customers[claim.customer],
        claim.number,
        issued_on=claim.issued_on,
        due_on=claim.due_on,
        amount=claim.amount,
        purchase_order=claim.purchase_order,
        by=by,
    )
    world.keep_invoice(ref, invoice)


def add_purchase_order(world: World, by: Actor, number: str, purchase_order: str) -> None:
    """The invoice names the purchase order that the customer asks for."""
    invoice = world.invoice(number)
    invoice.correct(
        replace(invoice.stated(), purchase_order=purchase_order), by=by, fields=("purchase_order",)
    )


def credit(world: World, by: Actor, number: str, amount: Money) -> None:
    """A credit note takes something off the invoice: this is left to pay."""
    invoice = world.invoice(number)
    invoice.correct(replace(invoice.stated(), amount=amount), by=by, fields=("amount",))


def dispute(world: World, by: Actor, number: str) -> None:
    """The customer disputes an invoice."""
    world.invoice(number).mark_disputed(by=by)


def clear_dispute(world: World, by: Actor, number: str) -> None:
    """The dispute is over."""
    world.invoice(number).clear_dispute(by=by)


def settle(world: World, by: Actor, number: str, on: date) -> None:
    """An invoice is paid in full."""
    world.invoice(number).settle(on, by=by)


def reopen(world: World, by: Actor, number: str) -> None:
    """A payment was taken back."""
    world.invoice(number).reopen(by=by)


def note_overdue(world: World, by: Actor) -> None:
    """The nightly work: what was not paid in time is overdue. It acts as the program itself."""
    Invoice.note_overdue(clock.now().date())
