"""One run on one database: the boards, the two servers side by side, and how long to measure."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.request import urlopen

from bench.databases import Board, Database, Kind, databases
from bench.lines import Line
from bench.processes import Process, floor, serving
from bench.timings import Timings

HEADS = "SELECT seq, (SELECT max(last_seq) FROM activity_seal) FROM activity_head"
SETTLED, SETTLING_TAKES = 1_000, 120
SIZES = [200, 2_000, 20_000]


@dataclass(slots=True)
class Run:
    """What every figure needs."""

    database: Database
    bare: Database
    boards: dict[int, Board]
    quick: bool

    @property
    def kind(self) -> Kind:
        """sqlite or postgres."""
        return self.database.kind

    @property
    def seconds(self) -> float:
        """How long each series takes."""
        return 1.5 if self.quick else 6.0

    @contextmanager
    def both(self) -> Iterator[tuple[Process, Process]]:
        """The product and its floor, each on its own copy of the same rows."""
        with serving(self.database.environ) as ours, floor(self.bare.environ) as bare:
            yield ours, bare

    def settle(self, ours: Process) -> None:
        """Wait until the boards are read and sealed by what runs beside: that is no part of a request."""
        until = time.monotonic() + SETTLING_TAKES
        while time.monotonic() < until:
            with urlopen(f"{ours.address}/readyz") as answer:
                lag = max(json.load(answer)["lag"].values(), default=0)
            [(head, sealed)] = self.database.rows(HEADS)
            if max(lag, head - (sealed or 0)) < SETTLED:
                return
            time.sleep(0.5)
        raise RuntimeError(f"what runs beside the requests is behind after {SETTLING_TAKES} s")

    def fresh_cards(self, board: Board) -> list[tuple[int, str, int]]:
        """Cards of the board as they stand now, in the order of their ids: (id, key, status)."""
        sql = f"SELECT id, key, status_id FROM work_card WHERE space_id = {board.id} ORDER BY id LIMIT 2000"
        return [(card, key, status) for card, key, status in self.database.rows(sql)]

    def line(
        self,
        what: str,
        ours: float,
        floor: float | None = None,
        unit: str = "ms",
        *,
        most: float | None = None,
        least: float | None = None,
    ) -> Line:
        """A line of the table about this database."""
        return Line(what, self.kind, ours, floor, unit, most, least)


@dataclass(frozen=True, slots=True)
class Series:
    """Timings with the CPU time that the server spent on each act, in milliseconds."""

    timings: Timings
    cpu: float


@contextmanager
def prepared(kind: Kind, server: str, *, quick: bool) -> Iterator[Run]:
    """Seed the boards, and give the floor a copy."""
    with databases(kind, server) as (ours, bare):
        boards = ours.seed(SIZES)
        ours.copied(bare)
        yield Run(ours, bare, boards, quick)
