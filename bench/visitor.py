"""A signed-in person at the board: signs in through the form and asks as the page asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from bench.connection import Answer, Connection
from bench.databases import Board
from bench.seeding import EMAIL, PASSWORD

FRAGMENT = {"HX-Request": "true"}
TOKEN = re.compile(rb'(?:name="csrf-token" content|name="csrfmiddlewaretoken" value)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Pass:
    """What a signed-in browser holds: its cookies and the page's token."""

    cookies: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What the browser sends along."""
        return {"cookie": self.cookies, "accept": "text/html"}

    @property
    def writing(self) -> dict[str, str]:
        """The same for a request of the page itself that writes."""
        return {**self.headers, **FRAGMENT, "x-csrftoken": self.token}


async def sign_in(address: str) -> Pass:
    """Fill in the form."""
    connection = await Connection.to(address)
    form = await connection.ask("GET", "/accounts/login/", {})
    jar = _cookies(form)
    fields = {"login": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": _token(form)}
    answer = await connection.ask(
        "POST", "/accounts/login/", {"cookie": _sent(jar)}, urlencode(fields).encode()
    )
    jar |= _cookies(answer)
    home = await connection.ask("GET", "/", {"cookie": _sent(jar)})
    connection.close()
    if home.status != 200:
        raise RuntimeError(f"the sign-in failed: {answer.status} {answer.body[:200]!r}")
    return Pass(_sent(jar | _cookies(home)), _token(home))


class Visitor:
    """One connection of a signed-in person."""

    def __init__(self, connection: Connection, held: Pass) -> None:
        self._connection, self._pass = connection, held

    @classmethod
    async def come(cls, address: str, held: Pass) -> Self:
        """Connect."""
        return cls(await Connection.to(address), held)

    async def open(self, board: Board) -> Answer:
        """Look at the board; raises if it is not shown."""
        return await self.look(f"/spaces/{board.key}/")

    async def look(self, path: str, **headers: str) -> Answer:
        """Look at an address of the product; raises if it is not shown."""
        answer = await self._connection.ask("GET", path, {**self._pass.headers, **headers})
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer

    async def move(self, key: str, status: int, before: int | None, version: int | None) -> Answer:
        """Drop a card into a column, above the card `before`."""
        fields = {"list": status, "before": before or "", "version": version or ""}
        return await self._post(f"/cards/{key}/moves/", fields)

    async def create(self, board: Board, title: str, status: int) -> Answer:
        """Add a card on top of a column."""
        return await self._post(f"/spaces/{board.key}/cards/", {"title": title, "status": status})

    async def _post(self, path: str, fields: Mapping[str, object]) -> Answer:
        return await self._connection.ask("POST", path, self._pass.writing, urlencode(fields).encode())

    def close(self) -> None:
        """Go."""
        self._connection.close()


def _cookies(answer: Answer) -> dict[str, str]:
    pairs = (value.split(";")[0].partition("=") for value in answer.headers("set-cookie"))
    return {name: value for name, _, value in pairs}


def _sent(jar: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def _token(answer: Answer) -> str:
    found = TOKEN.search(answer.body)
    if found is None:
        raise RuntimeError("the page carries no token")
    return found[1].decode()
