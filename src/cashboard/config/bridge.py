"""Hands a request to Django's WSGI handler in one of a few long-lived threads, and its answer to the loop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings

from cashboard.activity.live import HUB
from cashboard.activity.turns import writing_turn
from cashboard.config.environ import environ_of
from cashboard.config.outflow import Outflow
from cashboard.config.plain import Receive, Scope, Send, cookie, header, say

THREADS = 4
WAITING_MAX = 500
IN_MEMORY = 1024 * 1024
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TooLargeError(Exception):
    """The body is larger than this kind of request may be."""


class LeftError(Exception):
    """The client is gone."""


class Bridge:
    """The threads keep their database connections. On SQLite one of its own does all the writing."""

    def __init__(self, application: Application, *, one_writer: bool) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="request")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer") if one_writer else self._pool
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> int:
        """Answer the request; returns the status, 0 when the client left."""
        if self._waiting >= WAITING_MAX:
            return await say(
                send, 503, "Too many requests at once. Try again in a moment.", (b"retry-after", b"2")
            )
        try:
            with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
                await _take_in(scope, receive, body)
                return await self._hand_over(scope, receive, send, body)
        except TooLargeError:
            limit = f"{_limit(scope) / 1024 / 1024:.0f} MB"
            return await say(
                send, 413, f"This is too large: at most {limit} are taken.", (b"connection", b"close")
            )
        except LeftError:
            return 0

    def close(self) -> None:
        """Take no more requests."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=False, cancel_futures=True)

    async def _hand_over(self, scope: Scope, receive: Receive, send: Send, body: IO[bytes]) -> int:
        outflow = Outflow(asyncio.get_running_loop())
        writes = scope["method"] not in SAFE and not _uploads(scope)
        run = partial(self._run, environ_of(scope, body), outflow, writes)
        self._waiting += 1
        try:
            running = asyncio.get_running_loop().run_in_executor(self._writer if writes else self._pool, run)
            status = await outflow.send_all(scope, receive, send)
            await running
        finally:
            self._waiting -= 1
            outflow.leave()
        if any(
            name == b"set-cookie" and value.startswith(_session_cookie()) for name, value in outflow.headers
        ):
            HUB.doubt(cookie(scope, settings.SESSION_COOKIE_NAME))
        return status

    def _run(self, environ: dict[str, Any], outflow: Outflow, writes: bool) -> None:
        """In a thread: run the application. What it gives goes into the outflow, an exception too."""
        try:
            if writes:
                with writing_turn():
                    outflow.take(self._application(environ, outflow.begin))
            else:
                outflow.take(self._application(environ, outflow.begin))
        except Exception as error:  # Django answers its own errors; this is one in the handing over
            outflow.fail(error)


async def _take_in(scope: Scope, receive: Receive, body: IO[bytes]) -> None:
    """Read the body, so that a slow client holds no thread. Refuses what is too large at once."""
    limit, size = _limit(scope), 0
    announced = header(scope, b"content-length")
    if announced.isdigit() and int(announced) > limit:
        raise TooLargeError
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise LeftError
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise TooLargeError
        body.write(chunk)
        more = message.get("more_body", False)
    body.seek(0)


def _limit(scope: Scope) -> int:
    """Files may be larger than other bodies."""
    files = header(scope, b"content-type").startswith("multipart/form-data") or _uploads(scope)
    return int(settings.UPLOAD_MAX if files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _uploads(scope: Scope) -> bool:
    """Whether this address takes files: it writes them in a thread of its own before its turn comes."""
    return re.fullmatch(settings.UPLOAD_PATHS, scope["path"]) is not None


def _session_cookie() -> bytes:
    return f"{settings.SESSION_COOKIE_NAME}=".encode()
