"""Doing something again and again, by one or by many at once, for a bounded time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

Act = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Timings:
    """How long each act took, and all of them together; in seconds."""

    each: list[float] = field(default_factory=list)
    whole: float = 0.0

    @property
    def per_second(self) -> float:
        """Acts a second over all that act."""
        return len(self.each) / self.whole if self.whole else 0.0

    def percentile(self, percent: float) -> float:
        """In milliseconds, by nearest rank."""
        ranked = sorted(self.each)
        return ranked[min(len(ranked) - 1, int(len(ranked) * percent / 100))] * 1000 if ranked else 0.0


async def repeat(acts: Sequence[Act], *, seconds: float, most: int = 20_000) -> Timings:
    """Each act over and over, all at once, until the time is over or `most` were done altogether."""
    taken = Timings()
    began = time.perf_counter()

    async def go_on(act: Act) -> None:
        while time.perf_counter() - began < seconds and len(taken.each) < most:
            start = time.perf_counter()
            await act()
            taken.each.append(time.perf_counter() - start)

    await asyncio.gather(*map(go_on, acts))
    taken.whole = time.perf_counter() - began
    return taken
