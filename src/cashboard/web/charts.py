"""Charts as the page's drawing component reads them: numbers, colours by token, an address per point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from cashboard.insight.reports.shape import Row

Chart = dict[str, Any]
MOST_GROUPS = 8


def label(day: date) -> str:
    """How a chart writes a day: 2 Jan 2026."""
    return f"{day.day} {day:%b %Y}"


def rows_address(key: str, **asked: object) -> str:
    """The page that lists the cards behind a figure."""
    given = {name: str(value) for name, value in asked.items() if value not in (None, "")}
    return f"{reverse('rows', args=[key])}?{urlencode(given)}"


def times_chart(rows: Sequence[Row], measure: str, address: Callable[[Row], str]) -> Chart:
    """Median and P85 of a measure per week; or the median of each of the largest groups."""
    weeks = sorted({row["week"] for row in rows})
    groups = _largest(rows)
    if len(groups) <= 1:
        by_week = {row["week"]: row for row in rows}
        chosen = [by_week[week] for week in weeks]
        urls = [address(row) for row in chosen]
        median = {
            "name": "Median",
            "values": _figures(chosen, f"{measure}_median"),
            "color": "chart-1",
            "url": urls,
        }
        p85 = {
            "name": "85 % are at most",
            "values": _figures(chosen, f"{measure}_p85"),
            "color": "chart-2",
            "url": urls,
            "dashed": True,
        }
        series = [median, p85]
    else:
        series = [_group_line(rows, group, weeks, measure, address) for group in groups]
    return {
        "kind": "line",
        "x": [label(week) for week in weeks],
        "series": series,
        "unit": "d",
        "format": "days",
    }


def receipts_chart(rows: Sequence[Row], currency: str, address: Callable[[Row], str]) -> Chart:
    """Likely receipts per week, with the span from low to high around them."""
    weeks = [row for row in rows if isinstance(row["week"], date)]
    likely = {
        "name": "Likely; the band holds 4 weeks in 5",
        "values": [float(row["likely"]) for row in weeks],
        "low": [float(row["low"]) for row in weeks],
        "high": [float(row["high"]) for row in weeks],
        "color": "chart-1",
        "url": [address(row) for row in weeks],
    }
    x = [label(row["week"]) for row in weeks]
    return {"kind": "band", "x": x, "series": [likely], "unit": currency, "format": "money"}


def ageing_chart(rows: Sequence[Row], currency: str, address: Callable[[Row], str]) -> Chart:
    """Open money by days past due."""
    bars = {
        "name": "Open",
        "values": [float(row["amount"]) for row in rows],
        "color": "chart-1",
        "url": [address(row) for row in rows],
    }
    return {
        "kind": "bar",
        "x": [bucket_name(row["bucket"]) for row in rows],
        "series": [bars],
        "unit": currency,
        "format": "money",
    }


def bucket_name(bucket: str) -> str:
    """How an ageing bucket is called on a page."""
    return "Not due" if bucket == "current" else f"{bucket.replace('-', '–')} days"


def total(rows: Iterable[Row], name: str) -> Decimal:
    """The sum of a money column."""
    return sum((row[name] for row in rows), Decimal(0))


def _largest(rows: Sequence[Row]) -> list[str]:
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row["group"]] = sizes.get(row["group"], 0) + row["n"]
    return sorted(sizes, key=lambda group: -sizes[group])[:MOST_GROUPS]


def _group_line(
    rows: Sequence[Row], group: str, weeks: list[date], measure: str, address: Callable[[Row], str]
) -> Chart:
    own = {row["week"]: row for row in rows if row["group"] == group}
    values = [round(own[week][f"{measure}_median"], 3) if week in own else None for week in weeks]
    urls = [address(own[week]) if week in own else None for week in weeks]
    return {"name": group or "–", "values": values, "url": urls}


def _figures(rows: Sequence[Row], name: str) -> list[float | None]:
    return [None if row[name] is None else round(row[name], 3) for row in rows]
