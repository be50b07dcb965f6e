"""How well the weekly receipts would have been forecast on the space's own past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cashboard.activity.actors import Actor
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.reports.answering import answer
from cashboard.insight.reports.receivables import book_of
from cashboard.insight.reports.shape import Report, Row
from cashboard.work.spaces.models import Space

COLUMNS = ("method", "wape", "coverage80", "n", "currency")


def receipts_backtest(actor: Actor, space: Space, as_of: date | None = None) -> Report:
    """method, wape, coverage80, n, currency: every past Sunday evening's forecast of the next four weeks,
    compared.

    Two rows per currency, `due_date` (all is paid when due) and `cashboard`, over the same n forecast weeks;
    none where too little is past. Both scores are shares, see `ReceiptsScore`.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        from cashboard.insight.book import history
        from cashboard.insight.forecasts.history import day_number
        from cashboard.insight.forecasts.receipts_backtest import ALL_WEEKS
        from cashboard.insight.forecasts.receipts_backtest import receipts_backtest as backtest

        book = list(book_of(log).values())
        for currency in sorted({row["currency"] for row in book}):
            own = history([row for row in book if row["currency"] == currency])
            for score in backtest(own, day_number(day)):
                if score.ahead == ALL_WEEKS:
                    yield {name: getattr(score, name) for name in COLUMNS[:-1]} | {"currency": currency}

    return answer("receipts-backtest", COLUMNS, rows, actor=actor, space=space, as_of=as_of)
