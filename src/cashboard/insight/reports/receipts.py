"""Expected receipts per week from the invoices that are open, and the invoices behind each week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.reports.answering import answer, today
from cashboard.insight.reports.keeping import keep
from cashboard.insight.reports.receivables import book_of
from cashboard.insight.reports.shape import USUAL_EXPONENT, Report, Row, money
from cashboard.work.currencies import EXPONENTS
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from cashboard.insight.forecasts.history import Floats, History
    from cashboard.insight.forecasts.payments import PaymentLaw
    from cashboard.insight.forecasts.receipts import WeekReceipts

WEEKS = 13
LATER = "later"
NAME = "receipts-forecast"


def receipts_forecast(actor: Actor, space: Space, as_of: date | None = None, *, weeks: int = WEEKS) -> Report:
    """week (its Monday, the last one "later"), low, likely, high, currency: 4 weeks in 5 bring from low to
    high.

    The sum of likely is the open amount. The first one made for today is kept, to be scored when the weeks
    are over.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        for part in _parts(log, day):
            for week in part.forecast(weeks, widening=part.widening):
                sums = {name: money(getattr(week, name), part.currency) for name in ("low", "likely", "high")}
                yield {"week": week.week or LATER, **sums, "currency": part.currency}

    columns = ("week", "low", "likely", "high", "currency")
    report = answer(NAME, columns, rows, actor=actor, space=space, as_of=as_of, weeks=weeks)
    if weeks == WEEKS and report.as_of == today():
        keep(space, report)
    return report


def receipts_cards(
    actor: Actor,
    space: Space,
    week: date | None,
    as_of: date | None = None,
    *,
    currency: str | None = None,
    weeks: int = WEEKS,
) -> Report:
    """The invoices behind a week (None: later), most money first; `expected` adds up to its `likely`.

    invoice, invoice_id, card, customer, due_on, amount, currency, probability (of being paid in that week),
    expected.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        for part in _parts(log, day):
            if currency in (None, part.currency):
                yield from sorted(part.behind(week, weeks), key=lambda row: -row["expected"])

    columns = (
        "invoice",
        "invoice_id",
        "card",
        "customer",
        "due_on",
        "amount",
        "currency",
        "probability",
        "expected",
    )
    asked = {"week": week, "currency": currency, "weeks": weeks}
    return answer("receipts-cards", columns, rows, actor=actor, space=space, as_of=as_of, **asked)


@dataclass(frozen=True, slots=True)
class _Part:
    """The open invoices of one currency, as rows and as history, and all of its past; `law` is that of all
    currencies.
    """

    currency: str
    day: int
    waiting: list[Row]
    invoices: History
    law: PaymentLaw
    past: History

    @property
    def exponent(self) -> int:
        """Decimals of the currency."""
        return EXPONENTS.get(self.currency, USUAL_EXPONENT)

    @property
    def widening(self) -> float:
        """The factor on low and high that this book's own past asks for."""
        from cashboard.insight.forecasts.calibration import learned_widening

        return learned_widening(self.past, self.day)

    def forecast(self, weeks: int, *, widening: float = 1.0) -> list[WeekReceipts]:
        """The weeks, then what comes later."""
        from cashboard.insight.forecasts.receipts import receipts

        return receipts(self.law, self.invoices, self.day, weeks, widening=widening, exponent=self.exponent)

    def behind(self, week: date | None, weeks: int) -> Iterator[Row]:
        """What each invoice adds to the week."""
        from cashboard.insight.forecasts.receipts import shared_out

        forecast = next((each for each in self.forecast(weeks) if each.week == week), None)
        if forecast is None:
            return
        chances = self._chances(week, weeks)
        unit = Decimal(1).scaleb(-self.exponent)
        shares = shared_out(forecast.likely, self.invoices.amount * chances, unit)
        for row, chance, share in zip(self.waiting, chances.tolist(), shares, strict=True):
            yield {
                "invoice": row["number"],
                "invoice_id": row["oid"],
                "card": row["case_key"],
                "customer": row["customer_name"],
                "due_on": row["due_on"],
                "amount": money(row["amount"], self.currency),
                "currency": self.currency,
                "probability": chance,
                "expected": share,
            }

    def _chances(self, week: date | None, weeks: int) -> Floats:
        """Per invoice the probability of being paid in this week; None: after all of them."""
        from cashboard.insight.forecasts.history import day_number
        from cashboard.insight.forecasts.receipts import monday

        end = monday(self.day + 1) + 7 * weeks - 1
        dates = self.law.dates(self.invoices, self.day, days=end - self.day)
        if week is None:
            return 1.0 - dates.paid_by(end)
        first = day_number(week)
        return dates.paid_by(first + 6) - dates.paid_by(first - 1)


def _parts(log: SpaceLog, day: date) -> Iterator[_Part]:
    """One for each currency in which something is open."""
    import numpy as np

    from cashboard.insight.book import history
    from cashboard.insight.forecasts.history import day_number
    from cashboard.insight.forecasts.payments import PaymentLaw

    book, number = list(book_of(log).values()), day_number(day)
    known = history(book)
    law = PaymentLaw.fit(known, number)
    for currency in sorted({row["currency"] for row in book if row["is_open"]}):
        own = np.array([row["currency"] == currency for row in book])
        waiting = np.array([row["currency"] == currency and row["is_open"] for row in book])
        rows = [row for row, is_waiting in zip(book, waiting, strict=True) if is_waiting]
        yield _Part(currency, number, rows, known.take(waiting), law, known.take(own))
