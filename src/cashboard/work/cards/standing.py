"""A card stands on an object of the business: which one, whose, and how much money is on it."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from cashboard.activity.changing import Change
from cashboard.work.cards.placing import Placed


class Standing(Placed):
    """The object under a card. What lies above sets it and keeps it true; the object's own events tell of it.

    Money is kept in minor units of its currency, so that sums are exact on every database.
    """

    object_kind = models.CharField(max_length=20, blank=True, default="")
    object_id = models.BigIntegerField(null=True)
    party = models.BigIntegerField(null=True)
    party_name = models.CharField(max_length=200, blank=True, default="")
    amount_minor = models.BigIntegerField(null=True)
    exponent = models.PositiveSmallIntegerField(default=2)
    currency = models.CharField(max_length=3, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def amount(self) -> Decimal | None:
        """The money on the card in whole units of its currency."""
        return None if self.amount_minor is None else Decimal(self.amount_minor).scaleb(-self.exponent)

    @property
    def amount_text(self) -> str | None:
        """The amount as events keep it."""
        return None if self.amount is None else f"{self.amount:f}"

    def set_amount(self, minor: int | None, currency: str, exponent: int, change: Change) -> None:
        """The private setter that the verbs of the object under the card share; they record what it means."""
        self.amount_minor, self.currency, self.exponent = minor, currency, exponent
        self.save_changed(change, "amount_minor", "currency", "exponent")
