from __future__ import annotations

import numpy as np
import pytest

from cashboard.insight.forecasts.dates import PaymentDates
from cashboard.insight.forecasts.scores import auc, crps, score

pytestmark = pytest.mark.requirement("R38")

EVEN = PaymentDates(10, np.array([[0.25, 0.25, 0.25, 0.25]]))


def test_crps_by_hand():
    """Paid by day 10 to 13 with 1/4, 2/4, 3/4, 1; came on 12: 1/16 + 4/16 + 1/16."""
    assert crps(EVEN, np.array([12])) == pytest.approx([6 / 16])
    sure = PaymentDates(10, np.array([[1.0, 0, 0, 0]]))
    assert crps(sure, np.array([13])) == pytest.approx([3.0])


def test_auc_by_hand():
    """Of 2 x 2 pairs one is right, one is a tie, two are right: 3.5 / 4."""
    assert auc(np.array([0.1, 0.5, 0.5, 0.9]), np.array([False, True, False, True])) == 0.875
    assert np.isnan(auc(np.array([0.1]), np.array([True])))


def test_a_row_of_scores():
    row = score("even", [EVEN, EVEN], [np.array([11]), np.array([13])], [np.array([11]), np.array([11])])
    assert (row.method, row.n, row.mae_days, row.coverage80, row.width80_days) == ("even", 2, 1.0, 1.0, 3.0)
