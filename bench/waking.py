"""Wake-up: from the moment that a move is sent until each open page's stream says that there is news.

"and seen" goes on until the page holds the fragments that changed: it asks for them as soon as it hears.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from bench.connection import Connection
from bench.databases import Board
from bench.lines import Line
from bench.moving import Hand
from bench.processes import Process
from bench.run import Run
from bench.timings import Timings
from bench.visitor import FRAGMENT, Pass, Visitor, sign_in

LISTENERS = (1, 100, 1_000)
MOST = {1: (None, None), 100: (20.0, 50.0), 1_000: (60.0, 150.0)}
SEEING = (1, 100)
PAUSE = 0.5


class Mover(Protocol):
    """Moves a card once."""

    async def drag(self) -> None: ...


def measure(run: Run) -> Iterator[Line]:
    """The lines of this figure."""
    with run.both() as (ours, bare):
        held = asyncio.run(sign_in(ours.address))
        run.settle(ours)
        for listeners in LISTENERS:
            floor = asyncio.run(_wake(run, bare, None, run.boards[200], listeners))
            woken = asyncio.run(_wake(run, ours, held, run.boards[200], listeners))
            yield from _lines(run, f"wake-up, {listeners:,} open", woken, floor, MOST[listeners])
            if listeners in SEEING:
                seen = asyncio.run(_wake(run, ours, held, run.boards[200], listeners, looking=True))
                yield from _lines(run, f"wake-up and seen, {listeners:,} open", seen, None, MOST[listeners])


def _lines(
    run: Run, what: str, woken: Timings, floor: Timings | None, most: Sequence[float | None]
) -> Iterator[Line]:
    for percent, bound in zip((50, 99), most, strict=True):
        bare = floor.percentile(percent) if floor else None
        yield run.line(f"{what}: p{percent}", woken.percentile(percent), bare, most=bound)


async def _wake(
    run: Run, server: Process, held: Pass | None, board: Board, listeners: int, *, looking: bool = False
) -> Timings:
    """Move a card now and then; wait after each until everybody has heard."""
    ears = [await Ear.open(server, held, board, looking=looking) for _ in range(listeners)]
    mover = await _mover(run, server, held, board)
    taken = Timings()
    for _ in range(6 if run.quick else 25):
        await asyncio.sleep(PAUSE)
        sent = time.perf_counter()
        hearing = [asyncio.ensure_future(ear.hear()) for ear in ears]
        await mover.drag()
        taken.each += [moment - sent for moment in await asyncio.wait_for(asyncio.gather(*hearing), 30)]
    for ear in ears:
        ear.close()
    await asyncio.sleep(PAUSE)
    return taken


class Ear:
    """An open page: its stream, and the connection by which it asks what has changed."""

    def __init__(self, stream: Connection, board: Board, seq: int, page: Visitor | None) -> None:
        self._stream, self._board, self._seq, self._page = stream, board, seq, page

    @classmethod
    async def open(cls, server: Process, held: Pass | None, board: Board, *, looking: bool) -> Ear:
        """Listen to the board; the first frame says where it stands."""
        stream = await Connection.to(server.address)
        stream.send("GET", f"/live/?place=space:{board.id}", held.headers if held else {})
        if (await stream.head()).status != 200:
            raise RuntimeError("the stream was refused")
        seq = _seq(await stream.frame())
        page = await Visitor.come(server.address, held) if held and looking else None
        return cls(stream, board, seq, page)

    async def hear(self) -> float:
        """Wait for the next news; returns when it was there."""
        frame = await self._stream.frame()
        while b"data:" not in frame:
            frame = await self._stream.frame()
        if self._page is not None:
            path = f"/spaces/{self._board.key}/changes/?since={self._seq}"
            await self._page.look(path, **FRAGMENT)
        self._seq = _seq(frame)
        return time.perf_counter()

    def close(self) -> None:
        """Leave."""
        self._stream.close()
        if self._page is not None:
            self._page.close()


def _seq(frame: bytes) -> int:
    return int(frame.rpartition(b'"seq": ')[2].split(b"}")[0])


class BareMover:
    """Moves a card of the floor."""

    def __init__(self, connection: Connection, board: Board) -> None:
        self._connection, self._board = connection, board

    async def drag(self) -> None:
        """Once."""
        board = self._board
        path = f"/move/?space={board.id}&card={board.cards[0][0]}&status={board.statuses[0]}"
        await self._connection.ask("POST", path, {})


async def _mover(run: Run, server: Process, held: Pass | None, board: Board) -> Mover:
    if held is None:
        return BareMover(await Connection.to(server.address), board)
    return Hand(await Visitor.come(server.address, held), board, run.fresh_cards(board)[:10], seed=1)
