"""A kept connection to the server, as a browser holds one: plain HTTP/1.1, little work for the machine."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Self

HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response."""

    status: int
    head: str
    body: bytes

    def headers(self, name: str) -> list[str]:
        """The values of this header (lower case)."""
        pairs = (line.partition(":") for line in self.head.split("\r\n")[1:])
        return [value.strip() for key, _, value in pairs if key.lower() == name]


class Connection:
    """One request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> None:
        self._reader, self._writer, self._host = reader, writer, host

    @classmethod
    async def to(cls, address: str) -> Self:
        """Connect to an address like http://127.0.0.1:8000."""
        host = address.removeprefix("http://")
        name, _, port = host.partition(":")
        return cls(*await asyncio.open_connection(name, int(port), limit=2**20), host)

    async def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        """Send a request and wait for the whole answer."""
        self.send(method, path, headers, body)
        head = await self.head()
        length = int(next(iter(head.headers("content-length")), 0))
        return Answer(head.status, head.head, await self._reader.readexactly(length))

    def send(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> None:
        """Only send it."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"host: {self._host}",
            *(f"{key}: {headers[key]}" for key in headers),
        ]
        if method == "POST":
            lines += [f"content-length: {len(body)}", "content-type: application/x-www-form-urlencoded"]
        self._writer.write("\r\n".join(lines).encode() + HEAD_END + body)

    async def head(self) -> Answer:
        """The head of an answer whose body goes on, such as a stream."""
        head = (await self._reader.readuntil(HEAD_END)).decode("latin-1")
        return Answer(int(head.split(" ", 2)[1]), head, b"")

    async def frame(self) -> bytes:
        """The next server-sent frame of a stream, with what carries it."""
        return await self._reader.readuntil(b"\n\n")

    def close(self) -> None:
        """Hang up."""
        self._writer.close()
