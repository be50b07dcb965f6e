"""Logs and ledgers as Ibis tables, and the local engine that answers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
import pytest

Row = dict[str, Any]
INSTANT = pa.timestamp("us", "UTC")
MONEY = pa.decimal128(38, 4)
CHANGES = pa.schema(
    [
        ("case", pa.string()),
        ("seq", pa.int64()),
        ("at", INSTANT),
        ("kind", pa.string()),
        ("status", pa.string()),
    ]
)
LEDGER = pa.schema(
    [
        ("invoice", pa.string()),
        ("customer", pa.string()),
        ("currency", pa.string()),
        ("seq", pa.int64()),
        ("at", INSTANT),
        ("due_on", pa.date32()),
        ("amount", MONEY),
        ("sale", MONEY),
    ]
)


@pytest.fixture(scope="session")
def duck():
    return ibis.duckdb.connect()


@pytest.fixture(scope="session")
def rows(duck) -> Callable[[Any], list[Row]]:
    """The rows of an expression, on DuckDB."""
    return lambda table: duck.to_pyarrow(table).to_pylist()


@pytest.fixture(scope="session")
def changes() -> Callable[..., Any]:
    """`changes(("A", "2024-01-01T08:00", "not_started"), ...)`: a log whose seq is the order of the lines."""

    def build(*lines: tuple[str, str | datetime, str]) -> Any:
        log = [
            {"case": case, "seq": seq, "at": _utc(at), "kind": kind, "status": f"{kind} {seq}"}
            for seq, (case, at, kind) in enumerate(lines)
        ]
        return ibis.memtable(pa.Table.from_pylist(log, CHANGES))

    return build


@pytest.fixture(scope="session")
def ledger() -> Callable[..., Any]:
    """`ledger(("I1", "2024-01-01T08:00", "2024-01-31", "100", "100"), ...)`: invoice, at, due, amount, sale;
    then customer and currency, by default K and EUR."""

    def build(*lines: tuple[Any, ...]) -> Any:
        log = [
            {
                "invoice": invoice,
                "customer": more[0] if more else "K",
                "currency": more[1] if len(more) > 1 else "EUR",
                "seq": seq,
                "at": _utc(at),
                "due_on": due if isinstance(due, date) else date.fromisoformat(due),
                "amount": Decimal(amount),
                "sale": Decimal(sale),
            }
            for seq, (invoice, at, due, amount, sale, *more) in enumerate(lines)
        ]
        return ibis.memtable(pa.Table.from_pylist(log, LEDGER))

    return build


def _utc(at: str | datetime) -> datetime:
    return at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)
