"""Moments as other programs write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime

from cashboard.work.list_files.cells import CellError, read_date
from cashboard.work.list_files.dates import DateOrder
from cashboard.work.list_files.records import Cell

_TIME = re.compile(
    r"(?P<day>.+?)[\sT,]+(?:at\s+)?(?P<hour>[0-2]?\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_NAMED_MONTH = re.compile(r"(\d{1,2})/([A-Za-z]{3})/(\d{2,4})")


def read_moment(cell: Cell, order: DateOrder | None, zone: tzinfo = UTC) -> datetime | None:
    """The moment in a cell, None if it is empty; a day without a time is its beginning.

    A time without a zone is one of `zone`. Raises CellError.
    """
    if isinstance(cell, datetime):
        return _aware(cell, zone)
    if not isinstance(cell, str):
        return _begin(read_date(cell, order), zone)
    text = cell.strip()
    if not text:
        return None
    return _standard(text, zone) or _written(text, order, zone)


def _standard(text: str, zone: tzinfo) -> datetime | None:
    """ISO 8601, or as in mail: Tue, 24 Nov 2026 10:00:00 +0100."""
    if len(text) > 10 and text[:4].isdigit():
        try:
            return _aware(datetime.fromisoformat(text), zone)
        except ValueError:
            return None
    if text[:3].isalpha() and text[3:4] == ",":
        try:
            return _aware(parsedate_to_datetime(text), zone)
        except (ValueError, TypeError):
            return None
    return None


def _written(text: str, order: DateOrder | None, zone: tzinfo) -> datetime | None:
    found = _TIME.fullmatch(text)
    day = read_date(_spelt(found["day"] if found else text), order)
    if day is None or found is None:
        return _begin(day, zone)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower().startswith("p") else 0)
    try:
        moment = time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        raise CellError("has a time that no clock shows") from None
    return _aware(datetime.combine(day, moment), zone)


def _spelt(day: str) -> str:
    """24/Nov/26 as 24 Nov 2026."""
    found = _NAMED_MONTH.fullmatch(day.strip())
    if not found:
        return day
    year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
    return f"{found[1]} {found[2]} {year}"


def _begin(day: date | None, zone: tzinfo) -> datetime | None:
    return None if day is None else _aware(datetime.combine(day, time()), zone)


def _aware(moment: datetime, zone: tzinfo) -> datetime:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        raise CellError("is out of range: give a date between 1970 and 2100") from None
    if not 1970 <= moment.year <= 2100:
        raise CellError("is out of range: give a date between 1970 and 2100")
    return moment
