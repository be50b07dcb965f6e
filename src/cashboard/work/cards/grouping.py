"""The groups of a table: by status, responsible person, customer or how near the due date is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import Case, F, Value, When
from django.db.models.functions import Lower, NullIf

from cashboard.work.cards.keysets import Term, whole, words
from cashboard.work.cards.models import Card
from cashboard.work.spaces.kinds import OPEN_KINDS

OVERDUE, TODAY, THIS_WEEK, NEXT_WEEK, LATER, NEVER, OVER = range(7)
BUCKETS = {
    OVERDUE: "Overdue",
    TODAY: "Today",
    THIS_WEEK: "This week",
    NEXT_WEEK: "Next week",
    LATER: "Later",
    NEVER: "No date",
    OVER: "Past, and done",
}


class Grouping:
    """How a table is grouped: in the order of its terms, of which the last tells the groups apart."""

    name: ClassVar[str]
    title: ClassVar[str]

    def terms(self, today: date) -> list[Term]:
        """What to order the groups by."""
        raise NotImplementedError

    def title_of(self, card: Card, identity: Any) -> str:
        """What the group of this card is called."""
        raise NotImplementedError


class ByStatus(Grouping):
    """A group for each status, in the order of the board."""

    name, title = "status", "Status"

    def terms(self, today: date) -> list[Term]:
        place = Term(F("status__position"), whole, nullable=False)
        return [place, Term(F("status_id"), whole, nullable=False)]

    def title_of(self, card: Card, identity: Any) -> str:
        return card.status.name


class ByResponsible(Grouping):
    """A group for each responsible person."""

    name, title = "responsible", "Responsible"

    def terms(self, today: date) -> list[Term]:
        return [Term(Lower("responsible__name"), words), Term(F("responsible_id"), whole)]

    def title_of(self, card: Card, identity: Any) -> str:
        return card.responsible.name if card.responsible else "Nobody"


class ByCustomer(Grouping):
    """A group for each customer."""

    name, title = "customer", "Customer"

    def terms(self, today: date) -> list[Term]:
        return [Term(Lower(NullIf(F("party_name"), Value(""))), words), Term(F("party"), whole)]

    def title_of(self, card: Card, identity: Any) -> str:
        return card.party_name or "No customer"


class ByDue(Grouping):
    """A group for each stretch of time until the due date; weeks begin on Monday."""

    name, title = "due", "Due date"

    def terms(self, today: date) -> list[Term]:
        return [Term(bucket(today), whole, nullable=False)]

    def title_of(self, card: Card, identity: Any) -> str:
        return BUCKETS[identity]


GROUPINGS: list[Grouping] = [ByStatus(), ByResponsible(), ByCustomer(), ByDue()]


def bucket(today: date) -> Case:
    """Which of BUCKETS a card's due date falls into."""
    sunday = today + timedelta(days=6 - today.weekday())
    return Case(
        When(due_on=None, then=Value(NEVER)),
        When(due_on__lt=today, status__kind__in=OPEN_KINDS, then=Value(OVERDUE)),
        When(due_on__lt=today, then=Value(OVER)),
        When(due_on=today, then=Value(TODAY)),
        When(due_on__lte=sunday, then=Value(THIS_WEEK)),
        When(due_on__lte=sunday + timedelta(days=7), then=Value(NEXT_WEEK)),
        default=Value(LATER),
    )
