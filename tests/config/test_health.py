"""Alive, ready, counted: of a real server."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from django.db import connection

from cashboard.people.models import Person
from tests.config.serving import Running
from tests.story import Story

ELSEWHERE = {"x-forwarded-for": "203.0.113.7"}


@pytest.mark.requirement("R95")
def test_a_server_says_how_it_is(
    server: Running, world: Story, signed_in: Callable[[Person], dict[str, str]]
):
    assert httpx.get(f"{server.address}/healthz").text == "ok\n"
    ready = httpx.get(f"{server.address}/readyz")
    assert (ready.status_code, ready.json()) == (
        200,
        {"ready": True, "reasons": [], "lag": {}, "failing": []},
    )

    httpx.get(f"{server.address}/told/")
    httpx.post(f"{server.address}/api/")
    counts = httpx.get(f"{server.address}/metrics").text.splitlines()
    assert 'cashboard_requests_total{kind="page",does="read",status="2xx"} 1' in counts
    assert 'cashboard_requests_total{kind="api",does="write",status="4xx"} 1' in counts
    assert 'cashboard_request_seconds_bucket{kind="page",le="+Inf"} 1' in counts
    assert f"cashboard_events_head {_head()}" in counts

    def counted(headers: dict[str, str]) -> int:
        return httpx.get(f"{server.address}/metrics", headers=headers).status_code

    assert counted(ELSEWHERE) == 404
    assert counted(ELSEWHERE | signed_in(world.marco)) == 404
    assert counted(ELSEWHERE | signed_in(world.ada)) == 200


def test_not_ready_says_why(server: Running):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, app, name, applied FROM django_migrations WHERE app = 'trade'")
        kept = cursor.fetchall()
        cursor.execute("DELETE FROM django_migrations WHERE app = 'trade'")
    try:
        answer = httpx.get(f"{server.address}/readyz")
    finally:
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO django_migrations VALUES (%s, %s, %s, %s)", kept)
    assert answer.status_code == 503
    assert "cashboard migrate" in answer.json()["reasons"][0]


def _head() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM activity_head")
        return int(cursor.fetchone()[0])
