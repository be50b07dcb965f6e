"""Forecasts that were shown, against what came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from cashboard.activity.actors import Actor
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.models import KeptForecast
from cashboard.insight.reports.answering import answer
from cashboard.insight.reports.receipts import LATER, NAME
from cashboard.insight.reports.receivables import book_of
from cashboard.insight.reports.shape import Report, Row, money
from cashboard.work.spaces.models import Space


def score(actor: Actor, space: Space, as_of: date | None = None) -> Report:
    """Each week of a kept forecast that was over at the end of the day, and what came in it.

    forecast_on, week, currency, low, likely, high, came, held (whether came lies from low to high). `came`
    counts the invoices that were open when the forecast was made: it said nothing about others.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        settled = [row for row in book_of(log).values() if not row["is_open"]]
        for kept in KeptForecast.objects.visible_to(actor).filter(space=space, kind=NAME, as_of__lt=day):
            open_then = _open_then(actor, space, kept.as_of)
            came = [row | open_then[row["oid"]] for row in settled if row["oid"] in open_then]
            yield from _weeks(kept, came, day)

    columns = ("forecast_on", "week", "currency", "low", "likely", "high", "came", "held")
    return answer("receipts-score", columns, rows, actor=actor, space=space, as_of=as_of)


def _open_then(actor: Actor, space: Space, day: date) -> dict[int, Row]:
    """Amount and currency of what was open at the end of that day, by the invoice's id."""
    book = book_of(SpaceLog(actor, space, day))
    return {
        key: {"amount": row["amount"], "currency": row["currency"]}
        for key, row in book.items()
        if row["is_open"]
    }


def _weeks(kept: KeptForecast, came: Iterable[Row], day: date) -> Iterator[Row]:
    for row in kept.rows:
        if row["week"] == LATER:
            continue
        week = date.fromisoformat(row["week"])
        if week + timedelta(days=6) <= day:
            inside = [each["amount"] for each in came if _falls_into(each, week, row["currency"])]
            total = money(sum(inside, Decimal(0)), row["currency"])
            low, likely, high = (Decimal(row[name]) for name in ("low", "likely", "high"))
            yield {
                "forecast_on": kept.as_of,
                "week": week,
                "currency": row["currency"],
                "low": low,
                "likely": likely,
                "high": high,
                "came": total,
                "held": low <= total <= high,
            }


def _falls_into(row: Row, week: date, currency: str) -> bool:
    settled_on: date = row["settled_on"]
    return bool(row["currency"] == currency) and week <= settled_on <= week + timedelta(days=6)
