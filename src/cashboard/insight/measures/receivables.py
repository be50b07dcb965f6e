"""Receivables as of any past day: ageing and days sales outstanding, from one ledger of changes.

Input `ledger`, one row per change of an invoice: invoice string, customer string, currency string, seq int64
(order within one instant), at timestamp UTC, due_on date (as known by that row), amount decimal(38,4) (change
of the open amount: + on issue, - on settlement or credit), sale decimal(38,4) (change of what was invoiced; 0
for settlements). `as_of` is a date: the end of that day in the IANA `zone`. Only rows with at before that end
count, and the latest due date that they know. Amounts of different currencies are never added. Definitions:
Credit Research Foundation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import ibis
import pyarrow as pa
from ibis import _
from ibis.expr.types import Table

from cashboard.insight.measures.zones import calendar_days, end_of, instant, on_local_days

BUCKETS = ("current", "1-30", "31-60", "61-90", "91-120", ">120")
LAST_DAYS = (0, 30, 60, 90, 120)
"""The last day past due of each bucket but the last."""


def open_invoices(ledger: Table, as_of: date, zone: str = "UTC") -> Table:
    """The rows behind every bucket: invoice, customer, due_on, days_past_due, bucket, amount, currency.

    One row per invoice (and currency) whose open amount is not 0, oldest due date first; `days_past_due`
    (int64) counts from the latest known due date and is <= 0 until it has passed. A credit balance is a
    negative amount.
    """
    return _open(ledger, as_of, zone).order_by(["due_on", "invoice", "currency"])


def ageing(ledger: Table, as_of: date, zone: str = "UTC") -> Table:
    """bucket, currency, count, amount: all six buckets in order for each currency of the ledger, empty ones
    with 0.

    The amounts of a currency add up to its open amount.
    """
    return _aged(ledger, as_of, zone, ["currency"]).select("bucket", "currency", "count", "amount")


def ageing_by_customer(ledger: Table, as_of: date, zone: str = "UTC") -> Table:
    """customer, currency, bucket, count, amount: all six buckets in order for each customer and currency."""
    rows = _aged(ledger, as_of, zone, ["customer", "currency"])
    return rows.select("customer", "currency", "bucket", "count", "amount")


def dso(ledger: Table, as_of: date, days: int = 90, zone: str = "UTC") -> Table:
    """Days sales outstanding, one row per currency; every figure in days, null when it is not computable.

    currency, receivables, current, sales (decimal: open at the end, of that not past due, invoiced in the
    last `days` days), and float64: dso = receivables / sales x days; best_possible_dso = current / sales x
    days; average_days_delinquent = dso - best_possible_dso; countback_dso (see `countback`). Sales of 0 or
    less give null.
    """
    period = _["at"] >= instant(end_of(as_of - timedelta(days=days), zone))
    known = _until(ledger, as_of, zone)
    money = known.group_by("currency").agg(
        receivables=_.amount.sum(), sales=_.sale.sum(where=period).coalesce(ibis.literal(0, "decimal(38, 4)"))
    )
    current = (
        _open(ledger, as_of, zone).group_by("currency").agg(current=_.amount.sum(where=_.days_past_due <= 0))
    )
    rows = money.left_join(current, "currency").drop("currency_right")
    rows = rows.left_join(countback(ledger, as_of, zone), "currency").drop("currency_right")
    per_day = ibis.ifelse(rows.sales > 0, rows.sales.cast("float64") / float(days), ibis.null())
    rows = rows.mutate(
        current=rows.current.coalesce(ibis.literal(0, "decimal(38, 4)")),
        dso=rows.receivables.cast("float64") / per_day,
        best_possible_dso=rows.current.coalesce(0).cast("float64") / per_day,
    ).mutate(average_days_delinquent=_.dso - _.best_possible_dso)
    return rows.select(
        "currency",
        "receivables",
        "current",
        "sales",
        "dso",
        "best_possible_dso",
        "average_days_delinquent",
        "countback_dso",
    ).order_by("currency")


def countback(ledger: Table, as_of: date, zone: str = "UTC") -> Table:
    """currency, countback_dso (float64 days): how far back sales must be counted to exhaust the receivables.

    Months are taken whole, the latest first (its days until `as_of`); the month in which the receivables are
    exhausted counts in proportion. Null where all sales known do not exhaust them, 0 where nothing is open.
    """
    known = on_local_days(_until(ledger, as_of, zone), "at", zone, month="month")
    owed = known.group_by("currency").agg(receivables=_.amount.sum(), since=_.month.min())
    sold = known.group_by(["currency", "month"]).agg(sales=_.sale.sum())
    days = calendar_days().filter(_.day <= ibis.literal(as_of)).group_by("month").agg(days=_.count())
    rows = owed.join(days, [days.month >= owed.since])
    rows = rows.left_join(sold, ["currency", "month"])
    rows = rows.select("currency", "receivables", "month", "days", sales=_.sales.coalesce(0).cast("float64"))
    later = ibis.window(group_by="currency", order_by=ibis.desc("month"), preceding=(None, 0))
    rows = rows.mutate(left=_.receivables.cast("float64") - (_.sales.sum().over(later) - _.sales))
    share = ibis.cases((_.left <= 0, 0.0), (_.left >= _.sales, 1.0), else_=_.left / _.sales)
    rows = rows.mutate(counted=_.days * share)
    counted = rows.group_by("currency").agg(
        counted=_.counted.sum(), sold=_.sales.sum(), receivables=_.receivables.cast("float64").max()
    )
    return counted.select(
        "currency", countback_dso=ibis.ifelse(_.receivables <= _.sold, _.counted, ibis.null())
    )


def _until(ledger: Table, as_of: date, zone: str) -> Table:
    return ledger.filter(ledger["at"] < instant(end_of(as_of, zone)))


def _aged(ledger: Table, as_of: date, zone: str, by: Sequence[str]) -> Table:
    """Count and amount per group and bucket, every bucket present, in order."""
    invoices = _open(ledger, as_of, zone)
    groups = (_until(ledger, as_of, zone) if "customer" not in by else invoices).select(*by).distinct()
    places = ibis.memtable(pa.table({"place": list(range(len(BUCKETS))), "bucket": list(BUCKETS)}))
    found = invoices.group_by([*by, "bucket"]).agg(found=_.count(), sum=_.amount.sum())
    rows = groups.cross_join(places).left_join(found, [*by, "bucket"])
    zero = ibis.literal(0, "decimal(38, 4)")
    rows = rows.select(*by, "place", "bucket", count=_.found.coalesce(0), amount=_.sum.coalesce(zero))
    return rows.order_by([*by, "place"])


def _open(ledger: Table, as_of: date, zone: str) -> Table:
    # without an order: engines refuse, or Ibis widens, a DISTINCT over an ordered table
    rows = _until(ledger, as_of, zone)
    latest = ibis.window(group_by=["invoice", "currency"], order_by=[_["at"].desc(), _.seq.desc()])
    rows = rows.mutate(back=ibis.row_number().over(latest))
    invoices = rows.group_by(["invoice", "currency"]).agg(
        customer=_.customer.max(where=_.back == 0),
        due_on=_.due_on.max(where=_.back == 0),
        amount=_.amount.sum(),
    )
    past_due = -_.due_on.delta(ibis.literal(as_of), unit="day")
    invoices = invoices.filter(_.amount != 0).mutate(days_past_due=past_due)
    limits = [(_.days_past_due <= last, name) for last, name in zip(LAST_DAYS, BUCKETS[:-1], strict=True)]
    columns = ["invoice", "customer", "due_on", "days_past_due", "bucket", "amount", "currency"]
    return invoices.mutate(bucket=ibis.cases(*limits, else_=BUCKETS[-1])).select(*columns)
