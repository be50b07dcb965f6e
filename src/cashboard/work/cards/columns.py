"""The columns of a table of cards: one small class each. Who knows another registers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Case, F, FloatField, Value, When
from django.db.models.functions import Cast, Lower, NullIf

from cashboard.people.models import Person
from cashboard.work.cards.keysets import Term, a_day, a_moment, real, whole, words
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space, Status

Cell = str | date | datetime | Decimal | None


class Column:
    """What a table shows of each card.

    `kind` names the template of its cells, `tables/cells/KIND.html`, which reads `value` and `card`.
    `width` is in rem; those with `grows` share what is left. `fixed` ones are always there, `shown`
    ones unless somebody chooses otherwise. `sort` is what to order by, None where that says nothing.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    kind: ClassVar[str] = "text"
    width: ClassVar[float] = 9
    grows: ClassVar[int] = 0
    fixed: ClassVar[bool] = False
    shown: ClassVar[bool] = True
    numeric: ClassVar[bool] = False
    sort: ClassVar[Term | None] = None

    def read(self, card: Card) -> Any:
        """What the card has here."""
        raise NotImplementedError

    def load(self, cards: Sequence[Card]) -> dict[int, Any]:
        """What these cards have here, by id, in a fixed number of queries."""
        return {card.pk: self.read(card) for card in cards}

    @property
    def headers(self) -> tuple[str, ...]:
        """The heads of its columns in a file."""
        return (self.title,)

    def cells(self, value: Any) -> tuple[Cell, ...]:
        """A value as a file holds it, with its type."""
        return (value,)


class KeyColumn(Column):
    """The key."""

    name, title, kind, width, fixed = "key", "Key", "key", 7, True
    sort = Term(F("number"), whole, nullable=False)

    def read(self, card: Card) -> str:
        return card.key


class TitleColumn(Column):
    """The title."""

    name, title, kind, width, grows, fixed = "title", "Title", "title", 13, 2, True
    sort = Term(Lower("title"), words, nullable=False)

    def read(self, card: Card) -> str:
        return card.title


class CustomerColumn(Column):
    """The customer of the object under the card."""

    name, title, width, grows = "customer", "Customer", 12, 1
    sort = Term(Lower(NullIf(F("party_name"), Value(""))), words)

    def read(self, card: Card) -> str:
        return card.party_name


class StatusColumn(Column):
    """The status, in the order of the board."""

    name, title, kind, width = "status", "Status", "status", 8.5
    sort: ClassVar[Term | None] = Term(F("status__position"), whole, nullable=False)

    def read(self, card: Card) -> Status:
        return card.status

    def cells(self, value: Status) -> tuple[Cell, ...]:
        return (value.name,)


class ResponsibleColumn(Column):
    """The responsible person."""

    name, title, kind, width = "responsible", "Responsible", "person", 9.5
    sort = Term(Lower("responsible__name"), words)

    def read(self, card: Card) -> Person | None:
        return card.responsible

    def cells(self, value: Person | None) -> tuple[Cell, ...]:
        return (value.name if value else None,)


class StartColumn(Column):
    """The start date."""

    name, title, kind, width, shown = "start", "Start", "date", 7, False
    sort = Term(F("start_on"), a_day)

    def read(self, card: Card) -> date | None:
        return card.start_on


class DueColumn(Column):
    """The due date, coloured by how near it is."""

    name, title, kind, width = "due", "Due", "due", 7.5
    sort = Term(F("due_on"), a_day)

    def read(self, card: Card) -> date | None:
        return card.due_on


UNITS = Case(*(When(exponent=n, then=Value(10.0**n)) for n in (0, 3, 4)), default=Value(100.0))


class AmountColumn(Column):
    """The money on the card; a file holds the currency beside it."""

    name, title, kind, width, numeric = "amount", "Amount", "amount", 8.5, True
    sort = Term(Cast("amount_minor", FloatField()) / UNITS, real)

    def read(self, card: Card) -> tuple[Decimal, str] | None:
        return None if card.amount is None else (card.amount, card.currency)

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.title, "Currency")

    def cells(self, value: tuple[Decimal, str] | None) -> tuple[Cell, ...]:
        return value or (None, None)


class LabelsColumn(Column):
    """The labels."""

    name, title, kind, width = "labels", "Labels", "labels", 9

    def load(self, cards: Sequence[Card]) -> dict[int, list[Label]]:
        found: dict[int, list[Label]] = defaultdict(list)
        rows = Card.labels.through._default_manager.filter(card_id__in=[card.pk for card in cards])
        for each in rows.select_related("label").order_by("label__name"):
            found[each.card_id].append(each.label)
        return {card.pk: found[card.pk] for card in cards}

    def cells(self, value: list[Label]) -> tuple[Cell, ...]:
        return (", ".join(label.name for label in value) or None,)


class CreatedColumn(Column):
    """When the card was made."""

    name, title, kind, width = "created", "Created", "moment", 7
    sort = Term(F("created_at"), a_moment, nullable=False)

    def read(self, card: Card) -> datetime:
        return card.created_at


class CompletedColumn(Column):
    """When the card was completed."""

    name, title, kind, width, shown = "completed", "Completed", "moment", 7, False
    sort = Term(F("completed_at"), a_moment)

    def read(self, card: Card) -> datetime | None:
        return card.completed_at


COLUMNS: list[Column] = [
    KeyColumn(),
    TitleColumn(),
    CustomerColumn(),
    StatusColumn(),
    ResponsibleColumn(),
    StartColumn(),
    DueColumn(),
    AmountColumn(),
    LabelsColumn(),
    CreatedColumn(),
    CompletedColumn(),
]
Find = Callable[[Space], Iterable[Column]]
_FINDERS: list[Find] = []


def space_columns(find: Find) -> Find:
    """Register a function that finds the columns which one space has besides these."""
    _FINDERS.append(find)
    return find


def columns_of(space: Space) -> list[Column]:
    """All columns that a table of this space can show."""
    return [*COLUMNS, *(column for find in _FINDERS for column in find(space))]
