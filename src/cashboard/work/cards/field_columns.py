"""The fields of a space as columns of its table. Formulas are worked out on a card, not here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower

from cashboard.work.cards.columns import Cell, Column, space_columns
from cashboard.work.cards.contents import FieldValue, contents_of
from cashboard.work.cards.keysets import Term, a_day, whole, words
from cashboard.work.cards.models import Card
from cashboard.work.fields.content import Content, written
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.spaces.models import Space


class FieldColumn(Column):
    """What cards say in one field."""

    field: ClassVar[Field]
    shown = False

    def load(self, cards: Sequence[Card]) -> dict[int, Any]:
        """Two queries, which bring the other fields too."""
        said = contents_of([card.pk for card in cards])
        return {card.pk: self.value(said[card.pk].get(self.field.pk, Content())) for card in cards}

    def value(self, content: Content) -> Any:
        """What a cell shows: words."""
        return content.text or ", ".join(each.name for each in content.named)

    def cells(self, value: Any) -> tuple[Cell, ...]:
        return (value or None,)


class TickedColumn(FieldColumn):
    """A checkbox."""

    width = 6

    def value(self, content: Content) -> str:
        return "Yes" if content else ""


class DateColumn(FieldColumn):
    """A date."""

    kind, width = "date", 7

    def value(self, content: Content) -> date | None:
        return content.on


class NumberColumn(FieldColumn):
    """A number."""

    kind, width, numeric = "number", 7, True

    def value(self, content: Content) -> Decimal | None:
        return None if content.number is None else content.number.normalize()

    def cells(self, value: Decimal | None) -> tuple[Cell, ...]:
        return (value,)


class MoneyColumn(FieldColumn):
    """Money; a file holds the currency beside it."""

    kind, width, numeric = "amount", 8.5, True

    def value(self, content: Content) -> tuple[Decimal, str] | None:
        if content.number is None:
            return None
        return Decimal(written(content.number, content.currency)), content.currency

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.title, f"{self.title}, currency")

    def cells(self, value: tuple[Decimal, str] | None) -> tuple[Cell, ...]:
        return value or (None, None)


COLUMNS: dict[str, tuple[type[FieldColumn], str]] = {
    FieldKind.TEXT: (FieldColumn, "text"),
    FieldKind.LINK: (FieldColumn, "text"),
    FieldKind.SELECT: (FieldColumn, "option__position"),
    FieldKind.MULTI_SELECT: (FieldColumn, ""),
    FieldKind.PERSON: (FieldColumn, "person__name"),
    FieldKind.CHECKBOX: (TickedColumn, "number"),
    FieldKind.DATE: (DateColumn, "on"),
    FieldKind.NUMBER: (NumberColumn, "number"),
    FieldKind.MONEY: (MoneyColumn, "number"),
}
"""The column of each kind, and what of its row orders the cards."""

WORDS, DAYS = {"text", "person__name"}, {"on"}


@space_columns
def columns_of_fields(space: Space) -> Iterator[Column]:
    """A column for each field in use, shown when somebody chooses it."""
    for field in Field.objects.filter(space=space).in_use():
        if field.kind in COLUMNS:
            base, ordering = COLUMNS[field.kind]
            about = {"field": field, "name": f"field-{field.pk}", "title": field.name}
            about |= {"sort": _sort(field, ordering), "__doc__": base.__doc__}
            yield type(f"Field{field.pk}Column", (base,), about)()


def _sort(field: Field, ordering: str) -> Term | None:
    if not ordering:
        return None
    rows = FieldValue.objects.filter(card=OuterRef("pk"), field=field.pk).values(ordering)[:1]
    if ordering in WORDS:
        return Term(Lower(Subquery(rows)), words)
    return Term(Subquery(rows), a_day if ordering in DAYS else whole)
