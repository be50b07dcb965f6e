"""Alive, ready, and what is counted: answered in front of Django, so it also works without a database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import TypeVar

from django.db import DatabaseError, close_old_connections

from cashboard.activity.live import HUB
from cashboard.activity.models import Head
from cashboard.activity.readiness import Readiness, readiness
from cashboard.activity.reading import lags
from cashboard.config.metrics import METER, gauge
from cashboard.config.plain import Header, Receive, Scope, Send, header, say
from cashboard.config.rights import Credentials

Answer = TypeVar("Answer")
JSON: Header = (b"content-type", b"application/json")
PROMETHEUS: Header = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")
PATIENCE = 5.0
ASKING = ThreadPoolExecutor(1, thread_name_prefix="health")


async def healthz(scope: Scope, receive: Receive, send: Send) -> int:
    """The process answers. Asks nobody else."""
    return await say(send, 200, "ok\n")


async def readyz(scope: Scope, receive: Receive, send: Send) -> int:
    """200 when database, migrations and readers are well, otherwise 503 with the reasons."""
    try:
        state = await _in_thread(_readiness)
    except TimeoutError:
        state = Readiness(reasons=[f"The database does not answer within {PATIENCE:g} seconds."])
    body = json.dumps(
        {"ready": state.is_ready, "reasons": state.reasons, "lag": state.lag, "failing": state.failing}
    )
    return await say(send, 200 if state.is_ready else 503, body, kind=JSON)


async def metrics(scope: Scope, receive: Receive, send: Send) -> int:
    """The counts, for this machine itself or an administrator; nobody else learns that they are there."""
    if not _is_local(scope) and not await _in_thread(Credentials.shown(scope).is_administrator):
        return await say(send, 404, "There is nothing here.")
    lines = [*METER.lines(), *gauge("cashboard_live_listeners", ("", HUB.count))]
    try:
        lines += await _in_thread(_of_the_log)
    except (DatabaseError, TimeoutError):
        lines += gauge("cashboard_database_up", ("", 0))
    return await say(send, 200, "\n".join(lines) + "\n", kind=PROMETHEUS)


def _readiness() -> Readiness:
    close_old_connections()
    return readiness()


def _of_the_log() -> list[str]:
    close_old_connections()
    behind = [(f'{{reader="{name}"}}', float(lag)) for name, lag in lags().items()]
    head = Head.objects.get(pk=1).seq
    return [
        *gauge("cashboard_database_up", ("", 1)),
        *gauge("cashboard_events_head", ("", head)),
        *gauge("cashboard_reader_lag", *behind),
    ]


def _is_local(scope: Scope) -> bool:
    """Asked from this machine and not through a proxy on it."""
    address = (scope.get("client") or ("", 0))[0]
    forwarded = header(scope, b"x-forwarded-for") or header(scope, b"forwarded")
    try:
        return ip_address(address).is_loopback and not forwarded
    except ValueError:
        return False


async def _in_thread(ask: Callable[[], Answer]) -> Answer:
    asked = asyncio.get_running_loop().run_in_executor(ASKING, ask)
    return await asyncio.wait_for(asked, PATIENCE)
