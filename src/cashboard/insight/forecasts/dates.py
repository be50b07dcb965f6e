"""Distributions over the days on which invoices may be paid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cashboard.insight.forecasts.history import Floats, Ints


@dataclass(frozen=True)
class PaymentDates:
    """`probability[i, j]`: invoice i is paid on day `first + j`; the last column is "on that day or
    later"."""

    first: int
    probability: Floats

    def quantile(self, share: float) -> Ints:
        """Per invoice the first day number by which it is paid with at least this probability."""
        reached = self.probability.cumsum(axis=1) >= share - 1e-9
        reached[:, -1] = True
        day: Ints = self.first + reached.argmax(axis=1).astype(np.int64)
        return day

    def paid_by(self, day: ArrayLike) -> Floats:
        """Per invoice the probability of being paid on or before `day` (a day number, or one per invoice)."""
        rows = np.arange(len(self.probability))
        column = np.broadcast_to(np.asarray(day) - self.first + 1, rows.shape)
        running = np.pad(self.probability.cumsum(axis=1), ((0, 0), (1, 0)))
        paid: Floats = running[rows, np.clip(column, 0, self.probability.shape[1] - 1)]
        return paid
