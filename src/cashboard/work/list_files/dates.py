"""Dates as people write them. Whether the day or the month comes first is never guessed."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

DateOrder = Literal["mdy", "dmy", "ymd"]
FIRST_YEAR, LAST_YEAR = 1970, 2100
SPELLED = {"mdy": "month, day, year", "dmy": "day, month, year", "ymd": "year, month, day"}

_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
_TIME = rf"(?:,?[T ]+{_CLOCK}(?: ?[AaPp][Mm])?(?: ?(?:Z|UTC|[+-][0-9]{{2}}:?[0-9]{{2}}))?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMERIC = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_LONGEST = 80  # characters, which no date needs
_Y = "([0-9]{4}|[0-9]{2})"
_DAY_MONTH = re.compile(rf"{_WEEKDAY}([0-9]{{1,2}}){_ORDINAL}[-/ .]+([a-z]+)[-/ .,]+{_Y}{_TIME}", re.I)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}([a-z]+)[-/ .]+([0-9]{{1,2}}){_ORDINAL}[-/ ,]+{_Y}{_TIME}", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember")
_MONTH_NUMBERS = {
    name: number
    for number, (short, rest) in enumerate(zip(_MONTHS, _LONG_MONTHS, strict=True), start=1)
    for name in (short, short + rest)
} | {"sept": 9}
_EMPTY = re.compile(r"-{0,2}|n/?a|null|none|nil|0|00000000|00\.00\.0000|0000-00-00|00/00/0000", re.I)


class DateError(ValueError):
    """The text is not a date that can be read; its message says why, without the text."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Three numbers whose order the column decides. Years of two digits: 70 to 99 are 19xx, others 20xx."""

    first: int
    second: int
    third: int
    mark: str
    has_long_year: bool

    def as_date(self, order: DateOrder) -> date | None:
        """None when the calendar has no such day in this order."""
        if order == "ymd":
            return None if self.has_long_year else _day(_full_year(self.first), self.second, self.third)
        year = self.third if self.has_long_year else _full_year(self.third)
        return _day(year, self.first, self.second) if order == "mdy" else _day(year, self.second, self.first)


def is_no_date(text: str) -> bool:
    """Blank, or what systems write for "none yet": a dash, NULL, SAP's 00.00.0000."""
    return len(text) <= len("00.00.0000") and bool(_EMPTY.fullmatch(text))


@lru_cache(maxsize=8192)
def date_or_triple(text: str) -> date | Triple | None:
    """The date if the text can mean only one, a Triple if that hangs on the order, None if it is no date."""
    text = text.strip() if len(text) <= _LONGEST else ""
    if match := _NUMERIC.fullmatch(text):
        return Triple(int(match[1]), int(match[3]), int(match[4]), match[2], len(match[4]) == 4)
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.fullmatch(text):
        return _named_month(match[3], match[2], match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return _named_month(match[3], match[1], match[2])
    return None


@lru_cache(maxsize=8192)
def parse_date_or_none(text: str, order: DateOrder | None) -> date | None:
    """Like `parse_date`, but None for what means "none yet"."""
    text = text.strip()
    return None if is_no_date(text) else parse_date(text, order)


def parse_date(text: str, order: DateOrder | None) -> date:
    """The date in `text`; DateError when it is none, or none between the years 1970 and 2100.

    `order` reads dates of three numbers; without one only those that mean the same in every order can be
    read.
    """
    found = date_or_triple(text)
    if isinstance(found, Triple):
        found = _ordered(found, order)
    if found is None:
        raise DateError("is not a date; write it as YYYY-MM-DD")
    return in_range(found)


def in_range(day: date) -> date:
    """`day` as a plain date, or DateError outside 1970 to 2100."""
    if isinstance(day, datetime):
        day = day.date()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateError(f"is in the year {day.year}, outside {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _ordered(triple: Triple, order: DateOrder | None) -> date | None:
    if order:
        found = triple.as_date(order)
        if found is None and (triple.as_date("mdy") or triple.as_date("dmy")):
            raise DateError(f"is not a date in the order of its column, {SPELLED[order]}")
        return found
    readings = {triple.as_date("mdy"), triple.as_date("dmy")} - {None}
    if len(readings) > 1:
        raise DateError("can be read with the day or the month first")
    return readings.pop() if readings else None


def _named_month(year: str, month: str, day: str) -> date | None:
    number = _MONTH_NUMBERS.get(month.lower(), 0)
    return _day(int(year) if len(year) == 4 else _full_year(int(year)), number, int(day))


def _full_year(year: int) -> int:
    """Of a year of two digits, so that all lie within 1970 to 2069, which our range check allows."""
    return year + (1900 if year >= FIRST_YEAR % 100 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
