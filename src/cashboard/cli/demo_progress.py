"""How far the sample company is: a bar on a terminal, a line for each month elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TextIO

from cashboard.process.sample_company.building import Progress

WIDTH = 30


def show_progress(out: TextIO) -> Progress:
    """What `build` tells its progress to."""
    return _bar(out) if out.isatty() else _lines(out)


def _bar(out: TextIO) -> Progress:
    def show(done: int, total: int, day: date) -> None:
        full = WIDTH * done // total
        end = "\n" if done == total else ""
        bar = "█" * full + "░" * (WIDTH - full)
        out.write(f"\r{bar} {100 * done // total:3} %  {day.day} {day:%B %Y}\x1b[K{end}")
        out.flush()

    return show


def _lines(out: TextIO) -> Progress:
    told: list[str] = []

    def show(done: int, total: int, day: date) -> None:
        month = f"{day:%B %Y}"
        if month not in told:
            told.append(month)
            out.write(f"{100 * done // total:3} %  {month}\n")
            out.flush()

    return show
