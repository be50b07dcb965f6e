"""Serving: one uvicorn process around the application, which stops well with streams open."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Callable, Iterator

import uvicorn
from django.conf import settings

from cashboard.activity.live import HUB
from cashboard.activity.refusals import Refused

STOPPING_TAKES = 5
TURN = 0.001  # seconds that a busy request keeps the interpreter while the loop waits to send somebody's news


def serve(host: str, port: int, *, ready: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl+C. `ready` is called with the address once requests are answered.

    Raises Refused when the address is taken.
    """
    from cashboard.config.asgi import application

    config = uvicorn.Config(
        application,
        access_log=False,
        log_config=None,
        lifespan="on",
        ws="none",
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=STOPPING_TAKES,
        proxy_headers=bool(settings.PROXIES),
        forwarded_allow_ips=settings.PROXIES,
    )
    sys.setswitchinterval(TURN)
    with _listening(host, port) as sock:
        Server(config, ready).run(sockets=[sock])


class Server(uvicorn.Server):
    """uvicorn, which says when it is ready, and ends the streams itself: it would wait for them for ever."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._tell = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say the address once requests are answered."""
        await super().startup(sockets)
        if self.started and sockets:
            self._tell(_address(sockets[0]))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then everything else."""
        HUB.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """A stop that was asked for is no failure: the signal is not raised again after it."""
        with super().capture_signals():
            yield
            self._captured_signals.clear()


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, asyncio sets TCP_NODELAY; otherwise each answer waits 40 ms for the client's ACK.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as sock:
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, port))
        except OSError as error:
            why = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
            raise Refused(
                f"{host}:{port} cannot be used ({why}). Give another address with --port or --host."
            ) from error
        sock.listen(2048)
        yield sock


def _address(sock: socket.socket) -> str:
    host, port = sock.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"
