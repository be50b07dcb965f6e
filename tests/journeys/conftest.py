"""A real browser before the product's own server, on the test's database; what journeys stand on."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

    from cashboard.people.models import Person

FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")


@pytest.fixture
def server(transactional_db: None, _closing_connections: None) -> Iterator[str]:
    """The address of the product's ASGI app, served from a thread of this process."""
    import uvicorn

    from cashboard.config.asgi import Front

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(Front(), log_level="warning", lifespan="on", timeout_graceful_shutdown=3)
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=([listener],), name="server")
        thread.start()
        while not running.started and thread.is_alive():
            time.sleep(0.01)
        assert running.started, "the server did not start"
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        running.should_exit = True
        thread.join(timeout=20)
        assert not thread.is_alive(), "the server did not stop"


@pytest.fixture
def _closing_connections() -> Iterator[None]:
    """The server's threads end with the process and leave closing to it; a test's process lives on."""
    from django.db.backends.signals import connection_created

    made, own = [], threading.get_ident()

    def note(connection: Any, **_: object) -> None:
        if threading.get_ident() != own:
            made.append(connection)

    connection_created.connect(note)
    yield
    connection_created.disconnect(note)
    for each in made:
        if each.connection is not None:
            each.connection.close()
            each.connection = None


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    from playwright.sync_api import sync_playwright

    # Playwright keeps a loop in this thread; the tests' own queries are made in it, and wait for nothing.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """Chromium, one for the whole run: the machine's own, or Playwright's if that is installed."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        running = _playwright.chromium.launch(executable_path=found, args=list(FLAGS))
    except Exception as error:
        pytest.skip(f"no browser: neither chromium on the PATH nor Playwright's own starts ({error})")
    yield running
    running.close()


@pytest.fixture
def page_as(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Makes a page on which this person is signed in, in a browser of their own: `page_as(story.marco)`.

    `page_as(None)` is a stranger's; more arguments go to Playwright's new_context, such as `viewport`.
    A script error on the page fails the test.
    """
    contexts, errors = [], []

    def open_page(person: Person | None, **options: Any) -> Page:
        context = browser.new_context(base_url=server, **options)
        contexts.append(context)
        if person is not None:
            context.add_cookies([_session_of(person, server)])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, errors


def _session_of(person: Person, server: str) -> Any:
    """The cookie of a session as signing in makes it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": server}
