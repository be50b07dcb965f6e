"""What cards say in fields, for many cards in three queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from cashboard.activity import clock
from cashboard.activity.types import Named
from cashboard.api.shapes.fields import FieldValue, Kind
from cashboard.api.shapes.values import Money, Ref
from cashboard.work.cards.contents import contents_of
from cashboard.work.fields.content import Content, written
from cashboard.work.fields.formulas.reckoning import Empty, Quantity, Result
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.fields.working_out import Reckoner

Row = Mapping[str, Any]


def field_values(rows: Sequence[Row]) -> dict[int, list[FieldValue]]:
    """Card id -> the fields in use in which it says something, and its formulas, in the fields' order.

    `rows` are cards with `id`, `space_id`, dates and money. A formula's today is that of UTC.
    """
    fields: dict[int, list[Field]] = {row["space_id"]: [] for row in rows}
    for field in Field.objects.filter(space__in=fields).in_use():
        fields[field.space_id].append(field)
    if not any(fields.values()):
        return {}
    contents, today = contents_of([row["id"] for row in rows]), clock.now().date()
    reckoners = {space: Reckoner(theirs) for space, theirs in fields.items()}
    found = {}
    for row in rows:
        said = contents.get(row["id"], {})
        results = reckoners[row["space_id"]].of(said, _facts(row, today))
        found[row["id"]] = [
            _worked_out(field, results[field.pk]) if field.pk in results else _said(field, said[field.pk])
            for field in fields[row["space_id"]]
            if field.pk in results or field.pk in said
        ]
    return found


def _facts(row: Row, today: date) -> dict[str, Result]:
    facts: dict[str, Result] = {"today": today, "created": row["created_at"].date()}
    if row["amount_minor"] is not None:
        facts["amount"] = Quantity(Decimal(row["amount_minor"]).scaleb(-row["exponent"]), row["currency"])
    return facts | {name: row[f"{name}_on"] for name in ("due", "start") if row[f"{name}_on"]}


def _said(field: Field, content: Content) -> FieldValue:
    value = FieldValue(field=Ref(field.pk, field.name), kind=cast(Kind, field.kind))
    if field.kind == FieldKind.CHECKBOX:
        value.checked = True
    elif content.number is not None:
        _count(value, content.number, content.currency)
    elif field.kind == FieldKind.PERSON:
        [value.person] = _refs(content.named)
    else:
        value.text, value.on, value.options = content.text or None, content.on, _refs(content.named)
    return value


def _worked_out(field: Field, result: Result) -> FieldValue:
    value = FieldValue(field=Ref(field.pk, field.name), kind="formula")
    if isinstance(result, Empty):
        value.problem = result.reason
    elif isinstance(result, Quantity):
        _count(value, result.amount, result.currency)
    elif isinstance(result, bool):
        value.checked = result
    elif isinstance(result, date):
        value.on = result
    else:
        value.text = result
    return value


def _count(value: FieldValue, number: Decimal, currency: str) -> None:
    if currency:
        value.money = Money(written(number, currency), currency)
    else:
        value.number = written(number)


def _refs(named: Sequence[Named]) -> list[Ref]:
    return [Ref(each.id or 0, each.name) for each in named]
