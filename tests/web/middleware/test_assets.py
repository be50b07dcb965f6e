"""The built front-end, and nothing else of this machine."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from cashboard.web.environment import asset
from cashboard.web.middleware import assets

ROOT = Path(settings.PACKAGE)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of built files, with a secret beside it."""
    folder = tmp_path / "built"
    folder.mkdir()
    (folder / "app.js").write_text("let here")
    (folder / "inside").mkdir()
    (tmp_path / "secret").write_text("hush")
    (tmp_path / "built-elsewhere").mkdir()
    (tmp_path / "built-elsewhere" / "app.js").write_text("hush")
    (folder / "link").symlink_to(tmp_path / "secret")
    monkeypatch.setattr(assets, "BUILT", folder)
    return folder


class Answer(NamedTuple):
    """What came back, read to its end."""

    status: int
    body: bytes
    headers: Mapping[str, str]


def ask(path: str, method: str = "GET", query: str = "") -> Answer:
    """The answer to a client who sends exactly this path."""
    client = Client(raise_request_exception=False)
    given: Any = client.generic(method, "/", PATH_INFO=path, QUERY_STRING=query)
    with closing(given) as answer:
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return Answer(answer.status_code, body, answer.headers)


def test_a_built_file_is_given_and_may_be_kept(built: Path) -> None:
    answer = ask("/static/app.js")
    assert (answer.status, answer.body) == (200, b"let here")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=300" in answer.headers["Cache-Control"]
    assert "immutable" in ask("/static/app.js", query="v=1").headers["Cache-Control"]
    assert asset("app.css").startswith("/static/app.css?v=")


OUTSIDE = (
    "/static/../secret",
    "/static/../../etc/passwd",
    "/static/%2e%2e/secret",
    "/static//etc/passwd",
    "/static/inside/../../secret",
    "/static/../built-elsewhere/app.js",
    "/static/link",
    "/static/..\\secret",
)
NOTHING: tuple[str, ...] = (
    "/static/",
    "/static/inside",
    "/static/nothing.js",
    "/static/\0",
    "/static/app.js\0.css",
)
NOTHING += ("/static/" + "x" * 5000, "/static/" + "x/" * 3000)


@pytest.mark.parametrize("path", [*OUTSIDE, *NOTHING])
def test_nothing_else_is_given(built: Path, path: str) -> None:
    answer = ask(path)
    assert (answer.status, answer.body) == (404, b"There is no such file.")


def test_files_are_only_read(built: Path) -> None:
    for method in ("POST", "PUT", "DELETE"):
        answer = ask("/static/app.js", method)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    head = ask("/static/app.js", "HEAD")
    assert (head.status, head.headers["Content-Length"]) == (200, "8")


def test_whatever_begins_otherwise_goes_on() -> None:
    passed = assets.BuiltAssets(lambda request: request)  # type: ignore[arg-type, return-value]
    request = RequestFactory().get("/spaces/")
    assert passed(request) is request  # type: ignore[comparison-overlap]
