"""What the payment rule would have said at the issue of every past invoice, and missed by."""

from __future__ import annotations

import numpy as np

from cashboard.insight.forecasts.history import Floats, History, Ints

HALF_LIFE = 180.0
"""Days of issue after which an invoice counts half as much."""

SHRINK = 0.5
"""Fresh average invoices that stand beside a customer's own."""

SPREAD_SHRINK = 5.0
"""The same for its spread, which is harder to see."""


def missed_at_issue(known: History, late: Floats, everyone: float) -> tuple[Floats, Floats]:
    """Per invoice: delay minus what the rule would have said at its issue, and the weight of own history
    then.

    The weight, n / (n + 1) of n fresh invoices, keeps what was missed about strangers from widening all
    forecasts.
    """
    seen, total = _settled_before(known, np.zeros_like(known.customer), late)
    common = np.divide(total, seen, out=np.full(len(known), everyone), where=seen > 1e-9)
    own, own_total = _settled_before(known, known.customer, late)
    said = (own_total + SHRINK * common) / (own + SHRINK)
    return late - said, np.maximum(own / (own + 1.0), 1e-3)


def spreads(known: History, missed: Floats, weight: Floats) -> Floats:
    """Per customer: mean absolute miss over that of all customers, drawn to 1 by `SPREAD_SHRINK` invoices."""
    paid = ~known.is_open
    size = len(known.customers) + 1
    own = np.bincount(known.customer[paid], weight[paid], size)
    total = np.bincount(known.customer[paid], (weight * np.abs(missed))[paid], size)
    usual = total.sum() / own.sum() if own.any() else 0.0
    if usual <= 0:
        return np.ones(size)
    spread: Floats = (total / usual + SPREAD_SHRINK) / (own + SPREAD_SHRINK)
    return spread


def _settled_before(known: History, group: Ints, late: Floats) -> tuple[Floats, Floats]:
    """Per invoice, over those of its group that were settled before its issue: sum of weights, of weight x
    delay.

    The weight halves every `HALF_LIFE` days of issue. One sort and two running sums: O(n log n).
    """
    if not len(known):
        return np.zeros(0), np.zeros(0)
    paid = ~known.is_open
    origin = known.issued.min()
    stride = 2 * (
        int(np.nanmax(known.settled[paid], initial=0)) - int(origin) + int(np.ptp(known.issued)) + 2
    )
    growth = 2.0 ** ((known.issued - origin) / HALF_LIFE)
    settled = group[paid] * stride + (np.maximum(known.settled[paid], origin).astype(np.int64) - origin)
    order = np.argsort(settled, kind="stable")
    settled = settled[order]
    first = np.searchsorted(settled, group * stride)
    last = np.searchsorted(settled, group * stride + known.issued - origin)

    def sums(of: Floats) -> Floats:
        running = np.concatenate([[0.0], np.cumsum(of[paid][order])])
        share: Floats = (running[last] - running[first]) / growth
        return share

    return sums(growth), sums(growth * late)
