"""Times, cash forecast and ageing of a space; every figure opens its cards."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from markupsafe import Markup

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid
from cashboard.insight import reports
from cashboard.insight.reports.lead_times import MEASURES, Group
from cashboard.insight.reports.shape import Report, Row
from cashboard.web.asking import Asking, today, wants_fragment
from cashboard.web.charts import ageing_chart, bucket_name, receipts_chart, rows_address, times_chart, total
from cashboard.web.places import Place
from cashboard.web.space_pages import space_page
from cashboard.web.views.spaces import find_place, read_number, show_space

space_page("times", "Time chart", "chart-line", keys="g t", group="figures", order=10)
space_page("forecast", "Cash forecast", "banknote", keys="g f", group="figures", order=20)
space_page("ageing", "Ageing", "clock", keys="g o", group="figures", order=30)

METHODS = {
    "due_date": "Paid on the due date",
    "global_median": "Median of all customers",
    "customer_median": "The customer's own median",
    "cashboard": "Cashboard",
}
MANY_CUSTOMERS = 40
FEW_WEEKS = 20
"""Fewer forecast weeks than these say little of how good the forecast is."""


@require_safe
def times(request: Asking, key: str) -> HttpResponse:
    """The Time Chart: lead, reaction and cycle time per week."""
    place = find_place(request, key)
    by = request.GET.get("by", "")
    by = by if by in ("customer", "status", "person") else ""
    measure = request.GET.get("measure", "lead")
    measure = measure if measure in MEASURES else "lead"
    asked: dict[str, Any] = {"working": request.GET.get("time") == "working", "zone": request.user.zone}
    asked["by"] = cast(Group, by) if by else None
    since, until = read_day(request, "since"), read_day(request, "until")
    report = reports.lead_time_per_week(request.actor, place.space, since=since, until=until, **asked)

    def address(row: Row) -> str:
        group = row["group"] if by else None
        working = "working" if asked["working"] else None
        return rows_address(key, of="week", week=row["week"], by=by, group=group, time=working)

    chart = times_chart(report.rows, measure, address)
    summary = reports.lead_time_summary(request.actor, place.space)
    context = {
        "report": report,
        "summary": summary.rows,
        "measure": measure,
        "by": by,
        "since": since,
        "until": until,
    }
    context.update(chart=as_json(chart), address=address, working=asked["working"], measures=MEASURES)
    return show_space(request, "insight/times.html", place, tab="times", **context)


@require_safe
def forecast(request: Asking, key: str) -> HttpResponse:
    """Expected receipts per week from open invoices, and how such forecasts did on this book's past."""
    place = find_place(request, key)
    as_of = read_day(request, "as_of") or today(request)
    report = reports.receipts_forecast(request.actor, place.space, as_of)
    currency, rows, currencies = _one_currency(request, report)

    def address(row: Row) -> str:
        return rows_address(key, of="receipts", week=row["week"], as_of=as_of, currency=currency)

    dates = reports.payment_backtest(request.actor, place.space, as_of).rows
    weeks = reports.receipts_backtest(request.actor, place.space, as_of).rows
    score = {row["method"]: row for row in dates}
    weekly = {row["method"]: row for row in weeks if row["currency"] == currency}
    soon = [row for row in rows if isinstance(row["week"], date)][:4]
    context = {"report": report, "rows": rows, "as_of": as_of, "currency": currency, "currencies": currencies}
    context.update(open=total(rows, "likely"), soon=total(soon, "likely"), address=address)
    context.update(score=score, weekly=weekly, few=FEW_WEEKS, methods=METHODS)
    context.update(
        chart=as_json(receipts_chart(rows, currency, address)), last=_last_day(place) if not rows else None
    )
    return show_space(request, "insight/forecast.html", place, tab="forecast", **context)


@require_safe
def ageing(request: Asking, key: str) -> HttpResponse:
    """Ageing by bucket and customer, and days sales outstanding, as of a day."""
    place = find_place(request, key)
    as_of = read_day(request, "as_of") or today(request)
    report = reports.ageing(request.actor, place.space, as_of)
    currency, rows, currencies = _one_currency(request, report)
    customers = reports.ageing_by_customer(request.actor, place.space, as_of)
    dso = next(
        (row for row in reports.dso(request.actor, place.space, as_of).rows if row["currency"] == currency),
        None,
    )

    def address(row: Row, customer: int | None = None) -> str:
        asked = {"bucket": row.get("bucket"), "customer": customer, "currency": currency}
        return rows_address(key, of="ageing", as_of=as_of, **asked)

    context = {"report": report, "rows": rows, "as_of": as_of, "currency": currency, "currencies": currencies}
    context.update(open=total(rows, "amount"), dso=dso, address=address, bucket_name=bucket_name)
    context.update(
        chart=as_json(ageing_chart(rows, currency, address)),
        last=_last_day(place) if not context["open"] else None,
    )
    context.update(customers=_table(customers.rows, currency), buckets=[row["bucket"] for row in rows])
    return show_space(request, "insight/ageing.html", place, tab="ageing", **context)


@require_safe
def rows(request: Asking, key: str) -> HttpResponse:
    """The cards behind a figure."""
    place = find_place(request, key)
    title, report = _behind(request, place)
    template = "insight/_rows.html" if wants_fragment(request) else "insight/rows.html"
    return show_space(request, template, place, tab="", title=title, report=report)


def _behind(request: Asking, place: Place) -> tuple[str, Report]:
    asked, actor, space = request.GET, request.actor, place.space
    as_of = read_day(request, "as_of") or today(request)
    if asked.get("of") == "week":
        week = read_day(request, "week") or as_of
        by = cast(Group, asked["by"]) if asked.get("by") else None
        working = asked.get("time") == "working"
        group = asked.get("group") if by else None
        found = reports.cards_of_week(
            actor, space, week, by=by, group=group, working=working, zone=request.user.zone
        )
        return f"Completed in the week of {week:%d %b %Y}{f', {group}' if group else ''}", found
    if asked.get("of") == "receipts":
        week_start = None if asked.get("week") == "later" else read_day(request, "week")
        found = reports.receipts_cards(actor, space, week_start, as_of, currency=asked.get("currency"))
        when = f"in the week of {week_start:%d %b %Y}" if week_start else "later"
        return f"Expected {when}, as of {as_of:%d %b %Y}", found
    number = read_number(asked.get("customer")) or None
    bucket = asked.get("bucket") or None
    found = reports.ageing_cards(
        actor, space, as_of, bucket=bucket, customer=number, currency=asked.get("currency")
    )
    return f"{bucket_name(bucket) if bucket else 'All open'}, as of {as_of:%d %b %Y}", found


def read_day(request: Asking, name: str) -> date | None:
    """A day out of the address. Raises Invalid for what is no date."""
    text = request.GET.get(name, "")
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(f"{text[:20]} is not a date. Write it like 2026-11-24.", name) from error
    if day is not None and not 1970 <= day.year <= 2068:
        raise Invalid(f"{text} is out of range: give a date between 1970 and 2068.", name)
    return day


def as_json(chart: dict[str, Any]) -> Markup:
    """JSON that may stand inside a script element."""
    return Markup(json.dumps(chart).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _one_currency(request: Asking, report: Report) -> tuple[str, list[Row], list[tuple[str, str]]]:
    """The currency to show (the largest unless asked otherwise), its rows, and links to the others."""
    amount = "likely" if "likely" in report.columns else "amount"
    sums: dict[str, Decimal] = {}
    for row in report.rows:
        sums[row["currency"]] = sums.get(row["currency"], Decimal(0)) + row[amount]
    ordered = sorted(sums, key=lambda currency: -sums[currency])
    chosen = request.GET.get("currency", "")
    chosen = chosen if chosen in sums else ordered[0] if ordered else ""
    kept = {name: str(value) for name, value in request.GET.items() if name != "currency"}
    links = [(each, "?" + urlencode({**kept, "currency": each})) for each in ordered]
    return chosen, [row for row in report.rows if row["currency"] == chosen], links


def _last_day(place: Place) -> date | None:
    """A day on which a book that is all settled by now is worth a look."""
    last = (
        Event.objects.filter(space=place.space.pk, type="invoice.settled")
        .order_by("-at")
        .values_list("at", flat=True)
        .first()
    )
    return last.date() - timedelta(days=30) if last else None


def _table(rows: tuple[Row, ...], currency: str) -> list[Row]:
    """Customers with their buckets side by side, most money first."""
    found: dict[int, Row] = {}
    for row in rows:
        if row["currency"] == currency:
            line = found.setdefault(
                row["customer_id"],
                {"id": row["customer_id"], "name": row["customer"], "buckets": {}, "sum": Decimal(0)},
            )
            line["buckets"][row["bucket"]] = row["amount"]
            line["sum"] += row["amount"]
    return sorted(found.values(), key=lambda line: -line["sum"])[:MANY_CUSTOMERS]
