"""The book of invoices as the log tells it: every change of what is open, and each invoice as it stands.

An invoice's state follows from its events in the order in which they were recorded; each change is dated when
it happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from cashboard.insight.forecasts.history import History

TOLD = ("invoice.issued", "invoice.settled", "invoice.reopened", "invoice.corrected")
STATED = (
    "number",
    "customer",
    "customer_name",
    "case_key",
    "amount",
    "currency",
    "sent_by",
    "issued_on",
    "due_on",
    "settled_on",
)


def changes(rows: Table) -> Table:
    """The ledger of `measures.receivables`: invoice and customer (ids as text), currency, seq, at, due_on,
    amount, sale.

    Each event takes away what stood before it and adds what stands after, so that corrections of the amount,
    of the currency and of a paid invoice need no rule of their own.
    """
    states = _states(rows)
    states = states.mutate(open_amount=ibis.ifelse(_.is_open == 1, _.amount, 0).cast("decimal(38, 4)"))
    before = ibis.window(group_by="oid", order_by="seq")
    states = states.mutate(
        old_currency=_.currency.lag().over(before),
        old_open=_.open_amount.lag().over(before),
        old_amount=_.amount.lag().over(before),
    )
    kept = ("oid", "customer", "seq", "at", "due_on")
    added = states.select(*kept, "currency", amount=_.open_amount, sale=_.amount)
    taken = states.filter(_.old_currency.notnull()).select(
        *kept, currency=_.old_currency, amount=-_.old_open, sale=-_.old_amount
    )
    both = added.union(taken, distinct=False)
    deltas = both.group_by([*kept, "currency"]).agg(amount=_.amount.sum(), sale=_.sale.sum())
    return deltas.select(
        "currency",
        "seq",
        "at",
        "due_on",
        "amount",
        "sale",
        invoice=_.oid.cast("string"),
        customer=_.customer.cast("string"),
    )


def invoices(rows: Table) -> Table:
    """One row per invoice as its last event leaves it: oid, the columns `STATED`, is_open (boolean).

    `settled_on` is null while it is open; `case_key` is the key of its card.
    """
    states = _states(rows)
    back = ibis.row_number().over(ibis.window(group_by="oid", order_by=ibis.desc("seq")))
    last = states.mutate(back=back).filter(_.back == 0)
    return last.select(
        "oid",
        *STATED[:-1],
        is_open=_.is_open == 1,
        settled_on=ibis.ifelse(_.is_open == 1, ibis.null("date"), _.settled_on),
    )


def history(rows: Sequence[dict[str, Any]]) -> History:
    """Rows of `invoices` as forecasts read them; customers are ids as text."""
    return History.from_columns(
        customer=[str(row["customer"]) for row in rows],
        issued=[row["issued_on"] for row in rows],
        due=[row["due_on"] for row in rows],
        settled=[row["settled_on"] for row in rows],
        amount=[row["amount"] for row in rows],
        channel=[row["sent_by"] or "" for row in rows],
    )


def _states(rows: Table) -> Table:
    """Per event of an invoice everything that is known after it; `is_open` is 1 or 0."""
    told = rows.filter((rows.otype == "invoice") & rows.type.isin(TOLD))
    told = told.mutate(
        is_open=ibis.cases((_.type == "invoice.settled", 0), (_.type == "invoice.corrected", None), else_=1)
    )
    told = told.select("oid", "seq", "at", "is_open", *STATED)
    return _carried(told, ["is_open", *STATED])


def _carried(table: Table, names: Sequence[str]) -> Table:
    """Where a column says nothing, what it said last in the order of seq. By counting: `IGNORE NULLS` is not
    everywhere.
    """
    so_far = ibis.window(group_by="oid", order_by="seq", preceding=None, following=0)
    table = table.mutate(**{f"{name}_times": _[name].count().over(so_far) for name in names})
    return table.mutate(
        **{name: _[name].max().over(ibis.window(group_by=["oid", f"{name}_times"])) for name in names}
    ).drop(*(f"{name}_times" for name in names))
