from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cashboard.insight.forecasts.history import History, calendar_day, day_number

pytestmark = pytest.mark.requirement("R38")


def two(settled: list[date | None]) -> History:
    issued = [date(2024, 1, 1), date(2024, 1, 10)]
    return History.from_columns(["B", "A"], issued, [date(2024, 2, 1)] * 2, settled, [10, 20])


def test_codes_name_the_customers():
    book = two([None, None])
    assert [book.customers[code] for code in book.customer] == ["B", "A"]
    assert book.channels == ("",)
    assert calendar_day(day_number(date(2024, 2, 29))) == date(2024, 2, 29)


def test_what_was_settled_later_is_open_then():
    book = two([date(2024, 1, 20), date(2024, 3, 1)])
    assert len(book.known(day_number(date(2024, 1, 5)))) == 1
    known = book.known(day_number(date(2024, 1, 20)))
    assert list(known.is_open) == [False, True]
    assert list(book.still_open(day_number(date(2024, 1, 20))).amount) == [20]
    assert not np.isnan(book.settled).any()


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="equally long"):
        History.from_columns(["A"], [date(2024, 1, 1)], [], [None], [1])
