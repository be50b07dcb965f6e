"""Ranks sort strictly between their neighbours, and stay short where a column grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashboard.work.cards.ranks import DIGITS, between, fill, is_long, spread

ranks = st.lists(st.sampled_from(DIGITS), min_size=1, max_size=12).map("".join).map(lambda text: text + "V")


def test_the_digits_sort_as_the_database_sorts_them() -> None:
    assert sorted(DIGITS, key=str.encode) == list(DIGITS)


@given(ranks, ranks)
def test_between_two_is_strictly_between(one: str, other: str) -> None:
    before, after = sorted([one, other])
    if before != after:
        assert before < between(before, after) < after


@given(ranks)
def test_either_end_has_room(rank: str) -> None:
    assert between("", rank) < rank < between(rank, "")


@given(ranks, ranks, st.integers(0, 200))
def test_filling_a_gap_keeps_order(one: str, other: str, count: int) -> None:
    before, after = sorted([one, other])
    if before != after:
        made = [before, *fill(count, before, after), after]
        assert made == sorted(set(made))
        assert len(made) == count + 2


@given(st.integers(0, 3000), st.one_of(st.just(""), ranks))
def test_spreading_keeps_order_after_the_last(count: int, after: str) -> None:
    made = [after, *spread(count, after)] if after else spread(count)
    assert made == sorted(set(made))
    assert len(made) == count + bool(after)


@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=300))
def test_any_sequence_of_drops_keeps_the_order_of_the_column(drops: list[float]) -> None:
    column: list[str] = []
    for drop in drops:
        place = int(drop * (len(column) + 1))
        before = column[place - 1] if place else ""
        after = column[place] if place < len(column) else ""
        column.insert(place, between(before, after))
    assert column == sorted(set(column))


@pytest.mark.parametrize(("before", "after"), [("V", "V"), ("W", "V"), ("V1", "V")])
def test_there_is_nothing_between_the_wrong_way_round(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="no rank lies between"):
        between(before, after)


def test_a_column_that_grows_at_an_end_keeps_short_ranks() -> None:
    last = first = between("", "")
    for _ in range(20_000):
        last, first = between(last, ""), between("", first)
    assert max(len(last), len(first)) < 15


def test_an_import_after_many_imports_keeps_short_ranks() -> None:
    last = ""
    for _ in range(50):
        last = spread(2000, last)[-1]
    assert len(last) < 15


def test_two_thousand_drops_into_one_gap_grow_and_are_noticed_in_time() -> None:
    before, after = spread(2)
    longest = 0
    for _ in range(2000):
        after = between(before, after)
        if is_long(after):
            longest = max(longest, len(after))
            after = spread(2)[1]
    assert 60 < longest < 70  # the column holds 120
