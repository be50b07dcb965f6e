"""One Chromium for browser tests that follow each other, stopped before any other test.

Playwright keeps a loop in the thread of the tests: what runs a loop of its own cannot share it.
"""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_running: list[Any] = []


def running() -> Any:
    """The browser: the machine's own Chromium, or Playwright's if that is installed. Skips without either."""
    if not _running:
        from playwright.sync_api import sync_playwright

        found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        # The tests' own queries are made beside Playwright's loop, and wait for nothing.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        playwright = sync_playwright().start()
        _running.append(playwright)
        try:
            _running.append(playwright.chromium.launch(executable_path=found, args=list(FLAGS)))
        except Exception as error:
            stop()
            pytest.skip(f"no browser: neither chromium on the PATH nor Playwright's own starts ({error})")
    return _running[-1]


def stop() -> None:
    """End the browser and Playwright's loop, if they run."""
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    while len(_running) > 1:
        _running.pop().close()
    while _running:
        _running.pop().stop()


def stop_before(nextitem: pytest.Item | None) -> None:
    """End the browser unless the next test is one with a browser too."""
    if "browser" not in getattr(nextitem, "fixturenames", ()):
        stop()
