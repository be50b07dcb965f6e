"""With which day somebody's weeks begin, and how they are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
ON_SUNDAY = re.compile(
    "B[DRSTWZ]|C[AO]|D[MO]|ET|G[TU]|H[KN]|I[DLN]|J[MP]|K[EHR]|LA|M[HMOTXZ]|N[IP]|P[AEHKRTY]|S[GV]|T[HTW]|US|V[EI]|"
    "WS|YE|Z[AW]"
)
ON_SATURDAY = re.compile("AF|BH|D[JZ]|EG|I[QR]|JO|KW|LY|OM|QA|S[DY]")
BY_ISO = frozenset(("MT", "PT"))
_REGION = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WeekRule:
    """The first weekday (0 is Monday), and how many days of a year its first week has at least."""

    begins: int = MONDAY
    least: int = 4

    def start_of(self, day: date) -> date:
        """The first day of the week that holds this day."""
        return day - timedelta(days=(day.weekday() - self.begins) % 7)

    def number_of(self, day: date) -> int:
        """The number of the week that holds this day, in the year that it counts for."""
        start = self.start_of(day)
        year = (start + timedelta(days=7 - self.least)).year
        return (start - self.start_of(date(year, 1, self.least))).days // 7 + 1


def week_rule(languages: str, zone: str) -> WeekRule:
    """By the region of what the browser speaks (`Accept-Language`), or the continent of the time zone."""
    region = found[1].upper() if (found := _REGION.search(languages)) else ""
    if ON_SATURDAY.fullmatch(region):
        return WeekRule(SATURDAY, 1)
    if ON_SUNDAY.fullmatch(region):
        return WeekRule(SUNDAY, 4 if region in BY_ISO else 1)
    if not region and zone.startswith("America/"):
        return WeekRule(SUNDAY, 1)
    return WeekRule()
