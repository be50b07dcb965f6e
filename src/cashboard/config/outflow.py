"""An answer on its way from a thread to the loop. What a slow client has not taken yet is kept."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import Any

from cashboard.config.plain import Header, Receive, Scope, Send, say

log = logging.getLogger(__name__)
PIECE = 256 * 1024


class Outflow:
    """`begin`, `take` and `fail` are called in the thread, `send_all` on the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._ready = asyncio.Event()
        self._lock = threading.Lock()
        self._kept: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(4 * PIECE)  # noqa: SIM115 # closed by leave
        self._written = self._sent = 0
        self._done = self._left = False
        self._error: Exception | None = None
        self.status = 0
        self.headers: list[Header] = []

    def begin(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], None]:
        """WSGI's start_response."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [
            (name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers
        ]
        return self._keep

    def take(self, chunks: Iterable[bytes]) -> None:
        """Keep the chunks until the answer ends or the client has left; then close it, in this thread."""
        try:
            streaming = getattr(chunks, "streaming", True)
            for chunk in chunks:
                self._keep(chunk)
                if streaming:
                    self._wake()
                if self._left:
                    break
        finally:
            close: Any = getattr(chunks, "close", None)
            if close is not None:
                close()
        self._end()

    def fail(self, error: Exception) -> None:
        """The answer broke off."""
        log.error("A request failed outside Django", exc_info=error)
        self._error = error
        self._end()

    async def send_all(self, scope: Scope, receive: Receive, send: Send) -> int:
        """Send the answer as it comes; returns its status, 0 when the client left in the middle."""
        await self._ready.wait()
        if self._error is not None and not self._written:
            return await say(send, 500, "Something went wrong here. It has been noted.")
        watching = None if self._done else asyncio.ensure_future(self._notice_leaving(receive))
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        try:
            await self._send_body(send, silent=scope["method"] == "HEAD")
        finally:
            if watching is not None:
                watching.cancel()
            self.leave()
        return self.status

    def leave(self) -> None:
        """Nobody takes anything any more, whether or not something was sent."""
        self._left = True
        with self._lock:
            self._kept.close()

    async def _send_body(self, send: Send, *, silent: bool) -> None:
        while True:
            await self._ready.wait()
            piece, last = self._next_piece()
            if self._error is not None and last:
                raise ConnectionAbortedError("the answer broke off")  # the client must not take it for whole
            if last or (piece and not silent):
                await send(
                    {"type": "http.response.body", "body": b"" if silent else piece, "more_body": not last}
                )
            if last or self._left:
                return

    async def _notice_leaving(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._left = True
        self._ready.set()

    def _keep(self, chunk: bytes) -> None:
        with self._lock:
            if not self._kept.closed:
                self._kept.seek(self._written)
                self._kept.write(chunk)
                self._written += len(chunk)

    def _next_piece(self) -> tuple[bytes, bool]:
        with self._lock:
            self._kept.seek(self._sent)
            piece = self._kept.read(PIECE)
            self._sent += len(piece)
            if self._sent == self._written and not self._done:
                self._ready.clear()
            return piece, self._done and self._sent == self._written

    def _end(self) -> None:
        self._done = True
        self._wake()

    def _wake(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop closed meanwhile
            self._loop.call_soon_threadsafe(self._ready.set)
