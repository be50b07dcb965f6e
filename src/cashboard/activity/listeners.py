"""One open stream, as the hub sees it."""

from __future__ import annotations

import asyncio
from enum import Enum, auto

PING = b": ping\n\n"


class Signal(Enum):
    """What a stream hears besides frames."""

    DOUBT = auto()
    OVER = auto()


class Listener:
    """An open stream. Only the newest frame matters, so a slow one never piles up. Lives on the loop."""

    __slots__ = ("_doubted", "_frame", "_over", "_ready", "above", "key", "place", "seq", "shifts", "slot")

    def __init__(self, place: str, key: str = "", *, slot: int = 0, shifts: int = 0) -> None:
        self.place, self.above, self.key, self.slot, self.shifts = place, "", key, slot, shifts
        self.seq = 0
        self._frame: bytes | None = None
        self._doubted = self._over = False
        self._ready = asyncio.Event()

    def knows(self, seq: int) -> None:
        """It was told by other means of what happened up to `seq`."""
        if seq >= self.seq:
            self.seq, self._frame = seq, None

    def tell(self, seq: int, frame: bytes) -> None:
        """There is news up to `seq`; the frame replaces what was not sent yet. Nothing is said twice."""
        if seq > self.seq:
            self.seq, self._frame = seq, frame
            self._ready.set()

    def ping(self) -> None:
        """Show that the stream lives, if there is nothing else to send."""
        self._frame = self._frame or PING
        self._ready.set()

    def doubt(self) -> None:
        """Its right may be gone: ask again before anything is sent."""
        self._doubted = True
        self._ready.set()

    def end(self) -> None:
        """It is over."""
        self._over = True
        self._ready.set()

    async def next(self) -> bytes | Signal:
        """Wait for the next frame to send, a doubt to settle or the end."""
        while True:
            await self._ready.wait()
            if self._over:
                return Signal.OVER
            if self._doubted:
                self._doubted = False
                return Signal.DOUBT
            self._ready.clear()
            if self._frame is not None:
                frame, self._frame = self._frame, None
                return frame
