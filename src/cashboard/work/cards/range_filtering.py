"""What a filter asks of dates and numbers: a period by name, from and to, or nothing there at all.

In the address `created-in=last-week`, `due-from=2026-11-02`, `field-7-to=12.5`. The ends belong to the range.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from cashboard.activity.actors import Actor
from cashboard.people.models import Person
from cashboard.work.fields.content import stored

MOMENTS = {"created": "created_at", "completed": "completed_at"}
DAYS = {"due": "due_on", "start": "start_on"}
WAYS = ("in", "from", "to")
NOTHING = "nothing"
DIGITS = 13
MOST = 40
PERIODS = {
    "today": "Today",
    "yesterday": "Yesterday",
    "tomorrow": "Tomorrow",
    "this-week": "This week",
    "last-week": "Last week",
    "next-week": "Next week",
    "this-month": "This month",
    "last-month": "Last month",
    "next-month": "Next month",
    "last-7": "The last 7 days",
    "last-30": "The last 30 days",
    "next-7": "The next 7 days",
    "next-30": "The next 30 days",
}
PAST = tuple(name for name in PERIODS if not name.startswith(("next", "tomorrow")))


class Range(NamedTuple):
    """One condition: on what, in which way, and the period, day or number."""

    of: str
    way: str
    value: str

    @property
    def name(self) -> str:
        """How the address calls it."""
        return f"{self.of}-{self.way}"


Ranges = tuple[Range, ...]


def read_ranges(query: Any) -> Ranges:
    """From an address; what cannot be read is left out. Of several values for one end the last counts."""
    found = []
    for name in sorted(query):
        of, _, way = name.rpartition("-")
        values = [value.strip() for value in query.getlist(name) if value.strip()]
        if values and way in WAYS and _is_known(of) and _is_readable(of, way, values[-1]):
            found.append(Range(of, way, values[-1]))
    return tuple(found[:MOST])


def ranges_condition(ranges: Iterable[Range], actor: Actor, today: date) -> Q:
    """As a condition on cards: all of them hold. Moments are taken as days in the zone of the actor."""
    where, zone = Q(), None
    for each in ranges:
        if each.of in MOMENTS:
            zone = zone or zone_of(actor)
            where &= _moment(MOMENTS[each.of], each, today, zone)
        elif each.of in DAYS:
            where &= _day(DAYS[each.of], each, today)
        else:
            where &= _field(each, today)
    return where


def bounds_of(period: str, today: date) -> tuple[date, date]:
    """The first and the last day of a period; weeks begin on Monday."""
    if period in ("today", "yesterday", "tomorrow"):
        day = today + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(period, 0))
        return day, day
    way, _, length = period.partition("-")
    if length.isdigit():
        days = int(length) - 1
        return (
            (today - timedelta(days=days), today) if way == "last" else (today, today + timedelta(days=days))
        )
    shift = {"last": -1, "this": 0, "next": 1}[way]
    if length == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return monday, monday + timedelta(days=6)
    month = today.year * 12 + today.month - 1 + shift
    return _first_of(month), _first_of(month + 1) - timedelta(days=1)


def zone_of(actor: Actor) -> ZoneInfo:
    """The zone in which this actor reads times."""
    person = Person.objects.filter(pk=actor.person or 0).only("zone").first()
    return person.timezone if person else ZoneInfo("UTC")


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _is_known(of: str) -> bool:
    number = of.removeprefix("field-")
    is_field = of != number and number.isascii() and number.isdigit() and len(number) < 19
    return of in MOMENTS or of in DAYS or is_field


def _is_readable(of: str, way: str, value: str) -> bool:
    if way == "in":
        return value in PERIODS or value == NOTHING
    return _date(value) is not None or (of.startswith("field-") and _number(value) is not None)


def _date(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return found if found and 1970 <= found.year <= 2100 else None


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    if not found.is_finite() or found.adjusted() >= DIGITS:  # 1e999999999 is a gigabyte
        return None
    return found if int(found.as_tuple().exponent) >= -30 else None


def _days(each: Range, today: date) -> Iterator[tuple[str, date]]:
    """The ends as lookups of days."""
    if each.way == "in":
        first, last = bounds_of(each.value, today)
        yield from (("gte", first), ("lte", last))
    elif (day := _date(each.value)) is not None:
        yield ("gte" if each.way == "from" else "lte"), day


def _day(column: str, each: Range, today: date) -> Q:
    if each.value == NOTHING:
        return Q(**{f"{column}__isnull": True})
    return Q(**{f"{column}__{lookup}": day for lookup, day in _days(each, today)})


def _moment(column: str, each: Range, today: date, zone: ZoneInfo) -> Q:
    if each.value == NOTHING:
        return Q(**{f"{column}__isnull": True})
    where = Q()
    for lookup, day in _days(each, today):
        if lookup == "gte":
            where &= Q(**{f"{column}__gte": datetime.combine(day, time(), zone)})
        else:
            where &= Q(**{f"{column}__lt": datetime.combine(day + timedelta(days=1), time(), zone)})
    return where


def _field(each: Range, today: date) -> Q:
    from cashboard.work.cards.contents import FieldValue

    said = FieldValue.objects.filter(field=int(each.of.removeprefix("field-")), card=OuterRef("pk"))
    if each.value == NOTHING:
        return ~Q(Exists(said))
    if each.way == "in" or _date(each.value) is not None:
        return Q(Exists(said.filter(_day("on", each, today))))
    number = _number(each.value) or Decimal(0)
    end = "gte" if each.way == "from" else "lte"
    return Q(Exists(said.filter(**{f"number__{end}": stored(number)})))
