"""Starting: from the command to the first page, warm (the second start on the same data)."""

from __future__ import annotations

from collections.abc import Iterator

from bench.lines import Line
from bench.run import Run


def measure(run: Run) -> Iterator[Line]:
    """The lines of this figure."""
    with run.both():
        pass
    with run.both() as (ours, bare):
        yield run.line("start to first page, warm", ours.started_in, bare.started_in, "s", most=5)
