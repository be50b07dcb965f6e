"""A broken quote costs its own row and no other."""

import pytest

from cashboard.work.list_files.records import BROKEN_QUOTES, TOO_LONG, records

pytestmark = pytest.mark.requirement("R98")


def read(text, delimiter=","):
    return [(line, cells, fault) for line, cells, fault in records(text.splitlines(keepends=True), delimiter)]


def test_lines_are_counted_as_an_editor_shows_them():
    text = 'a,b\n"two\nlines",1\n\n"x ""y""", z\n'
    assert read(text) == [(1, ["a", "b"], ""), (2, ["two\nlines", "1"], ""), (5, ['x "y"', "z"], "")]


def test_a_quote_left_open_at_the_end_swallows_nothing():
    assert read('1,a\n2,"b\n3,c\n') == [
        (1, ["1", "a"], ""),
        (2, ["2", '"b'], BROKEN_QUOTES),
        (3, ["3", "c"], ""),
    ]


def test_a_quote_closed_by_a_later_row_swallows_nothing():
    rows = read('1,"a,9\n2,b,9\n3,"c",9\n4,"d, e",9\n')
    assert rows[0] == (1, ["1", '"a', "9"], BROKEN_QUOTES)
    assert rows[1:] == [(2, ["2", "b", "9"], ""), (3, ["3", "c", "9"], ""), (4, ["4", "d, e", "9"], "")]


def test_a_quote_in_the_middle_of_a_cell_is_a_character():
    assert read('1,5" pipe\n') == [(1, ["1", '5" pipe'], "")]


def test_an_endless_cell_is_one_bad_row():
    rows = read(f"1,{'x' * 200_000}\n2,b\n")
    assert [(line, fault) for line, _, fault in rows] == [(1, TOO_LONG), (2, "")]


def test_an_open_quote_over_a_long_file_holds_back_one_cell():
    rows = read('1,"a\n' + "2,b\n" * 100_000)
    assert len(rows) == 100_001
    assert [line for line, _, fault in rows if fault] == [1]
