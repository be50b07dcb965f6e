"""How good forecasts were: the scores that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cashboard.insight.forecasts.dates import PaymentDates
from cashboard.insight.forecasts.history import Flags, Floats, Ints


@dataclass(frozen=True)
class PaymentScore:
    """One method over n invoices. Days are calendar days; `coverage80` and `auc` are shares; auc NaN if
    undefined."""

    method: str
    mae_days: float
    crps_days: float
    coverage80: float
    width80_days: float
    auc: float
    n: int


def score(method: str, dates: list[PaymentDates], settled: list[Ints], due: list[Ints]) -> PaymentScore:
    """Score forecasts, made in blocks of one origin each, against the days on which the invoices were
    settled."""
    point, low, high = (
        np.concatenate([block.quantile(share) for block in dates]) for share in (0.5, 0.1, 0.9)
    )
    came = np.concatenate(settled)
    late = np.concatenate([1.0 - block.paid_by(by) for block, by in zip(dates, due, strict=True)])
    return PaymentScore(
        method=method,
        mae_days=float(np.abs(point - came).mean()),
        crps_days=float(np.concatenate([crps(b, s) for b, s in zip(dates, settled, strict=True)]).mean()),
        coverage80=float(((low <= came) & (came <= high)).mean()),
        width80_days=float((high - low).mean()),
        auc=auc(late, came > np.concatenate(due)),
        n=len(came),
    )


def crps(dates: PaymentDates, settled: Ints) -> Floats:
    """Continuous ranked probability score in days per invoice (Matheson and Winkler 1976): sum over days of
    (P(paid by then) - was it paid by then) squared. For a sure date it is the absolute error."""
    days = dates.first + np.arange(dates.probability.shape[1])
    paid = days[None, :] >= settled[:, None]
    missed: Floats = ((dates.probability.cumsum(axis=1) - paid) ** 2).sum(axis=1)
    return missed


def auc(score: Floats, happened: Flags) -> float:
    """Area under the ROC curve: P(a case that happened was scored above one that did not), ties count
    half."""
    yes, no = int(happened.sum()), int((~happened).sum())
    if not yes or not no:
        return float("nan")
    _, place, count = np.unique(score, return_inverse=True, return_counts=True)
    rank = np.cumsum(count) - (count - 1) / 2
    return float((rank[place][happened].sum() - yes * (yes + 1) / 2) / (yes * no))
