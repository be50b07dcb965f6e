"""The one process: event streams and health are answered on the loop, all else by Django in a thread."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cashboard.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

from cashboard.activity.live import HUB, listen
from cashboard.activity.reading import Runner
from cashboard.config import health, streams
from cashboard.config.bridge import Bridge
from cashboard.config.metrics import METER
from cashboard.config.plain import Receive, Scope, Send, say
from cashboard.config.room import room_for_streams

Answer = Callable[[Scope, Receive, Send], Awaitable[int]]


class Front:
    """Sends each request where it is answered, and counts it."""

    def __init__(self) -> None:
        self.bridge = Bridge(get_wsgi_application(), one_writer=connection.vendor == "sqlite")
        self.native: dict[str, Answer] = {
            "/live/": streams.live,
            "/healthz": health.healthz,
            "/readyz": health.readyz,
            "/metrics": health.metrics,
        }
        self.background = Background()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live_and_die(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.native.get(scope["path"])
        if answer is None:
            began = time.perf_counter()
            status = await self.bridge(scope, receive, send)
            METER.count(scope["path"], scope["method"], status, time.perf_counter() - began)
        elif scope["method"] in {"GET", "HEAD"}:
            await answer(scope, receive, send)
        else:
            await say(send, 405, "This address is only read: use GET.", (b"allow", b"GET, HEAD"))

    async def _live_and_die(self, receive: Receive, send: Send) -> None:
        while True:
            message: MutableMapping[str, Any] = await receive()
            if message["type"] == "lifespan.startup":
                HUB.limit = min(settings.LIVE_STREAMS_MAX, room_for_streams())
                HUB.run_on(asyncio.get_running_loop())
                self.background.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                HUB.close()
                await asyncio.to_thread(self.background.stop)
                self.bridge.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


class Background:
    """What runs beside the requests: the log's readers, scheduled work, PostgreSQL's notifications."""

    def __init__(self) -> None:
        self._runner = Runner()
        self._stop = threading.Event()
        self._listening = threading.Thread(target=listen, args=(self._stop,), name="listen", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._runner.start()
        if connection.vendor == "postgresql":
            self._listening.start()

    def stop(self) -> None:
        """End; what is in hand is finished first, if it does not take long."""
        self._stop.set()
        self._runner.stop()


application = Front()
