"""Queries of the hot paths, compiled once.

The QuerySet stays the one definition, later uses only fill in the values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]
Converters = dict[int, tuple[list[Callable[[Any, Any, Any], Any]], Any]]
MARKER = -987_000


class Statement(NamedTuple):
    """What one database is asked: the text, which value goes where, and how its answers become Python's."""

    sql: str
    places: list[Any]
    converters: Converters


class Prepared:
    """A `values_list` QuerySet as a function of its values, which are whole numbers and texts."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._statements: dict[tuple[object, ...], Statement] = {}

    def __call__(self, *values: int | str) -> list[Row]:
        """The rows for these values."""
        shape = (connection.vendor, *map(type, values))
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._statements[shape] = self._compile(values)
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [values[at] if by else at for by, at in statement.places])
            rows: list[Row] = cursor.fetchall()
        return [_converted(row, statement.converters) for row in rows] if statement.converters else rows

    def first(self, *values: int | str) -> Row | None:
        """The first row, None when there is none."""
        rows = self(*values)
        return rows[0] if rows else None

    def _compile(self, values: Sequence[int | str]) -> Statement:
        """Compile with a marker for each value, then note where the markers went."""
        markers = [MARKER - at if isinstance(value, int) else f"{MARKER - at}" for at, value in enumerate(values)]
        compiler = self._build(*markers).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = [(True, markers.index(one)) if one in markers else (False, one) for one in parameters]
        chosen = [expression for expression, _, _ in compiler.select]
        return Statement(sql, places, compiler.get_converters(chosen))


def _converted(row: Row, converters: Converters) -> Row:
    values = list(row)
    for at, (steps, expression) in converters.items():
        for step in steps:
            values[at] = step(values[at], expression, connection)
    return tuple(values)
