"""What cards say in the fields of their space: a row for a card and a field, typed columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import QuerySet

from cashboard.activity.prepared import Prepared, Row
from cashboard.activity.types import Named
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from cashboard.work.fields.content import Content, read
from cashboard.work.fields.models import Field, Option

Contents = dict[int, dict[int, Content]]
"""Card id -> field id -> what it says there."""


class FieldValue(models.Model):
    """What a card says in a field; the column of the field's kind is set. Nothing: no row.

    Numbers are whole millionths: both databases compare and add them exactly.
    """

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="field_values")
    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="values")
    text = models.CharField(max_length=2_000, blank=True, default="")
    number = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    on = models.DateField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="field_values")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, related_name="field_values")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["card", "field"], name="field_once_on_card"),)
        indexes = (
            models.Index(fields=["field", "number", "card"], name="cards_by_number"),
            models.Index(fields=["field", "on", "card"], name="cards_by_date"),
            models.Index(fields=["field", "person", "card"], name="cards_by_person"),
            models.Index(fields=["field", "option", "card"], name="cards_by_option"),
        )

    def __str__(self) -> str:
        return f"{self.card_id} {self.field_id}"


class ChosenOption(models.Model):
    """One of the options that a card has chosen in a multi-select."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="chosen_options")
    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="+")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="chosen_by")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["card", "option"], name="option_once_on_card"),)
        indexes = (models.Index(fields=["option", "card"], name="cards_of_option"),)

    def __str__(self) -> str:
        return f"{self.card_id} {self.option_id}"


def contents_of(cards: Sequence[int]) -> Contents:
    """What these cards say in all fields, archived ones too. Two queries."""
    found: Contents = defaultdict(dict)
    for card, field, text, number, currency, on, person, person_name, option, option_name in _values(*cards):
        named = [(person, person_name), (option, option_name)]
        found[card][field] = Content(
            text=text,
            number=None if number is None else read(number),
            currency=currency,
            on=on,
            named=tuple(Named(id=pk, name=name) for pk, name in named if pk),
        )
    for card, field, option, name in _chosen(*cards):
        before = found[card].get(field, Content())
        found[card][field] = Content(named=(*before.named, Named(id=option, name=name)))
    return found


def _values_on(*cards: int) -> QuerySet[Any, Row]:
    columns = ("text", "number", "currency", "on", "person_id", "person__name", "option_id", "option__name")
    return FieldValue.objects.filter(card__in=cards).values_list("card_id", "field_id", *columns)


def _chosen_on(*cards: int) -> QuerySet[Any, Row]:
    rows = ChosenOption.objects.filter(card__in=cards).order_by("option__position", "option_id")
    return rows.values_list("card_id", "field_id", "option_id", "option__name")


_values, _chosen = Prepared(_values_on), Prepared(_chosen_on)
