"""Questions to the columns, translated once.

Ibis takes longer to write a statement than the engine to answer it; what is asked after each event is asked
in the same words, so the words are kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

ROOM = 256
_KNOWN: OrderedDict[Hashable, Question] = OrderedDict()
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Question:
    """A statement and the small tables that it brings along, by name."""

    statement: str
    tables: dict[str, pa.Table]

    def asked(self, connection: DuckDBPyConnection) -> list[dict[str, Any]]:
        """The rows that answer it."""
        for name, table in self.tables.items():
            connection.register(name, table)
        found: list[dict[str, Any]] = connection.sql(self.statement).to_arrow_table().to_pylist()
        return found


def question(key: Hashable, build: Callable[[], Table], backend: Backend) -> Question:
    """What `build` means in the words of the engine. `key` must tell apart all that `build` may give."""
    with _TURN:
        known = _KNOWN.get(key)
        if known is not None:
            _KNOWN.move_to_end(key)
            return known
    made = _translated(build(), backend)
    with _TURN:
        _KNOWN[key] = made
        while len(_KNOWN) > ROOM:
            _KNOWN.popitem(last=False)
    return made


def _translated(table: Table, backend: Backend) -> Question:
    from ibis.expr.operations import InMemoryTable

    brought = table.op().find(InMemoryTable)
    return Question(
        str(backend.compile(table)), {each.name: each.data.to_pyarrow(each.schema) for each in brought}
    )
