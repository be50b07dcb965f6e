"""From rows of the log to columns: one row per event and object, its predecessor and the typed values that
measures need.

`case_key` is the key of the card that took part. A predecessor is the event before, in the order of (at,
seq), of the same object in the same space: whoever may see a space sees nothing of another one through it.
`late`: the row came after one that happened later, so that the stored predecessors of its object do not hold
and are computed when they are read.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from cashboard.activity.types import REGISTRY
from cashboard.work.cards.events import CardAssigned, CardCreated, StatusChange

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

COLUMNS = {
    "seq": "int64", "type": "string", "at": "timestamp('UTC')", "recorded_at": "timestamp('UTC')",
    "backfilled": "boolean", "workspace": "int64", "space": "int64", "actor_person": "int64",
    "actor_name": "string", "via": "string", "otype": "string", "oid": "int64", "oname": "string",
    "qualifier": "string", "case_key": "string", "status": "string", "kind": "string", "person": "string",
    "customer": "int64", "customer_name": "string", "number": "string",
    "amount": "decimal(38, 4)",
    "currency": "string",
    "sent_by": "string", "issued_on": "date", "due_on": "date", "settled_on": "date", "data": "string",
    "prev_seq": "int64", "prev_type": "string", "prev_at": "timestamp('UTC')", "pos": "int64",
    "late": "boolean",
}  # fmt: skip
ENRICHMENT = ("prev_seq", "prev_type", "prev_at", "pos", "late")
NAMED = '{"id":"BIGINT","name":"VARCHAR"}'
OBJECTS = '[{"type":"VARCHAR","id":"BIGINT","name":"VARCHAR","qualifier":"VARCHAR"}]'
NAME = "each.type || each.id"
TOLD = f"""{{"status":{NAMED},"kind":"VARCHAR","to_status":{NAMED},"to_kind":"VARCHAR","responsible":{NAMED},
    "new":{NAMED},"party":{NAMED},"customer":{NAMED},"number":"VARCHAR","amount":"VARCHAR","currency":"VARCHAR",
    "sent_by":"VARCHAR","issued_on":"VARCHAR","due_on":"VARCHAR","settled_on":"VARCHAR",
    "changes":[{{"field":"VARCHAR","new":"VARCHAR"}}]}}"""
"""What is read of an event's data: all in one pass, null where it holds nothing like it."""


@lru_cache(maxsize=1)
def rows_of_log() -> str:
    """The statement that turns the table `log_rows` (see `logrows.py`) into rows per object, without
    predecessors.
    """
    moves = ", ".join(
        f"'{name}'" for name, kind in sorted(REGISTRY.items()) if issubclass(kind, StatusChange)
    )
    created, moved = f"type = '{CardCreated.name}'", f"type IN ({moves})"
    assigned, issued = f"type = '{CardAssigned.name}'", "type = 'invoice.issued'"
    return f"""
    WITH parsed AS (
        SELECT *, from_json(objects, '{OBJECTS}') AS involved, from_json(data, '{TOLD}') AS told,
            list_transform(involved, lambda each: {NAME}) AS names
        FROM log_rows
    ), typed AS (
        SELECT seq, type, "at", recorded_at, backfilled, workspace, space, actor_person, actor_name, via,
            data, involved, names,
            list_filter(involved, lambda each: each.type = 'card')[1].name AS case_key,
            CASE WHEN {created} THEN told.status.name WHEN {moved} THEN told.to_status.name END AS status,
            CASE WHEN {created} THEN told.kind WHEN {moved} THEN told.to_kind END AS kind,
            CASE WHEN {created} THEN coalesce(told.responsible.name, '')
                WHEN {assigned} THEN coalesce(told.new.name, '') END AS person,
            CASE WHEN {created} THEN told.party.id WHEN {issued} THEN told.customer.id END AS customer,
            CASE WHEN {created} THEN told.party.name
                WHEN {issued} THEN told.customer.name END AS customer_name,
            CASE WHEN type LIKE 'invoice.%' THEN told.number END AS number,
            TRY_CAST({_stated("amount")} AS DECIMAL(38, 4)) AS amount,
            {_stated("currency")} AS currency,
            {_stated("sent_by")} AS sent_by,
            TRY_CAST({_stated("issued_on")} AS DATE) AS issued_on,
            TRY_CAST({_stated("due_on")} AS DATE) AS due_on,
            CASE WHEN type = 'invoice.settled' THEN TRY_CAST(told.settled_on AS DATE) END AS settled_on
        FROM parsed
    )
    SELECT typed.* EXCLUDE (involved, names), object.type AS otype, object.id AS oid, object.name AS oname,
        coalesce(object.qualifier, '') AS qualifier
    FROM typed,
        unnest(list_filter(involved, lambda each, place: list_position(names, {NAME}) = place)) AS _(object)
    WHERE object.id IS NOT NULL
    """


@lru_cache(maxsize=1)
def shape() -> str:
    """Eight digits that change with what the columns are or how they are read from the log."""
    return hashlib.sha256(f"{COLUMNS} {rows_of_log()}".encode()).hexdigest()[:8]


def _stated(name: str) -> str:
    """A value that an invoice's event states, or that its correction changes; null where it says nothing of
    it.
    """
    return f"""CASE WHEN type = 'invoice.corrected'
        THEN list_filter(told.changes, lambda each: each.field = '{name}')[1]."new"
        WHEN type LIKE 'invoice.%' THEN told.{name} END"""


def enriched(rows: str, earlier: str) -> str:
    """The statement that gives `rows` their predecessors, those of the relation `earlier` taken into
    account.
    """
    names = [_quoted(name) for name in COLUMNS if name not in ENRICHMENT]
    moment, fresh = "{'at': \"at\", 'seq': seq}", "{'at': fresh.\"at\", 'seq': fresh.seq}"
    return f"""
    WITH fresh AS ({rows}), last AS (
        SELECT coalesce(space, 0) AS place, otype, oid, count(*) AS pos, max({moment}) AS moment,
            arg_max(type, {moment}) AS type
        FROM {earlier}
        WHERE (coalesce(space, 0), otype, oid) IN (SELECT (coalesce(space, 0), otype, oid) FROM fresh)
        GROUP BY ALL
    )
    SELECT {", ".join(f"fresh.{name}" for name in names)},
        coalesce(lag(fresh.seq) OVER chain, last.moment.seq) AS prev_seq,
        coalesce(lag(fresh.type) OVER chain, last.type) AS prev_type,
        coalesce(lag(fresh."at") OVER chain, last.moment."at") AS prev_at,
        coalesce(last.pos, 0) + row_number() OVER chain AS pos,
        coalesce({fresh} < last.moment, false) AS late
    FROM fresh LEFT JOIN last
        ON last.place = coalesce(fresh.space, 0) AND last.otype = fresh.otype AND last.oid = fresh.oid
    WINDOW chain AS (
        PARTITION BY coalesce(fresh.space, 0), fresh.otype, fresh.oid ORDER BY fresh."at", fresh.seq
    )
    """


def unenriched(rows: str) -> str:
    """The statement for rows that are read before they are part of a file: without predecessors, all of them
    late.
    """
    return f"""SELECT *, NULL::BIGINT AS prev_seq, NULL::VARCHAR AS prev_type, NULL::TIMESTAMPTZ AS prev_at,
        NULL::BIGINT AS pos, true AS late FROM ({rows})"""


def in_order(connection: DuckDBPyConnection, statement: str) -> pa.Table:
    """The rows of a statement as an Arrow table with `COLUMNS` in their order."""
    return connection.sql(f"SELECT {all_columns()} FROM ({statement}) ORDER BY seq").to_arrow_table()


def all_columns() -> str:
    """`COLUMNS` as a list for a statement."""
    return ", ".join(map(_quoted, COLUMNS))


def _quoted(name: str) -> str:
    """DuckDB has a word of its own for "at"."""
    return f'"{name}"'
