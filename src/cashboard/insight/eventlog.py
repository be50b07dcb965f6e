"""The one door from the log to the analytics: the events of a space as Ibis tables, never behind the log."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import TYPE_CHECKING, Any

from cashboard.activity.actors import Actor
from cashboard.activity.models import Head
from cashboard.insight.columns import COLUMNS
from cashboard.insight.engine import backend, connect
from cashboard.insight.questions import question
from cashboard.insight.seeing import seen
from cashboard.insight.segments import Segments, relation
from cashboard.insight.tail import tail
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from cashboard.insight.forecasts.history import History

WITHDRAWN = """
SELECT DISTINCT otype, oid FROM columns
WHERE space = {space} AND type = 'invoice.withdrawn' AND otype IN ('invoice', 'card')
"""
HERE = """
CREATE TEMP VIEW here AS SELECT * FROM columns WHERE space = {space} AND seq NOT IN (
    SELECT seq FROM columns WHERE space = {space} AND (otype, oid) IN (SELECT (otype, oid) FROM withdrawn)
)
"""
CHAIN = """
CREATE OR REPLACE TEMP VIEW chain AS WITH moved AS (SELECT DISTINCT otype, oid FROM here WHERE late)
SELECT * FROM here ANTI JOIN moved USING (otype, oid)
UNION ALL BY NAME
SELECT * EXCLUDE (prev_seq, prev_type, prev_at, pos, late), lag(seq) OVER chain AS prev_seq,
    lag(type) OVER chain AS prev_type, lag("at") OVER chain AS prev_at,
    row_number() OVER chain AS pos, true AS late
FROM here SEMI JOIN moved USING (otype, oid)
WINDOW chain AS (PARTITION BY otype, oid ORDER BY "at", seq)
"""


class SpaceLog:
    """The columns of one space, opened for one actor. All tables of one SpaceLog can be joined with each
    other.

    `as_of` leaves out what happened after that day in UTC. What befell invoices that were withdrawn later is
    left out on all days, as if they had never been. `rows` has one row per event and object, see
    `columns.py`; its predecessors hold in `chain` only.
    """

    def __init__(self, actor: Actor, space: Space, as_of: date | None = None) -> None:
        self.space = seen(actor, space)
        self.as_of = as_of
        self._connection = connect()
        self._backend = backend(self._connection)
        self._lay_out()

    def _lay_out(self) -> None:
        segments = Segments()
        head = Head.objects.get(pk=1).seq
        chain = segments.extended(head)
        covered = min(chain[-1].last, head) if chain else 0
        self._connection.register("fresh_tail", tail(segments.folder, covered, head))
        self._connection.execute(
            f"CREATE TEMP VIEW columns AS {relation(chain)} UNION ALL BY NAME SELECT * FROM fresh_tail"
        )
        self._connection.execute(f"CREATE TEMP TABLE withdrawn AS {WITHDRAWN.format(space=self.space.pk)}")
        self._connection.execute(HERE.format(space=self.space.pk))

    @property
    def rows(self) -> Table:
        """One row per event and object."""
        return self._until(self._table("here"))

    @property
    def chain(self) -> Table:
        """The same, each row with its predecessor: what maps and waiting times are a GROUP BY over."""
        self._connection.execute(CHAIN)
        return self._until(self._table("chain"))

    def ask(self, build: Callable[[Table], Table], *key: Hashable) -> list[dict[str, Any]]:
        """The rows of what `build` makes of `rows`; `key` must tell apart all that `build` may make, see
        `questions.py`."""
        asked = question((*key, self.as_of), lambda: build(self.rows), self._backend)
        return asked.asked(self._connection)

    def fetch(self, table: Table) -> list[dict[str, Any]]:
        """The rows of a table made from those above."""
        found: list[dict[str, Any]] = self._backend.to_pyarrow(table).to_pylist()
        return found

    def _until(self, rows: Table) -> Table:
        from cashboard.insight.measures.zones import end_of, instant

        return rows if self.as_of is None else rows.filter(rows["at"] < instant(end_of(self.as_of, "UTC")))

    def _table(self, name: str) -> Table:
        """Named with the columns that it is known to have, so that the engine need not be asked."""
        import ibis
        from ibis.expr.operations import DatabaseTable

        table: Table = DatabaseTable(name, schema=ibis.schema(COLUMNS), source=self._backend).to_expr()
        return table


def status_changes(actor: Actor, space: Space, *, as_of: date | None = None) -> Table:
    """case, seq, at, kind, status: what `measures.times` reads. `case` is the key of the card."""
    from cashboard.insight.cases import changes

    return changes(SpaceLog(actor, space, as_of).rows)


def case_attributes(actor: Actor, space: Space, *, as_of: date | None = None) -> Table:
    """case, customer, person, status, kind: what a case is known by at the end of `as_of`."""
    from cashboard.insight.cases import attributes

    return attributes(SpaceLog(actor, space, as_of).rows)


def ledger(actor: Actor, space: Space, *, as_of: date | None = None) -> Table:
    """What `measures.receivables` reads, see `book.py`; invoice and customer are ids as text."""
    from cashboard.insight.book import changes

    return changes(SpaceLog(actor, space, as_of).rows)


def open_invoices(actor: Actor, space: Space, as_of: date) -> Table:
    """The invoices that were open at the end of `as_of`: the columns of `book.invoices`."""
    from cashboard.insight.book import invoices

    book = invoices(SpaceLog(actor, space, as_of).rows)
    return book.filter(book.is_open)


def payment_history(actor: Actor, space: Space, as_of: date, currency: str | None = None) -> History:
    """What forecasts learn from: all invoices known at the end of `as_of`, or those of one currency.

    Whether an invoice is disputed is not in it: that becomes known after its issue.
    """
    from cashboard.insight.book import history, invoices

    log = SpaceLog(actor, space, as_of)
    rows = log.ask(invoices, "book")
    return history(rows if currency is None else [row for row in rows if row["currency"] == currency])


def rebuild() -> int:
    """Make all files anew from the log; returns how many events they hold. The rest is read as the tail
    anyway.
    """
    segments = Segments()
    segments.clear()
    chain = segments.extended(Head.objects.get(pk=1).seq)
    return chain[-1].last if chain else 0
