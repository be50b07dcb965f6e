"""Would it have been right: every past invoice forecast at its issue, from what was settled before."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cashboard.insight.forecasts.dates import PaymentDates
from cashboard.insight.forecasts.history import Floats, History, Ints
from cashboard.insight.forecasts.payments import HORIZON, PaymentLaw
from cashboard.insight.forecasts.scores import PaymentScore, score

Method = Callable[[History, History, int], PaymentDates]
"""(all invoices, those to forecast, evening of the origin) -> dates; may look only at
`history.known(origin)`."""


def payment_backtest(history: History, as_of: int, since: int | None = None) -> list[PaymentScore]:
    """One row per method, over the invoices issued from day `since` (default: the later half) and settled by
    `as_of`.

    The origin of each is the evening before its issue. Invoices still open on `as_of` cannot be scored;
    methods are compared on the same n.
    """
    known = history.known(as_of)
    if not len(known):
        return []
    first = int(np.median(known.issued)) if since is None else since
    scored = known.take(~known.is_open & (known.issued >= first))
    if not len(scored):
        return []
    days = [scored.take(scored.issued == day) for day in np.unique(scored.issued)]
    settled = [day.settled.astype(np.int64) for day in days]
    return [
        score(
            name, [method(known, day, int(day.issued[0]) - 1) for day in days], settled, [d.due for d in days]
        )
        for name, method in METHODS.items()
    ]


def on_due_date(history: History, invoices: History, origin: int) -> PaymentDates:
    """Everyone pays on the due date."""
    return _sample(origin, invoices, lambda _: np.zeros(0, np.int64), invoices.due - invoices.issued)


def global_median(history: History, invoices: History, origin: int) -> PaymentDates:
    """Everyone pays like all invoices settled so far: their days from issue to settlement."""
    _, taken = _settlements(history, origin)
    return _sample(origin, invoices, lambda _: taken, invoices.due - invoices.issued)


def customer_median(history: History, invoices: History, origin: int) -> PaymentDates:
    """Each customer pays like its own settled invoices, or like all when it has none."""
    who, taken = _settlements(history, origin)

    def own(customer: int) -> Ints:
        mine = taken[who == customer]
        return mine if len(mine) else taken

    return _sample(origin, invoices, own, invoices.due - invoices.issued)


def cashboard(history: History, invoices: History, origin: int) -> PaymentDates:
    """Our law (`payments.py`)."""
    return PaymentLaw.fit(history, origin).dates(invoices, origin)


METHODS: dict[str, Method] = {
    "due_date": on_due_date,
    "global_median": global_median,
    "customer_median": customer_median,
    "cashboard": cashboard,
}


def _settlements(history: History, origin: int) -> tuple[Ints, Ints]:
    known = history.known(origin)
    settled = known.take(~known.is_open)
    return settled.customer, np.maximum(settled.settled.astype(np.int64) - settled.issued, 0)


def _sample(origin: int, invoices: History, past: Callable[[int], Ints], terms: Ints) -> PaymentDates:
    """The distribution that gives each past number of days from issue the same chance; the terms when none is
    known."""
    rows: list[Floats] = []
    for customer, issued, term in zip(invoices.customer, invoices.issued, terms, strict=True):
        days = past(int(customer))
        days = days if len(days) else np.array([max(term, 0)])
        column = np.minimum(days + issued - origin - 1, HORIZON)
        rows.append(np.bincount(column, minlength=HORIZON + 1) / len(days))
    return PaymentDates(origin + 1, np.array(rows))
