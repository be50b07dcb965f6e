"""The floor: one process, uvicorn, a few threads with kept connections, and only the bare statements.

It answers what the product answers in the fewest statements that are still true: the sums and first cards of
each column as JSON; a move as UPDATE and the event's INSERT in one transaction; a stream that says a number
after each move.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import threading
import time
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import msgspec
import psycopg
import uvicorn

URL = os.environ["CASHBOARD_DATABASE_URL"]
IS_SQLITE = URL.startswith("sqlite")
PAGE = 20
SUMS = """SELECT status_id, currency, exponent, count(*), sum(amount_minor) FROM work_card
    WHERE space_id = ? AND archived_at IS NULL GROUP BY 1, 2, 3"""
FIRST = """SELECT * FROM (SELECT c.id, c.key, c.title, c.version, status_id, rank, due_on, party, party_name,
    amount_minor, exponent, currency, responsible_id, p.name
    FROM work_card c LEFT JOIN people_person p ON p.id = c.responsible_id
    WHERE space_id = ? AND status_id = ? AND archived_at IS NULL ORDER BY rank, c.id LIMIT ?) AS c"""
MOVE = "UPDATE work_card SET status_id = ?, rank = ?, version = version + 1 WHERE id = ?"
CREATE = """INSERT INTO work_card (space_id, number, key, title, status_id, rank, version, description,
    object_kind, party_name, exponent, currency, changed_at, created_at)
    VALUES (?, ?, ?, ?, ?, ?, 1, '', '', '', 2, '', '2026-01-01', '2026-01-01')"""
NEXT = "UPDATE activity_head SET seq = seq + 1 WHERE id = 1 RETURNING seq"
TELL = """INSERT INTO activity_event (seq, uid, type, at, recorded_at, backfilled, actor_kind, actor_name,
    via, change, workspace, space, data, objects)
    VALUES (?, ?, 'card.moved', '2026-01-01', '2026-01-01', ?, 'person', 'Mara Lindt', 'web', ?, 1, ?,
    '{"rank": "a"}', '[{"type": "card", "id": 1, "name": "B-1", "qualifier": ""}]')"""

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


local = threading.local()
streams: set[asyncio.Event] = set()


def connection() -> sqlite3.Connection | psycopg.Connection:
    """This thread's own."""
    if not hasattr(local, "kept"):
        if IS_SQLITE:
            local.kept = sqlite3.connect(URL.removeprefix("sqlite:///"), isolation_level=None, timeout=20)
            local.kept.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
            )
        else:
            local.kept = psycopg.connect(URL, autocommit=True)
    kept: sqlite3.Connection | psycopg.Connection = local.kept
    return kept


def ask(sql: str, *parameters: object) -> sqlite3.Cursor | psycopg.Cursor:
    """Run one statement."""
    kept = connection()
    if isinstance(kept, sqlite3.Connection):
        return kept.execute(sql, parameters)
    return kept.execute(sql.replace("?", "%s").encode(), parameters)


def board(space: int, *_: int) -> bytes:
    """The sums of each column and its first cards."""
    sums = ask(SUMS, space).fetchall()
    statuses = sorted({row[0] for row in sums})
    union = " UNION ALL ".join([FIRST.replace("AS c", f"AS c{index}") for index in range(len(statuses))])
    cards = ask(union, *(value for status in statuses for value in (space, status, PAGE))).fetchall()
    return msgspec.json.encode([sums, cards])


def move(space: int, card: int, status: int) -> bytes:
    """A card moved, and its event."""
    return _written(space, MOVE, status, f"a{time.time_ns()}", card)


def create(space: int, *_: int) -> bytes:
    """A card made, and its event."""
    number = time.time_ns() % 2_000_000_000
    [(status,)] = ask("SELECT id FROM work_status WHERE space_id = ? LIMIT 1", space).fetchall()
    return _written(space, CREATE, space, number, uuid.uuid4().hex[:24], "A card", status, f"a{number}")


def _written(space: int, sql: str, *parameters: object) -> bytes:
    ask("BEGIN IMMEDIATE" if IS_SQLITE else "BEGIN")
    ask(sql, *parameters)
    [(seq,)] = ask(NEXT).fetchall()
    ask(TELL, seq, uuid.uuid4().hex, False, uuid.uuid4().hex, space)
    ask("COMMIT")
    return msgspec.json.encode({"seq": seq})


ACTS: dict[str, Callable[..., bytes]] = {"/board/": board, "/move/": move, "/create/": create}
READERS = ThreadPoolExecutor(4)
WRITERS = ThreadPoolExecutor(1) if IS_SQLITE else READERS


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """An ASGI application without a framework."""
    if scope["type"] != "http":
        return
    if scope["path"] == "/live/":
        await live(receive, send)
        return
    while (await receive()).get("more_body"):
        pass
    act = ACTS.get(scope["path"])
    given = {key: int(value[0]) for key, value in parse_qs(scope["query_string"].decode()).items()}
    body = b"{}"
    if act is not None:
        pool = READERS if act is board else WRITERS
        arguments = (given["space"], given.get("card", 0), given.get("status", 0))
        body = await asyncio.get_running_loop().run_in_executor(pool, act, *arguments)
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
    if act is move:
        for stream in streams:
            stream.set()


async def live(receive: Receive, send: Send) -> None:
    """A stream: one frame after each move."""
    woken = asyncio.Event()
    woken.set()
    streams.add(woken)
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
    )
    leaving = asyncio.ensure_future(_left(receive, woken))
    while not leaving.done():
        await woken.wait()
        woken.clear()
        await send({"type": "http.response.body", "body": b'data: {"seq": 1}\n\n', "more_body": True})
    streams.discard(woken)


async def _left(receive: Receive, woken: asyncio.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    woken.set()


def main() -> None:
    """Serve at a free port, as the product does."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen(2048)
        print(f"http://127.0.0.1:{sock.getsockname()[1]}", flush=True)
        config = uvicorn.Config(
            application, access_log=False, log_config=None, lifespan="off", timeout_graceful_shutdown=1
        )
        uvicorn.Server(config).run(sockets=[sock])


if __name__ == "__main__":
    main()
