"""The engine of figures is loaded once, after a page of a space, and never in the way of an end."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cashboard.config.loading import Loading

NEVER = 3600.0


class Loads:
    """Counts; `begun` and `may_end` are seen by both threads."""

    def __init__(self) -> None:
        self.count = 0
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.count += 1
        self.begun.set()
        assert self.may_end.wait(10)


def test_the_first_page_of_a_space_loads_it_once() -> None:
    loads = Loads()
    loads.may_end.set()
    loading = Loading(loads, moment=0)
    for path, status in (("/", 200), ("/spaces/COL/", 404), ("/api/v1/spaces", 200)):
        loading.shown(path, status)
    assert not loads.begun.wait(0.05)
    for _ in range(3):
        loading.shown("/spaces/COL/", 200)
    assert loads.begun.wait(10)
    loading.stop()
    assert loads.count == 1


def test_what_is_in_hand_is_waited_for() -> None:
    loads = Loads()
    loading = Loading(loads, moment=0)
    loading.shown("/spaces/COL/", 200)
    assert loads.begun.wait(10)
    ending = threading.Thread(target=loading.stop)
    ending.start()
    ending.join(0.05)
    assert ending.is_alive()
    loads.may_end.set()
    ending.join(10)
    assert not ending.is_alive()


def test_an_end_begins_nothing() -> None:
    loads = Loads()
    for seen_before in (True, False):
        loading = Loading(loads, moment=NEVER)
        if seen_before:
            loading.shown("/spaces/COL/", 200)
        loading.stop()
        loading.shown("/spaces/COL/", 200)
    assert loads.count == 0


def test_a_failure_is_logged_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    begun = threading.Event()

    def fail() -> None:
        begun.set()
        raise RuntimeError("no such library")

    loading = Loading(fail, moment=0)
    loading.shown("/spaces/COL/", 200)
    assert begun.wait(10)
    loading.stop()
    assert "could not be loaded" in caplog.text


def test_a_server_begins_without_the_engine(tmp_path: Path) -> None:
    """Its memory is for those who look at figures."""
    settings = {"DJANGO_SETTINGS_MODULE": "cashboard.config.settings", "CASHBOARD_DATA": str(tmp_path)}
    code = "import django, sys; django.setup(); import cashboard.config.asgi; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"duckdb", "ibis", "pyarrow", "pandas", "numpy"}.isdisjoint(said.stdout.split())
