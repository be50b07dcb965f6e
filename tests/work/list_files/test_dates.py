"""Every usual way to write a date is read, and no other is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashboard.work.list_files.dates import DateError, Triple, date_or_triple, is_no_date, parse_date

pytestmark = pytest.mark.requirement("R98")

DAYS = st.dates(date(1970, 1, 1), date(2100, 12, 31))
CERTAIN = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%Y-%m-%dT%H:%M:%SZ",
    "%d %b %Y",
    "%d-%B-%Y",
    "%b %d, %Y",
    "%A, %B %d %Y",
]
ORDERED = [
    *[
        ("mdy", text)
        for text in ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y 12:00:00 AM")
    ],
    *[("dmy", text) for text in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%Y %H:%M:%S")],
]
SHORT = [("mdy", "%m/%d/%y"), ("dmy", "%d.%m.%y"), ("ymd", "%y/%m/%d")]


@given(DAYS, st.sampled_from(CERTAIN), st.sampled_from([None, "mdy", "dmy", "ymd"]))
def test_dates_of_one_meaning(day, style, order):
    assert parse_date(day.strftime(style), order) == day


@given(DAYS, st.sampled_from(ORDERED))
def test_dates_of_three_numbers(day, style):
    order, text = style
    assert parse_date(day.strftime(text), order) == day


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(SHORT))
def test_years_of_two_digits_turn_at_seventy(day, style):
    order, text = style
    assert parse_date(day.strftime(text), order) == day


@given(DAYS)
def test_leading_zeros_do_not_matter(day):
    assert parse_date(f"{day.month}/{day.day}/{day.year}", "mdy") == day
    assert parse_date(f"{day.year}-{day.month}-{day.day}", None) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 Sept 2024", date(2024, 9, 3)),
        ("3rd March 2024", date(2024, 3, 3)),
        ("Mar. 3, 2024", date(2024, 3, 3)),
        ("03-MAR-24", date(2024, 3, 3)),
        ("2024-03-03 23:59:59.999+02:00", date(2024, 3, 3)),
        ("3/3/2024", date(2024, 3, 3)),
        ("29.02.2024", date(2024, 2, 29)),
    ],
)
def test_single_dates(text, day):
    assert parse_date(text, None) == day


@pytest.mark.parametrize(
    ("text", "order", "reason"),
    [
        ("1/3/2012", None, "day or the month first"),
        ("13/1/2012", "mdy", "not a date in the order of its column, month, day, year"),
        ("1/13/2012", "dmy", "day, month, year"),
        ("1/2/2012", "ymd", "year, month, day"),
        ("31/02/2012", "dmy", "is not a date; write it as YYYY-MM-DD"),
        ("29.02.2023", None, "is not a date"),
        ("32.01.2023", None, "is not a date"),
        ("2023-13-01", None, "is not a date"),
        ("1/2-2012", "mdy", "is not a date"),
        ("3 Mai 2024", None, "is not a date"),
        ("45000", None, "is not a date"),
        ("soon", None, "is not a date"),
        ("1.2.3456", "dmy", "year 3456, outside 1970 to 2100"),
        ("1969-12-31", None, "year 1969"),
        ("2101-01-01", None, "year 2101"),
        ("1/3/2012" + " " * 100, "mdy", "is not a date"),
        ("\u0661/\u0663/\u0662\u0660\u0661\u0662", "mdy", "is not a date"),
    ],
)
def test_what_is_no_date(text, order, reason):
    with pytest.raises(DateError, match=reason):
        parse_date(text, order)


def test_what_means_no_date_yet():
    assert all(map(is_no_date, ["", "-", "NULL", "n/a", "00.00.0000", "00000000", "0000-00-00"]))
    assert not any(map(is_no_date, ["x", "0001-01-01", "1.1.2000", "-" * 100]))


@given(st.text(max_size=30))
def test_no_text_breaks_it(text):
    found = date_or_triple(text)
    assert found is None or isinstance(found, date | Triple)
