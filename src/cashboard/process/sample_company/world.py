"""The sample company as it stands in the database, and how plans refer to what is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Max

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Refused
from cashboard.people.models import Person
from cashboard.process.sample_company.people import RULES, STAFF
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.models import Card
from cashboard.work.cards.ranks import spread
from cashboard.work.fields.checking import Given
from cashboard.work.fields.models import Field
from cashboard.work.spaces.models import Space, Status, Workspace

CALLED = re.compile(r"@([a-z]+)\b")


class CardRef(NamedTuple):
    """A card by its space and number: the plan knows both before the card is there."""

    space: str
    number: int

    def __str__(self) -> str:
        return f"{self.space}-{self.number}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an invoice says."""

    number: str
    customer: str
    issued_on: date
    due_on: date
    amount: Money
    purchase_order: str


class World:
    """The company as it stands in the database; rows are read once."""

    def __init__(self, workspace: Workspace, lead: Person) -> None:
        self.lead = lead
        self.people = {each.key: Person.objects.get(email=each.email) for each in STAFF}
        self.customers = {row.number: row for row in Customer.objects.filter(workspace=workspace)}
        self.spaces: dict[str, Space] = {}
        self.statuses: dict[tuple[str, str], Status] = {}
        for space in workspace.spaces.prefetch_related("statuses"):
            space.workspace = workspace
            self.spaces[space.key] = space
            self.statuses |= {(space.key, status.name): status for status in space.statuses.all()}
        self.fields: dict[tuple[str, str], Field] = {
            (field.space.key, field.name): field
            for field in Field.objects.filter(space__workspace=workspace)
            .select_related("space")
            .with_options()
        }
        for (key, _), field in self.fields.items():
            field.space = self.spaces[key]
        self._ranks = {
            key: space.cards.aggregate(last=Max("rank"))["last"] or "" for key, space in self.spaces.items()
        }
        self._cards: dict[CardRef, Card] = {}
        self._invoices: dict[str, Invoice] = {}
        self._blockers: dict[tuple[str, str], Blocker] = {}

    def blocker(self, space: str, name: str) -> Blocker:
        """The blocker of this name that the space can use."""
        if (space, name) not in self._blockers:
            self._blockers[space, name] = Blocker.objects.usable_in(self.spaces[space]).get(name=name)
        return self._blockers[space, name]

    def actor(self, who: str) -> Actor:
        """A person, a rule with the rights of the lead, or the program itself."""
        if who in self.people:
            return self.people[who].acting("demo")
        if who in RULES:
            return Actor(kind="rule", name=RULES[who], via="rule", person=self.lead.pk)
        return Actor.system("rule")

    def card(self, ref: CardRef) -> Card:
        """The card of this key."""
        if ref not in self._cards:
            self._cards[ref] = Card.objects.get(key=str(ref))
            self._cards[ref].space = self.spaces[ref.space]
        return self._cards[ref]

    def invoice(self, number: str) -> Invoice:
        """The invoice of this number, with its card."""
        if number not in self._invoices:
            invoice = Invoice.objects.select_related("customer", "card").get(
                space=self.spaces["COL"], number=number
            )
            invoice.space = self.spaces["COL"]
            self._invoices[number] = invoice
        return self._invoices[number]

    def keep(self, ref: CardRef, card: Card) -> None:
        """Remember a new card, which must be the one that the plan meant."""
        if card.key != str(ref):
            raise Refused(
                f"{ref} was planned and {card.key} was made: somebody else works in this sample company. "
                "Delete its data folder, or its database, and start the demo again."
            )
        self._cards[ref] = card
        self.note_rank(ref, card)

    def next_rank(self, space: str) -> str:
        """A rank behind all cards of a space: a new card gets it without asking for its column."""
        [rank] = spread(1, self._ranks[space])
        return rank

    def note_rank(self, ref: CardRef, card: Card) -> None:
        """The card may stand behind all others now."""
        self._ranks[ref.space] = max(self._ranks[ref.space], card.rank)

    def keep_invoice(self, ref: CardRef, invoice: Invoice) -> None:
        """Remember a new invoice and its card."""
        assert invoice.card is not None  # issuing made it
        self.keep(ref, invoice.card)
        self._invoices[invoice.number] = invoice

    def given(self, space: str, name: str, value: Given) -> tuple[Field, Given]:
        """A field of a space with what is said in it; an option by its name, money as Money."""
        field = self.fields[space, name]
        if isinstance(value, str) and field.has_options:
            return field, next(option for option in field.options.all() if option.name == value)
        return field, value

    def written(self, text: str) -> str:
        """A text with those whom it calls in by @key as mentions."""
        return CALLED.sub(
            lambda found: f"@[{self.people[found[1]].name}](person:{self.people[found[1]].pk})", text
        )
