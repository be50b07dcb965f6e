"""What an invoice says: how much a customer owes, since when and until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.db import models
from django.db.models import Max

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Objects, Place, involved
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.people.roles import Role
from cashboard.trade.customers.models import Customer
from cashboard.trade.money import Money
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space


class InvoiceState(models.TextChoices):
    """Our states of an invoice. Issued can never return to draft; overdue is derived, not a state."""

    ISSUED = "issued", "Open"
    PAID = "paid", "Paid"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Claiming(Changing):
    """A claim on a customer, and the card that is the work on it. `source_status` is verbatim."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="invoices")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="invoices")
    card = models.OneToOneField(Card, on_delete=models.PROTECT, null=True, related_name="invoice")
    number = models.CharField(max_length=200)
    issued_on = models.DateField()
    due_on = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=InvoiceState.choices, default=InvoiceState.ISSUED)
    source_status = models.CharField(max_length=200, blank=True, default="")
    purchase_order = models.CharField(max_length=200, blank=True, default="")
    sent_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def amount(self) -> Money:
        """What was invoiced."""
        return Money.from_minor(self.amount_minor, self.currency)

    @property
    def open_amount(self) -> Money:
        """What is still owed."""
        return self.amount if self.state == InvoiceState.ISSUED else Money(Decimal(0), self.currency)

    def is_overdue(self, today: date) -> bool:
        """Open after its due date."""
        return self.state == InvoiceState.ISSUED and self.due_on < today

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its space."""
        return self.space.role_of(actor)

    def event_place(self) -> Place:
        return Place(workspace=self.space.workspace_id, space=self.space_id)

    def event_objects(self) -> Objects:
        card = [involved("card", self.card_id, self.card.key)] if self.card else []
        customer = involved("customer", self.customer_id, self.customer.name)
        return [involved("invoice", self.pk, self.number), customer, *card]

    def _check_in_book(self) -> None:
        if self.state == InvoiceState.WITHDRAWN:
            raise Refused(f"Invoice {self.number} was taken out of the book. Issue or import it again.")

    def _moment(self, moment: datetime, now: datetime) -> datetime | None:
        """A past moment, unless something was told of its payment after it; None for now."""
        told = ("invoice.issued", "invoice.settled", "invoice.reopened")
        return past_after(last_told("invoice", self.pk, told), moment, now)


def amount_text(money: Money) -> str:
    """An amount as events keep it: "1234.50"."""
    return f"{money.amount:f}"


def start_of(day: date) -> datetime:
    """Midnight UTC at which a day begins: dates become moments there, so that arithmetic in days is exact."""
    return datetime.combine(day, time(), UTC)


def last_told(kind: str, object_id: int, types: tuple[str, ...]) -> datetime | None:
    """When the last event of these types about an object happened."""
    found: datetime | None = (
        Event.objects.about(kind, object_id).filter(type__in=types).aggregate(at=Max("at"))["at"]
    )
    return found


def past_after(told: datetime | None, moment: datetime, now: datetime) -> datetime | None:
    """A past moment, if nothing was told after it; None: it happens now, for time never runs back."""
    return moment if moment < now and (told is None or told <= moment) else None
