"""A wire to the database that can be cut."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit


class Wire:
    """Carries what arrives at `port` to a host and back, until it is cut."""

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._ends: list[socket.socket] = []
        self._whole = True
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        """What was open breaks, what comes is turned away."""
        self._whole = False
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._ends.clear()

    def mend(self) -> None:
        """What comes is carried again."""
        self._whole = True

    def close(self) -> None:
        """It is gone."""
        self.cut()
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _let_in(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if not self._whole:
                    near.close()
                    continue
                far = socket.create_connection(self._to)
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError), one:
        while chunk := one.recv(65536):
            other.sendall(chunk)
        other.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def wired(url: str) -> Iterator[tuple[Wire, str]]:
    """A wire to the server of this database address, and the address through it."""
    parts = urlsplit(url)
    wire = Wire(parts.hostname or "127.0.0.1", parts.port or 5432)
    try:
        netloc = f"{parts.username or 'postgres'}:{parts.password or ''}@127.0.0.1:{wire.port}"
        yield wire, parts._replace(netloc=netloc).geturl()
    finally:
        wire.close()
