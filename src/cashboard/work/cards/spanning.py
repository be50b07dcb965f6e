"""Cards as stretches of days: from start to due, or the one day that is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

BEGINS = Case(When(start_on__lte=F("due_on"), then=F("start_on")), default=Coalesce("due_on", "start_on"))
ENDS = Coalesce("due_on", "start_on")


def within(cards: QuerySet[Any], first: date, last: date) -> QuerySet[Any]:
    """The cards that touch any of these days. A start after its due date does not count."""
    return cards.filter(
        Q(due_on__range=(first, last))
        | Q(due_on__gt=last, start_on__lte=last)
        | Q(due_on=None, start_on__range=(first, last))
    )


def from_day(cards: QuerySet[Any], first: date) -> QuerySet[Any]:
    """The cards that end on this day or later."""
    return cards.filter(Q(due_on__gte=first) | Q(due_on=None, start_on__gte=first))


def span_of(start_on: date | None, due_on: date | None) -> tuple[date, date] | None:
    """The first and the last day, None without a date: the same rule for a row at hand."""
    if due_on is None or start_on is None:
        known = due_on or start_on
        return (known, known) if known else None
    return min(start_on, due_on), due_on
