"""A real browser before the product's own server, on the test's database; what journeys stand on."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests import browsers
from tests.journeys.ledger import Row, forty, import_rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from cashboard.people.models import Person
    from tests.story import Story

WIDE = {"width": 1440, "height": 900}


@pytest.fixture
def server(transactional_db: None, _closing_connections: None) -> Iterator[str]:
    """The address of the product's ASGI app, served from a thread of this process."""
    import uvicorn

    from cashboard.config import health, rights
    from cashboard.config.asgi import Front
    from cashboard.web import fronts, places
    from cashboard.work.cards import tallying

    for kept in (fronts._KEPT, fronts._SMALL, places._KEPT, tallying._KEPT):
        kept.clear()  # by the numbers of rows, which begin anew with each test
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
        for pool in (rights.ASKING, health.ASKING):
            pool.submit(_forget_database).result()


def _forget_database() -> None:
    """In a thread that outlives the server: the next test may be on another database."""
    from django.db import connections

    connections.close_all()
    with contextlib.suppress(AttributeError):  # this thread has asked nothing yet
        del connections["default"]


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Any:
    """The browser ends with the last of these tests."""
    outcome = yield
    browsers.stop_before(nextitem)
    return outcome


@pytest.fixture
def browser() -> Browser:
    """Chromium, one for all tests that follow each other."""
    found: Browser = browsers.running()
    return found


@pytest.fixture
def page_as(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Makes a page on which this person is signed in, in a browser of their own: `page_as(story.marco)`.

    `page_as(None)` is a stranger's; more arguments go to Playwright's new_context, such as `viewport`.
    A script error on the page fails the test.
    """
    contexts, errors = [], []

    def open_page(person: Person | None, **options: Any) -> Page:
        context = browser.new_context(base_url=server, **{"viewport": WIDE, **options})
        context.set_default_timeout(15_000)
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


@pytest.fixture
def rows(story: Story) -> list[Row]:
    """The list of forty invoices, imported into the space COL."""
    listed = forty()
    import_rows(story.space, listed)
    return listed
