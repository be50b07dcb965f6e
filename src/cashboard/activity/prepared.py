"""Queries of the hot paths, compiled once.

The QuerySet stays the one definition, later uses only fill in the values.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = tuple[Any, ...]
Converters = dict[int, tuple[list[Callable[[Any, Any, Any], Any]], Any]]
Value = int | str
Found = TypeVar("Found", bound=Model)
MARKER = -987_000
TEXT_MARKER = secrets.token_hex()


class Statement(NamedTuple):
    """What one database is asked: the text, which value goes where, and how its answers become Python's."""

    sql: str
    places: list[tuple[bool, Any]]
    converters: Converters

    def filled(self, values: Sequence[Value]) -> list[Any]:
        """The parameters of the statement with these values in their places."""
        return [values[at] if is_value else at for is_value, at in self.places]


class Prepared:
    """A `values_list` QuerySet as a function of its values, which are whole numbers and texts."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._statements: dict[tuple[object, ...], Statement] = {}

    def __call__(self, *values: Value) -> list[Row]:
        """The rows for these values."""
        statement = self._statement(values)
        return _fetched(statement.sql, statement.filled(values), statement.converters)

    def union(self, many: Sequence[Sequence[Value]]) -> list[Row]:
        """The rows for each of these in turn, in one statement; an order and a limit hold for each."""
        if not many:
            return []
        statement = self._statement(many[0])
        parts = [f"SELECT * FROM ({statement.sql}) AS part{at}" for at in range(len(many))]
        filled = [value for values in many for value in statement.filled(values)]
        return _fetched(" UNION ALL ".join(parts), filled, statement.converters)

    def first(self, *values: Value) -> Row | None:
        """The first row, None when there is none."""
        rows = self(*values)
        return rows[0] if rows else None

    def _statement(self, values: Sequence[Value]) -> Statement:
        shape = (connection.vendor, *map(type, values))
        found = self._statements.get(shape)
        if found is None:
            found = self._statements[shape] = self._compile(values)
        return found

    def _compile(self, values: Sequence[Value]) -> Statement:
        """Compile with a marker for each value, then note where the markers went."""
        markers = [
            MARKER - at if isinstance(value, int) else f"{TEXT_MARKER}{at}" for at, value in enumerate(values)
        ]
        compiler = self._build(*markers).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = [(True, markers.index(one)) if one in markers else (False, one) for one in parameters]
        chosen = [expression for expression, _, _ in compiler.select]
        return Statement(sql, places, compiler.get_converters(chosen))


class PreparedRow(Prepared, Generic[Found]):
    """The same for whole rows of a model: `build` narrows its QuerySet."""

    def __init__(self, model: type[Found], narrow: Callable[..., QuerySet[Any]]) -> None:
        self._model = model
        self._names = [field.attname for field in model._meta.concrete_fields]
        super().__init__(lambda *values: narrow(*values).values_list(*self._names))

    def found(self, *values: Value) -> Found | None:
        """The first row as an instance, None when there is none."""
        row = self.first(*values)
        return None if row is None else self._model.from_db(connection.alias, self._names, row)


def _fetched(sql: str, values: Sequence[Any], converters: Converters) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[Row] = cursor.fetchall()
    return [_converted(row, converters) for row in rows] if converters else rows


def _converted(row: Row, converters: Converters) -> Row:
    values = list(row)
    for at, (steps, expression) in converters.items():
        for step in steps:
            values[at] = step(values[at], expression, connection)
    return tuple(values)
