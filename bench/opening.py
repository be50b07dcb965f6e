"""Opening a board of 200, 2,000 and 20,000 cards: the whole page, over kept connections."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from functools import partial
from html import unescape

from bench.connection import Connection
from bench.databases import Board
from bench.lines import Line
from bench.processes import Process
from bench.run import Run, Series
from bench.timings import repeat
from bench.visitor import FRAGMENT, Pass, Visitor, sign_in

MOST = {200: 8.0, 2_000: 20.0, 20_000: 25.0}
MANY = 16
SCROLL = re.compile(rb'<column-scroll src="([^"]+)"')


def measure(run: Run) -> Iterator[Line]:
    """The lines of this figure."""
    with run.both() as (ours, bare):
        held = asyncio.run(sign_in(ours.address))
        run.settle(ours)
        for size, board in run.boards.items():
            yield from _alone(run, ours, bare, held, size, board)
            yield from _together(run, ours, bare, held, size, board)
        yield _to_the_end(run, ours, held)


def _alone(run: Run, ours: Process, bare: Process, held: Pass, size: int, board: Board) -> Iterator[Line]:
    floor = asyncio.run(_open_bare(run, bare, board, 1))
    opened = asyncio.run(_open(run, ours, held, board, 1))
    what = f"open {size:,} cards, 1 client"
    for percent in (50, 95):
        most = MOST[size] if percent == 50 else None
        numbers = (opened.timings.percentile(percent), floor.timings.percentile(percent))
        yield run.line(f"{what}: p{percent}", *numbers, most=most)
    yield run.line(f"{what}: CPU of the server", opened.cpu, floor.cpu)


def _together(run: Run, ours: Process, bare: Process, held: Pass, size: int, board: Board) -> Iterator[Line]:
    floor = asyncio.run(_open_bare(run, bare, board, MANY))
    opened = asyncio.run(_open(run, ours, held, board, MANY))
    what = f"open {size:,} cards, {MANY} clients"
    least = 200.0 if size == 200 else None
    yield run.line(f"{what}: opens", opened.timings.per_second, floor.timings.per_second, "/s", least=least)
    for percent in (50, 95):
        most = 500.0 if size == 20_000 and percent == 95 else None
        numbers = (opened.timings.percentile(percent), floor.timings.percentile(percent))
        yield run.line(f"{what}: p{percent}", *numbers, most=most)


async def _open(run: Run, ours: Process, held: Pass, board: Board, clients: int) -> Series:
    visitors = [await Visitor.come(ours.address, held) for _ in range(clients)]
    await repeat([partial(visitors[0].open, board)], seconds=run.seconds / 10)
    before = ours.cpu
    taken = await repeat([partial(each.open, board) for each in visitors], seconds=run.seconds)
    spent = (ours.cpu - before) * 1000 / len(taken.each)
    for each in visitors:
        each.close()
    return Series(taken, spent)


async def _open_bare(run: Run, bare: Process, board: Board, clients: int) -> Series:
    connections = [await Connection.to(bare.address) for _ in range(clients)]
    path = f"/board/?space={board.id}"
    before = bare.cpu
    asks = [partial(each.ask, "GET", path, {}) for each in connections]
    taken = await repeat(asks, seconds=run.seconds / 2)
    spent = (bare.cpu - before) * 1000 / len(taken.each)
    for each in connections:
        each.close()
    return Series(taken, spent)


def _to_the_end(run: Run, ours: Process, held: Pass) -> Line:
    """The page of 200 cards and everything that scrolling brings, one request after the other."""
    taken = asyncio.run(_scroll(run, ours, held, run.boards[200]))
    return run.line("open 200 cards and scroll every column to its end: p50", taken.timings.percentile(50))


async def _scroll(run: Run, ours: Process, held: Pass, board: Board) -> Series:
    visitor = await Visitor.come(ours.address, held)

    async def all_of_it() -> None:
        waiting = [(await visitor.open(board)).body]
        while waiting:
            for address in SCROLL.findall(waiting.pop()):
                page = await visitor.look(unescape(address.decode()), **FRAGMENT)
                waiting += [page.body]

    taken = await repeat([all_of_it], seconds=run.seconds / 2)
    visitor.close()
    return Series(taken, 0)
