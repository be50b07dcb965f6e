"""What the server process holds: idle, after many openings of 20,000 cards, and with 1,000 pages open."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial

from bench.lines import Line
from bench.processes import Process
from bench.run import Run
from bench.timings import repeat
from bench.visitor import Pass, Visitor, sign_in
from bench.waking import Ear

OPENS = 300
PAGES = 1_000


def measure(run: Run) -> Iterator[Line]:
    """The lines of this figure."""
    with run.both() as (ours, bare):
        floor = bare.memory
        held = asyncio.run(sign_in(ours.address))
        run.settle(ours)
        yield run.line("memory, idle after the first page", ours.memory, floor, "MiB", most=150)
        asyncio.run(_open(run, ours, held))
        yield run.line(f"memory after {OPENS} openings of 20,000 cards", ours.memory, floor, "MiB")
        own, least = asyncio.run(_listen(run, ours, bare, held))
        yield run.line(f"memory with {PAGES:,} pages open", own, least, "MiB")


async def _open(run: Run, ours: Process, held: Pass) -> None:
    visitors = [await Visitor.come(ours.address, held) for _ in range(16)]
    acts = [partial(each.open, run.boards[20_000]) for each in visitors]
    await repeat(acts, seconds=60, most=OPENS)


async def _listen(run: Run, ours: Process, bare: Process, held: Pass) -> tuple[float, float]:
    board = run.boards[200]
    ears = [await Ear.open(ours, held, board, looking=False) for _ in range(PAGES)]
    ears += [await Ear.open(bare, None, board, looking=False) for _ in range(PAGES)]
    found = ours.memory, bare.memory
    for ear in ears:
        ear.close()
    return found
