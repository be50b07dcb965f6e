"""A small server of static pages and a real browser: the browser's side is tested without Django."""

import json
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests import browsers

BUILT = Path(__file__).parents[2] / "src" / "cashboard" / "web" / "static" / "built"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"


def ready(page: Any) -> None:
    """Wait until our script has run; by attribute, because the policy forbids functions made of text."""
    page.locator("html[data-ready]").wait_for(state="attached")


@dataclass
class Asked:
    """One request as the server saw it."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    headers: dict[str, str]


@dataclass
class Answer:
    """What the server says."""

    body: str | bytes = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """Pages and answers by path, every request remembered, and streams that a test can write to and break."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.streams: list[queue.Queue[str | None]] = []
        self.stream_status = 200
        self.url = ""

    def page(self, path: str, body: str) -> None:
        """Serve a whole page with our script and style at this path."""
        head = '<meta charset="utf-8"><title>Test</title><link rel="stylesheet" href="/built/app.css">'
        script = '<script type="module" src="/built/app.js"></script>'
        html = f'<!doctype html><html lang="en"><head>{head}{script}</head><body>{body}</body></html>'
        self.answer(path, html)

    def answer(self, path: str, answer: str | Answer | Callable[[Asked], Answer]) -> None:
        said = Answer(answer) if isinstance(answer, str) else answer
        self.answers[path] = said if callable(said) else lambda _: said

    def requests(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    def tell(self, **news: Any) -> None:
        """Send one message to every open stream."""
        for stream in self.streams:
            stream.put(json.dumps(news))

    def drop_streams(self) -> None:
        for stream in self.streams:
            stream.put(None)
        self.streams.clear()


class Handler(BaseHTTPRequestHandler):
    """Looks the path up in the site; /live is an event stream, /built/ the built files."""

    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.respond()

    def do_POST(self) -> None:
        self.respond()

    def respond(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        asked = Asked(self.command, parts.path, query, form, {k.lower(): v for k, v in self.headers.items()})
        self.site.asked.append(asked)
        if parts.path == "/live" and self.site.stream_status == 200:
            self.stream()
        else:
            self.send(self.find(asked))

    def find(self, asked: Asked) -> Answer:
        if asked.path == "/live":
            return Answer("", self.site.stream_status)
        if asked.path.startswith("/built/"):
            file = BUILT / asked.path.removeprefix("/built/")
            return Answer(file.read_bytes(), kind=KINDS[file.suffix])
        found = self.site.answers.get(asked.path)
        return found(asked) if found else Answer("not here", 404, "text/plain")

    def send(self, answer: Answer) -> None:
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.send_response(answer.status)
        headers = {"Content-Type": answer.kind, "Content-Length": str(len(body)), **answer.headers}
        for name, value in {**headers, "Content-Security-Policy": POLICY}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def stream(self) -> None:
        messages: queue.Queue[str | None] = queue.Queue()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b": hello\n\n")
        self.wfile.flush()
        self.site.streams.append(messages)
        while (message := messages.get()) is not None:
            self.wfile.write(f"data: {message}\n\n".encode())
            self.wfile.flush()
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """The test says what went wrong, not the server's log."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is no error."""


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = Server(("127.0.0.1", 0), type("SiteHandler", (Handler,), {"site": site}))
    site.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield site
    site.drop_streams()
    server.shutdown()
    server.server_close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Any:
    """The browser ends with the last of these tests."""
    outcome = yield
    browsers.stop_before(nextitem)
    return outcome


@pytest.fixture
def browser() -> Any:
    """Chromium, shared by the tests of this folder; without one they are skipped."""
    if not (BUILT / "app.js").is_file():
        pytest.skip("the front end is not built (python3 dev.py test builds it)")
    return browsers.running()


@pytest.fixture
def page(browser: Any, site: Site) -> Iterator[Any]:
    """A page of its own; script errors and breaches of the content security policy fail the test."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1200, "height": 800})
    page = context.new_page()
    page.set_default_timeout(5_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.extend([said.text] if "Content Security" in said.text else []))
    yield page
    context.close()
    assert errors == []
