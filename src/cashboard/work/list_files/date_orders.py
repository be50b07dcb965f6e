"""Whether the day or the month comes first: decided for all date columns together, or asked for."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import NamedTuple

from cashboard.work.list_files.dates import DateOrder, Triple, date_or_triple
from cashboard.work.list_files.unreadable import AmbiguousDates, UndecidedStyle


class Sighting(NamedTuple):
    """Where in the file a value was seen that tells something of its order."""

    column: str
    line: int
    value: str

    def __str__(self) -> str:
        return f"{self.value!r} in {self.column!r}, line {self.line}"


@dataclass(slots=True)
class DateEvidence:
    """The first value of a column that shows each order. Constant memory for any length of the column."""

    column: str
    month_first: Sighting | None = None
    day_first: Sighting | None = None
    either: Sighting | None = None
    dotted: Sighting | None = None

    def see(self, line: int, text: str) -> None:
        triple = date_or_triple(text)
        if not isinstance(triple, Triple):
            return
        mdy, dmy = triple.as_date("mdy"), triple.as_date("dmy")
        if mdy == dmy:
            return  # no date at all, or day and month are equal
        if dmy is None:
            self.month_first = self.month_first or Sighting(self.column, line, text)
        elif mdy is None:
            self.day_first = self.day_first or Sighting(self.column, line, text)
        elif triple.mark == ".":
            self.dotted = self.dotted or Sighting(self.column, line, text)
        else:
            self.either = self.either or Sighting(self.column, line, text)


def decide_orders(
    evidence: AnyMapping[str, DateEvidence], stated: AnyMapping[str, DateOrder]
) -> dict[str, DateOrder]:
    """field -> order of day, month and year, for the fields where it matters.

    A stated order holds for its column. The other columns must agree: one value with a 13th to 31st day in it
    decides for all. Points between the numbers mean day first (no locale of Unicode's CLDR writes
    month.day.year) unless another value says otherwise. Raises UndecidedStyle on contradictions,
    AmbiguousDates when nothing decides.
    """
    asked = {field: seen for field, seen in evidence.items() if field not in stated}
    month_first = next((seen.month_first for seen in asked.values() if seen.month_first), None)
    day_first = next((seen.day_first for seen in asked.values() if seen.day_first), None)
    dotted = next((seen.dotted for seen in asked.values() if seen.dotted), None)
    if month_first and (against := day_first or dotted):
        raise _contradiction(month_first, against, asked)
    found: DateOrder | None = "mdy" if month_first else "dmy" if day_first else _only(stated)
    undecided = {field: seen for field, seen in asked.items() if seen.either and not found}
    if undecided:
        raise _ambiguous(undecided)
    orders = dict(stated)
    for field, seen in asked.items():
        if found and not (seen.dotted and not seen.either and found == "mdy"):
            orders[field] = found
        elif seen.dotted:
            orders[field] = "dmy"
    return orders


def _only(stated: AnyMapping[str, DateOrder]) -> DateOrder | None:
    """What the user said of one column is believed of the others too."""
    orders = set(stated.values()) - {"ymd"}
    return orders.pop() if len(orders) == 1 else None


def _contradiction(
    month_first: Sighting, day_first: Sighting, asked: AnyMapping[str, DateEvidence]
) -> UndecidedStyle:
    field = next(field for field, seen in asked.items() if seen.column == month_first.column)
    return UndecidedStyle(
        f"The dates contradict each other: {month_first} has the month first, {day_first} has the day first. "
        "Correct one of them, or say which is right (the others become rejected rows): "
        f"{_options(field, month_first)}."
    )


def _ambiguous(undecided: AnyMapping[str, DateEvidence]) -> AmbiguousDates:
    parts = [
        f"Every date in {seen.column!r} can be read both ways. Say which: {_options(field, seen.either)}."
        for field, seen in undecided.items()
        if seen.either
    ]
    return AmbiguousDates(" ".join(parts))


def _options(field: str, sighting: Sighting) -> str:
    triple = date_or_triple(sighting.value)
    options = []
    for order in ("mdy", "dmy"):
        day = triple.as_date(order) if isinstance(triple, Triple) else None
        meaning = f" (line {sighting.line}, {sighting.value!r}, is {day:%d %B %Y})" if day else ""
        options.append(f'--map "{sighting.column}={field}:{order}"{meaning}')
    return " or ".join(options)
