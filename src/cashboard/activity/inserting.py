"""Many rows into one table at the speed of the database, without a model instance for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

Row = Sequence[Any]


def insert(model: type[models.Model], attributes: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of values, as model instances hold them, for these attributes. Part of a transaction."""
    fields = [model._meta.get_field(name) for name in attributes]
    columns = ", ".join(f'"{field.column}"' for field in fields if isinstance(field, models.Field))
    table = f'"{model._meta.db_table}" ({columns})'
    if connection.vendor == "postgresql":
        _copy(table, fields, rows)
        return
    adapt = [_TO_SQLITE.get(field.get_internal_type()) for field in fields if isinstance(field, models.Field)]
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} VALUES ({places})", list(_adapted(rows, adapt)))


def _copy(table: str, fields: Sequence[Any], rows: Iterable[Row]) -> None:
    from psycopg.types.json import Jsonb

    adapt = [Jsonb if field.get_internal_type() == "JSONField" else None for field in fields]
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in _adapted(rows, adapt):
            copy.write_row(row)


def _adapted(rows: Iterable[Row], adapt: Sequence[Callable[[Any], Any] | None]) -> Iterable[Row]:
    for row in rows:
        yield [
            value if value is None or turn is None else turn(value)
            for value, turn in zip(row, adapt, strict=True)
        ]


def _moment(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))


def _hex(value: UUID) -> str:
    return value.hex


_TO_SQLITE: dict[str, Callable[[Any], Any]] = {
    "DateTimeField": _moment,
    "UUIDField": _hex,
    "JSONField": json.dumps,
}
"""How Django keeps values on SQLite where the driver would keep them otherwise."""
