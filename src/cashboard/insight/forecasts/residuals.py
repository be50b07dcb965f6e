"""The law of what a forecast missed by: a weighted, censored sample of residuals with a fading tail."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cashboard.insight.forecasts.history import Flags, Floats

SHORTEST_TAIL = 7.0
"""Days: the mean wait beyond everything ever seen is taken to be at least this long."""


@dataclass(frozen=True)
class ResidualLaw:
    """A distribution over real days: `survival[k]` = P(residual > values[k]), straight lines between, then a
    tail.

    `values` ascends and starts where survival is 1. Past its last point survival fades exponentially with
    mean `tail` days, so that an invoice older than all that were ever paid still has a date.
    """

    values: Floats
    survival: Floats
    tail: float

    @classmethod
    def fit(cls, residuals: Floats, observed: Flags, weights: Floats) -> ResidualLaw:
        """Weighted Kaplan-Meier estimate (Kaplan and Meier 1958); `observed` False = still open at that
        residual.

        One average observation is set aside for what was never seen, so the tail holds about 1 part in n.
        """
        if not observed.any():
            return cls(
                np.array([-30.0, 0.0, 30.0]), np.array([1.0, 0.5, 0.1]), 30.0
            )  # a wide guess: a new book
        order = np.lexsort((~observed, residuals))
        values, seen, mass = residuals[order], observed[order], weights[order]
        at_risk = np.cumsum(mass[::-1])[::-1] + mass[seen].mean()
        left = np.cumprod(np.where(seen, 1.0 - mass / at_risk, 1.0))
        points = np.unique(values[seen])
        survival = left[np.searchsorted(values, points, side="right") - 1]
        spread = float(np.average(np.abs(values[seen] - np.median(values[seen])), weights=mass[seen]))
        return cls(np.r_[points[0] - 1.0, points], np.r_[1.0, survival], max(spread, SHORTEST_TAIL))

    def surviving(self, residual: Floats) -> Floats:
        """P(residual > r) for each r, in any shape."""
        beyond = np.maximum(residual - self.values[-1], 0.0)
        faded: Floats = np.interp(residual, self.values, self.survival) * np.exp(-beyond / self.tail)
        return faded

    def surviving_from(self, start: Floats, residual: Floats) -> Floats:
        """P(residual > r | residual > start), `start` broadcast over the last axis of `residual`.

        The tail forgets its age: a start beyond the last point is the same as a start at it.
        """
        forgotten = np.maximum(start - self.values[-1], 0.0)
        given: Floats = self.surviving(residual - forgotten) / self.surviving(start - forgotten)
        return np.minimum(given, 1.0)
