"""What is measured, as lines of one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("what", "database", "ours", "floor", "ratio", "target", "met")


@dataclass(frozen=True, slots=True)
class Line:
    """One number with its floor. `most` and `least` bound it: what the target asks for."""

    what: str
    database: str
    ours: float
    floor: float | None = None
    unit: str = "ms"
    most: float | None = None
    least: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether it keeps within its bounds."""
        above = self.most is not None and self.ours > self.most
        return not above and (self.least is None or self.ours >= self.least)

    def cells(self) -> tuple[str, ...]:
        """The line as the table prints it. The ratio says how many times worse than the floor it is."""
        ratio = ""
        if self.floor and self.ours:
            worse = self.floor / self.ours if self.unit == "/s" else self.ours / self.floor
            ratio = f"{worse:.1f}x"
        bound = (
            f"<= {self.most:g}"
            if self.most is not None
            else f">= {self.least:g}"
            if self.least is not None
            else ""
        )
        met = "" if not bound else "yes" if self.is_met else "NO"
        floor = "" if self.floor is None else _number(self.floor, self.unit)
        return (self.what, self.database, _number(self.ours, self.unit), floor, ratio, bound, met)


def _number(value: float, unit: str) -> str:
    digits = 0 if (unit in {"", "/s"} and value >= 10) or value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{0 if not unit else digits}f} {unit}".strip()


def table(lines: Iterable[Line]) -> str:
    """The lines as a Markdown table, its columns aligned."""
    rows = [HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(HEAD))]
    texts = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])
