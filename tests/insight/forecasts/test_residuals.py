from __future__ import annotations

import numpy as np
import pytest

from cashboard.insight.forecasts.residuals import ResidualLaw

pytestmark = pytest.mark.requirement("R38")

ONES = np.ones(4)


def test_survival_by_hand():
    """Four seen and one set aside for the unseen: 4/5, 3/5, 2/5, 1/5 are left after each."""
    law = ResidualLaw.fit(np.array([3.0, 1.0, 2.0, 4.0]), ONES.astype(bool), ONES)
    assert list(law.values) == [0, 1, 2, 3, 4]
    assert law.survival == pytest.approx([1, 0.8, 0.6, 0.4, 0.2])
    assert law.surviving(np.array([-5.0, 1.5, 4.0])) == pytest.approx([1, 0.7, 0.2])
    assert law.surviving(np.array([4.0 + law.tail]))[0] == pytest.approx(0.2 / np.e)


def test_an_open_one_leaves_what_it_may_still_be_to_the_later():
    """Open at 2.5: of the 2 (and the unseen one) at risk at 4, one goes: 3/5 becomes 3/10."""
    law = ResidualLaw.fit(np.array([1.0, 2.0, 2.5, 4.0]), np.array([True, True, False, True]), ONES)
    assert law.survival == pytest.approx([1, 0.8, 0.6, 0.3])


def test_given_an_age_only_later_is_possible():
    law = ResidualLaw.fit(np.array([1.0, 2.0, 3.0, 4.0]), ONES.astype(bool), ONES)
    assert law.surviving_from(np.array([2.0]), np.array([1.0, 2.0, 3.0])) == pytest.approx([1, 1, 4 / 6])


def test_the_tail_forgets_its_age():
    law = ResidualLaw.fit(np.array([1.0, 2.0, 3.0, 4.0]), ONES.astype(bool), ONES)
    for age in (4.0, 100.0, 1e6):
        assert law.surviving_from(np.array([age]), np.array([age + law.tail])) == pytest.approx([1 / np.e])


def test_nothing_seen_is_a_wide_guess():
    law = ResidualLaw.fit(np.array([5.0]), np.array([False]), np.ones(1))
    assert law.surviving(np.array([0.0]))[0] == 0.5
