from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashboard.insight.forecasts.history import History, day_number
from cashboard.insight.forecasts.payments import PaymentLaw

pytestmark = pytest.mark.requirement("R38")

NOW = day_number(date(2024, 12, 1))


def test_each_customer_is_expected_as_it_used_to_pay(made):
    law = PaymentLaw.fit(made, NOW)
    prompt, slow = (made.customers.index(name) for name in ("prompt", "slow"))
    found = law.quantiles([prompt, slow], NOW + 1, NOW + 31, NOW) - (NOW + 31)
    assert found[:, 1] == pytest.approx([-5, 20], abs=1)
    assert (found[:, 0] < found[:, 1]).all()
    assert found[:, 2] - found[:, 0] == pytest.approx([6, 6], abs=2)


def test_by_hand_one_customer_with_two_invoices():
    """Of one age, 4 and 8 days late, so 6 for all; drawn from 6 to 6 it stays 6."""
    day = date(2024, 1, 1)
    book = History.from_columns(
        ["A", "A"], [day] * 2, [day] * 2, [date(2024, 1, 5), date(2024, 1, 9)], [1, 1]
    )
    as_of = day_number(date(2024, 1, 10))
    law, facts = PaymentLaw.fit(book, as_of), PaymentLaw.fit(book, as_of).explain("A")
    assert (facts.n_settled, facts.own_median) == (2, 6.0)
    assert facts.usual_delay == pytest.approx(6)
    weight = 2 * 0.5 ** (9 / 180)
    assert facts.own_weight == pytest.approx(weight / (weight + 0.5))
    stranger = law.explain("nobody")
    assert (stranger.n_settled, stranger.own_median, stranger.own_weight) == (0, None, 0)
    assert stranger.usual_delay == stranger.all_customers == pytest.approx(6)


def test_an_old_open_invoice_is_paid_later_than_today(made):
    law = PaymentLaw.fit(made, NOW)
    dates = law.distribution(0, NOW - 400, NOW - 370, NOW)
    assert dates.first == NOW + 1
    assert dates.probability.sum() == pytest.approx(1)
    assert NOW < dates.quantile(0.5)[0] < NOW + 30
    assert dates.paid_by(NOW)[0] == 0


def test_nothing_is_paid_before_it_is_issued(made):
    dates = PaymentLaw.fit(made, NOW).distribution(0, NOW + 10, NOW + 11, NOW)
    assert dates.paid_by(NOW + 9)[0] == 0
    assert dates.probability.sum() == pytest.approx(1)


def test_a_change_of_channel_is_learned_from_those_who_changed(made):
    """All pay 6 days sooner by e-mail, whatever else is usual of them."""
    mailed = (np.arange(len(made)) // 2 % 2).astype(np.int64)
    book = replace(made, channel=mailed, channels=("paper", "mail"), settled=made.settled - 6 * mailed)
    law = PaymentLaw.fit(book, NOW)
    assert law.channel_effects["mail"] - law.channel_effects["paper"] == pytest.approx(-6, abs=0.7)
    assert PaymentLaw.fit(made, NOW).channel_effects == {"": 0.0}


def test_an_empty_book_has_an_answer():
    empty = History.from_columns([], [], [], [], [])
    dates = PaymentLaw.fit(empty, NOW).distribution(-1, NOW, NOW + 30, NOW)
    assert dates.quantile(0.5)[0] == pytest.approx(NOW + 30, abs=2)


@settings(max_examples=30, deadline=None)
@given(cut=st.integers(0, 420), seed=st.integers(0, 9))
def test_the_future_changes_nothing(made, cut, seed):
    """Later issues and settlements shuffled, shifted or dropped: the law of that evening stays the same."""
    as_of = int(made.issued[0]) + cut
    chance = np.random.default_rng(seed)
    later = made.settled > as_of
    other = np.where(chance.random(len(made)) < 0.3, np.nan, as_of + 1.0 + chance.integers(0, 400, len(made)))
    future = replace(
        made,
        settled=np.where(later, other, made.settled),
        due=np.where(made.issued > as_of, made.due + 50, made.due),
        customer=np.where(made.issued > as_of, 1 - made.customer, made.customer),
    )
    first, second = PaymentLaw.fit(made, as_of), PaymentLaw.fit(future, as_of)
    for code in (0, 1, -1):
        one, two = (law.distribution(code, as_of, as_of + 30, as_of) for law in (first, second))
        assert np.array_equal(one.probability, two.probability)
        assert one.probability.min() >= 0
        assert one.probability.sum() == pytest.approx(1)


def test_every_customer_of_the_real_book_and_the_unknown_one_has_a_delay(real):
    law = PaymentLaw.fit(real, int(real.settled.max()))
    assert len(law.delay) == 101
