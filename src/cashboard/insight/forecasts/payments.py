"""When will an invoice be paid: one explainable law, learned from the book itself in milliseconds.

days past due = usual delay of the customer + effect of the channel + spread of the customer x residual

- *Usual delay*: the mean of the customer's own settled invoices, an old one counting less (half after
  `HALF_LIFE` days), drawn to that of all customers as if `SHRINK` fresh invoices of the average customer had
  been seen too.
- *Channel* (paper, e-mail ...): learned inside the customers who changed theirs; a book of one channel has
  none.
- *Residual*: what this very rule would have missed by at the issue of every past invoice, knowing only what
  was settled before; an open invoice counts as "more than so far". Hence the spread is that of forecasts, not
  of a fit.
- *Age*: an invoice that is open on some evening can only be paid later; the law is conditioned on that.

Whether an invoice is disputed becomes known after its issue; the law never sees it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cashboard.insight.forecasts.dates import PaymentDates
from cashboard.insight.forecasts.hindsight import HALF_LIFE, SHRINK, missed_at_issue, spreads
from cashboard.insight.forecasts.history import Floats, History, Ints
from cashboard.insight.forecasts.residuals import ResidualLaw

CHANNEL_SHRINK = 5.0
MEMORY = 20 * HALF_LIFE  # days; older invoices would weigh less than a millionth
HORIZON = 365


@dataclass(frozen=True)
class CustomerFacts:
    """Why the law says what it says of a customer. All delays in days past due; negative = before the due
    date."""

    customer: str
    n_settled: int
    own_median: float | None
    own_mean: float | None
    all_customers: float
    own_weight: float
    usual_delay: float
    spread: float


@dataclass(frozen=True)
class PaymentLaw:
    """A fitted law. Arrays are by customer (channel) code and hold one more entry, -1: a customer never
    seen."""

    delay: Floats
    own_weight: Floats
    own_mean: Floats
    spread: Floats
    effect: Floats
    residual: ResidualLaw
    known: History

    @classmethod
    def fit(cls, history: History, as_of: int) -> PaymentLaw:
        """The law as of the evening of day `as_of`; nothing issued or settled after it is looked at."""
        known = history.known(as_of)
        known = known.take(known.issued > as_of - MEMORY)
        settled = known.take(~known.is_open)
        effect = _channel_effects(settled)
        late = np.where(known.is_open, as_of, known.settled) - known.due - effect[known.channel]
        weight = 0.5 ** ((as_of - known.issued) / HALF_LIFE)
        paid = ~known.is_open
        size = len(known.customers) + 1
        own = np.bincount(known.customer[paid], weight[paid], size)
        total = np.bincount(known.customer[paid], (weight * late)[paid], size)
        everyone = float(total.sum() / own.sum()) if own.any() else 0.0
        missed, trust = missed_at_issue(known, late, everyone)
        spread = spreads(known, missed, weight * trust)
        return cls(
            delay=(total + SHRINK * everyone) / (own + SHRINK),
            own_weight=own / (own + SHRINK),
            own_mean=np.divide(total, own, out=np.full(size, np.nan), where=own > 0),
            spread=spread,
            effect=effect,
            residual=ResidualLaw.fit(missed / spread[known.customer], paid, weight * trust),
            known=known,
        )

    def distribution(
        self,
        customer: ArrayLike,
        issued: ArrayLike,
        due: ArrayLike,
        as_of: int,
        channel: ArrayLike = -1,
        days: int = HORIZON,
    ) -> PaymentDates:
        """The payment dates of invoices that are open on the evening of `as_of` (scalars or equally long
        arrays).

        `customer` and `channel` are codes of the fitted history (-1: unknown). Columns: the `days` days after
        `as_of`, then one for "later". A day before the issue has probability 0.
        """
        who, since, until, way = (np.atleast_1d(np.asarray(x)) for x in (customer, issued, due, channel))
        expected = (until + self.delay[who] + self.effect[way])[:, None]
        spread = self.spread[who][:, None]
        start = np.maximum(since - 1, as_of)[:, None]
        evenings = as_of + np.arange(days + 1)
        left = self.residual.surviving_from(
            (start + 0.5 - expected) / spread, (np.maximum(evenings, start) + 0.5 - expected) / spread
        )
        left[:, 0] = 1.0
        return PaymentDates(as_of + 1, np.hstack([left[:, :-1] - left[:, 1:], left[:, -1:]]))

    def dates(self, invoices: History, as_of: int, days: int = HORIZON) -> PaymentDates:
        """`distribution` of the invoices of a history with the same codes."""
        return self.distribution(
            invoices.customer, invoices.issued, invoices.due, as_of, invoices.channel, days
        )

    def quantiles(
        self,
        customer: ArrayLike,
        issued: ArrayLike,
        due: ArrayLike,
        as_of: int,
        shares: tuple[float, ...] = (0.1, 0.5, 0.9),
        channel: ArrayLike = -1,
    ) -> Ints:
        """Day numbers, one row per invoice, one column per share: paid by then with at least that
        probability."""
        dates = self.distribution(customer, issued, due, as_of, channel)
        return np.stack([dates.quantile(share) for share in shares], axis=1)

    @property
    def channel_effects(self) -> dict[str, float]:
        """Per channel the days by which its invoices come later (sooner if negative) than usual."""
        return {name: float(self.effect[code]) for code, name in enumerate(self.known.channels)}

    def explain(self, customer: str) -> CustomerFacts:
        """The plain facts behind the forecasts for a customer; one never seen is told as all customers."""
        names = self.known.customers
        code = names.index(customer) if customer in names else -1
        rows = (self.known.customer == code) & ~self.known.is_open
        late = (self.known.settled - self.known.due)[rows]
        return CustomerFacts(
            customer=customer,
            n_settled=int(rows.sum()),
            own_median=float(np.median(late)) if rows.any() else None,
            own_mean=float(self.own_mean[code]) if rows.any() else None,
            all_customers=float(self.delay[-1]),
            own_weight=float(self.own_weight[code]),
            usual_delay=float(self.delay[code]),
            spread=float(self.spread[code]),
        )


def _channel_effects(settled: History) -> Floats:
    """Days per channel code, 0 for the unknown: ridge regression of the delays, both centred within the
    customer."""
    kinds = len(settled.channels)
    effects = np.zeros(kinds + 1)
    if kinds > 1 and len(settled):
        late, who = settled.settled - settled.due, settled.customer
        count = np.maximum(np.bincount(who), 1)
        used = np.eye(kinds)[settled.channel]
        means = np.stack([np.bincount(who, column) / count for column in used.T], axis=1)
        used, late = used - means[who], late - (np.bincount(who, late) / count)[who]
        effects[:-1] = np.linalg.solve(used.T @ used + CHANNEL_SHRINK * np.eye(kinds), used.T @ late)
    return effects
