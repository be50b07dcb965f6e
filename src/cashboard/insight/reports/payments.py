"""When invoices will be paid, why that is expected, and how well such expectations would have done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.reports.answering import answer
from cashboard.insight.reports.receivables import book_of
from cashboard.insight.reports.shape import Report, Row, money
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from cashboard.insight.forecasts.payments import CustomerFacts

FEW = 3
SHARES = (0.1, 0.5, 0.9)


def expected_payments(
    actor: Actor, space: Space, as_of: date | None = None, *, invoice: int | None = None
) -> Report:
    """Every open invoice, or the one with this id, with the day on which it is expected and the reason in
    words.

    invoice, invoice_id, card, customer, amount, currency, due_on, expected_on (as likely before as after),
    early_on and late_on (4 in 5 are paid from the one to the other), reason. Expected first comes first.
    """

    def rows(log: SpaceLog, day: date) -> Iterator[Row]:
        import numpy as np

        from cashboard.insight.book import history
        from cashboard.insight.forecasts.history import calendar_day, day_number
        from cashboard.insight.forecasts.payments import PaymentLaw

        book = list(book_of(log).values())
        known = history(book)
        law = PaymentLaw.fit(known, day_number(day))
        chosen = np.array([row["is_open"] and invoice in (None, row["oid"]) for row in book], dtype=bool)
        waiting = [row for row, is_chosen in zip(book, chosen, strict=True) if is_chosen]
        dates = law.dates(known.take(chosen), day_number(day))
        days = zip(*(dates.quantile(share).tolist() for share in SHARES), strict=True)
        for row, (early, expected, late) in sorted(
            zip(waiting, days, strict=True), key=lambda pair: pair[1][1]
        ):
            yield _shown(row) | {
                "early_on": calendar_day(early),
                "expected_on": calendar_day(expected),
                "late_on": calendar_day(late),
                "reason": reason(row["customer_name"], law.explain(str(row["customer"]))),
            }

    columns = ("invoice", "invoice_id", "card", "customer", "amount", "currency", "due_on", "expected_on",
               "early_on", "late_on", "reason")  # fmt: skip
    return answer("expected-payments", columns, rows, actor=actor, space=space, as_of=as_of, invoice=invoice)


def payment_backtest(actor: Actor, space: Space, as_of: date | None = None) -> Report:
    """method, mae_days, crps_days, coverage80, n: each invoice of the later half forecast at its issue, then
    compared.
    """

    def rows(log: SpaceLog, day: date) -> list[Row]:
        from cashboard.insight.book import history
        from cashboard.insight.forecasts.backtest import payment_backtest as backtest
        from cashboard.insight.forecasts.history import day_number

        known = history(list(book_of(log).values()))
        return [asdict(score) for score in backtest(known, day_number(day))] if len(known) else []

    columns = ("method", "mae_days", "crps_days", "coverage80", "n")
    return answer("payment-backtest", columns, rows, actor=actor, space=space, as_of=as_of)


def reason(name: str, facts: CustomerFacts) -> str:
    """The plain facts behind a forecast, as sentences."""
    everyone = f"Customers of this space pay {_past_due(facts.all_customers)} on average"
    if not facts.n_settled or facts.own_mean is None:
        return f"{everyone}; {name} has not settled an invoice yet."
    paid = f"{facts.n_settled} settled invoice{'' if facts.n_settled == 1 else 's'}"
    own = f"{name} paid {_past_due(facts.own_mean)} on average ({paid}, recent ones count more)"
    return (
        f"{own}. {everyone}; that counts too while so little is known."
        if facts.n_settled < FEW
        else f"{own}."
    )


def _past_due(days: float) -> str:
    whole = round(days)
    if not whole:
        return "on the due date"
    return (
        f"{abs(whole)} day{'' if abs(whole) == 1 else 's'} {'after' if whole > 0 else 'before'} the due date"
    )


def _shown(row: Row) -> Row:
    return {
        "invoice": row["number"],
        "invoice_id": row["oid"],
        "card": row["case_key"],
        "customer": row["customer_name"],
        "amount": money(row["amount"], row["currency"]),
        "currency": row["currency"],
        "due_on": row["due_on"],
    }
