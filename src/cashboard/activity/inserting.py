"""Rows into one table at the speed of the database: many at once, or one that a verb has made or changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

Row = Sequence[Any]
FEW = 20  # with more rows, COPY is quicker than INSERT


def insert(model: type[models.Model], attributes: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of values, as model instances hold them, for these attributes. Part of a transaction."""
    fields = [model._meta.get_field(name) for name in attributes]
    columns = ", ".join(f'"{field.column}"' for field in fields if isinstance(field, models.Field))
    table = f'"{model._meta.db_table}" ({columns})'
    kinds = [field.get_internal_type() for field in fields if isinstance(field, models.Field)]
    adapted = list(_adapted(rows, [_adapters()[connection.vendor].get(kind) for kind in kinds]))
    if connection.vendor == "postgresql" and len(adapted) > FEW:
        _copy(table, adapted)
        return
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} VALUES ({places})", adapted)


def add(row: models.Model) -> None:
    """Insert this one new row, which gets its id; part of a transaction."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    columns, places = ", ".join([f'"{field.column}"' for field in fields]), ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        table = row._meta.db_table
        cursor.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({places}) RETURNING id', values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


def update(row: models.Model, names: Sequence[str]) -> None:
    """Write these fields of one row; part of a transaction that has it locked."""
    fields = [field for name in names if isinstance(field := row._meta.get_field(name), models.Field)]
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    columns = ", ".join([f'"{field.column}" = %s' for field in fields])
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{row._meta.db_table}" SET {columns} WHERE id = %s', [*values, row.pk])


def _copy(table: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
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


@cache
def _adapters() -> dict[str, dict[str, Callable[[Any], Any]]]:
    """How Django keeps values where the driver would keep them otherwise."""
    from psycopg.types.json import Jsonb

    return {
        "sqlite": {"DateTimeField": _moment, "UUIDField": _hex, "JSONField": json.dumps},
        "postgresql": {"JSONField": Jsonb},
    }
