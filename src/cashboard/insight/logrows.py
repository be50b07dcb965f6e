"""Rows of the log as Arrow columns, straight from the database and without what is personal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from cashboard.activity.types import REGISTRY

if TYPE_CHECKING:
    import pyarrow as pa

PLAIN = ("seq", "type", "workspace", "space", "actor_person", "actor_name", "via")
CHUNK = 4096
TEXTS = {  # expressions, so that no adapter turns them into objects row by row
    "sqlite": {"at": "at || ''", "recorded_at": "recorded_at || ''", "backfilled": "backfilled + 0",
               "data": "data || ''", "objects": "objects || ''"},
    "postgresql": {"at": "(extract(epoch FROM at) * 1000000)::bigint",
                   "recorded_at": "(extract(epoch FROM recorded_at) * 1000000)::bigint",
                   "backfilled": "backfilled::int", "data": "data::text", "objects": "objects::text"},
}  # fmt: skip


def read_rows(after: int, upto: int) -> pa.Table:
    """The events with after < seq <= upto, in order, as a pyarrow table: instants in UTC, data and objects as
    JSON.
    """
    import pyarrow as pa

    tables = []
    with connection.cursor() as cursor:
        cursor.execute(query(), [after, upto])
        while rows := cursor.fetchmany(CHUNK):
            tables.append(_table(rows))
    return pa.concat_tables(tables) if tables else _table([])


def query() -> str:
    """The statement behind `read_rows`, in the words of this database."""
    texts = TEXTS[connection.vendor]
    columns = ", ".join([*PLAIN, *(f"{text} AS {name}_" for name, text in texts.items())])
    return f"SELECT {columns} FROM activity_event WHERE seq > %s AND seq <= %s ORDER BY seq"


def _table(rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    import pyarrow as pa

    number, text = pa.int64(), pa.string()
    kinds = dict(zip(PLAIN, (number, text, number, number, number, text, text), strict=True))
    names = [*PLAIN, *TEXTS["sqlite"]]
    columns = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    arrays = {name: pa.array(columns[name], kind) for name, kind in kinds.items()}
    for name in ("at", "recorded_at"):
        arrays[name] = _instants(columns[name])
    arrays["backfilled"] = pa.array(columns["backfilled"], pa.int8()).cast(pa.bool_())
    arrays["data"] = pa.array(_without_personal(columns["type"], columns["data"]), text)
    arrays["objects"] = pa.array(columns["objects"], text)
    return pa.table(arrays)


def _instants(values: Sequence[Any]) -> pa.Array:
    """SQLite holds them as text in UTC, PostgreSQL gave microseconds."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if connection.vendor == "postgresql":
        return pa.array(values, pa.timestamp("us", "UTC"))
    return pc.assume_timezone(pa.array(values, pa.string()).cast(pa.timestamp("us")), "UTC")


def _without_personal(types: Sequence[str], texts: Sequence[str]) -> list[str]:
    """What a redaction would empty never leaves the log, so the columns need none."""
    personal = {name: kind.personal for name, kind in REGISTRY.items() if kind.personal}
    return [
        _less(text, personal[name]) if name in personal else text
        for name, text in zip(types, texts, strict=True)
    ]


def _less(text: str, names: tuple[str, ...]) -> str:
    return json.dumps({key: value for key, value in json.loads(text).items() if key not in names})
