"""A full disk and a database that is away: a sentence, nothing half-saved, and work goes on afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import close_old_connections, connection

from cashboard.activity.models import Head
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.usefixtures("transactional_db")

COMMENTS, MOVES = "/cards/COL-1/comments/", "/cards/COL-1/moves/"
LONG = "They said they would pay on Friday. " * 1_300


def pragma(name: str, value: int | None = None) -> int:
    """Ask or set a pragma on the connection of the requests."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if value is None else f"PRAGMA {name} = {value}")
        return int(cursor.fetchone()[0])


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite may not grow by one page."""
    pragma("max_page_count", pragma("page_count"))
    try:
        yield
    finally:
        pragma("max_page_count", 1_073_741_823)


@pytest.mark.only("sqlite")
@pytest.mark.requirement("R102")
def test_a_full_disk_saves_nothing_and_says_so(story: Story, marco: Browser) -> None:
    before = Head.objects.get().seq
    with full_disk():
        page = marco.post(COMMENTS, {"text": LONG})
        piece = marco.act(COMMENTS, {"text": LONG})
        assert marco.get("/cards/COL-1/").status_code == 200, "reading goes on"
    assert (page.status_code, piece.status_code) == (507, 507)
    assert "The disk is full" in page.content.decode()
    words = "Nothing was saved: the disk is full. Tell your administrator, then try again."
    assert piece.content.decode() == words
    assert (Head.objects.get().seq, Comment.objects.count()) == (before, 0)
    assert marco.act(COMMENTS, {"text": LONG}).status_code == 200
    assert Comment.objects.get().text == LONG.strip()


@pytest.mark.only("sqlite")
def test_a_full_disk_while_signing_in(story: Story) -> None:
    story.marco.set_password("correct horse battery")
    story.marco.save(update_fields=["password"])
    fields = {"login": "marco@example.com", "password": "correct horse battery"}
    with full_disk():
        answers = {Browser().post("/accounts/login/", fields).status_code for _ in range(60)}
    assert 507 in answers, "by and by no session fits any more"
    assert answers <= {302, 507, 429}, "429: so many tries at once"
    cache.clear()
    assert Browser().post("/accounts/login/", fields).status_code == 302


@contextmanager
def ended_in_mid_work(before: str) -> Iterator[list[str]]:
    """The server ends the connection of the request right before it sends a statement that begins so."""
    import psycopg

    done: list[str] = []
    parameters = connection.get_connection_params()
    address = {name: parameters[name] for name in ("host", "port", "user", "dbname") if name in parameters}

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(before) and not done:
            with psycopg.connect(**address, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            done.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield done


@pytest.mark.only("postgres")
@pytest.mark.requirement("R102")
@pytest.mark.parametrize("before", ["UPDATE activity_head", 'UPDATE "work_card"', "SELECT"])
def test_a_connection_that_ends_in_mid_work_saves_nothing(story: Story, marco: Browser, before: str) -> None:
    seq, state = Head.objects.get().seq, story.card.state()
    with ended_in_mid_work(before) as done:
        answer = marco.act(MOVES, {"list": story.paid.pk, "before": ""})
        assert done
    assert answer.status_code == 503
    assert answer.content == b"The database does not answer. Nothing was saved; try again in a moment."
    close_old_connections()  # as the server does before each request
    assert (Head.objects.get().seq, Card.objects.get(key="COL-1").state()) == (seq, state)
    assert marco.act(MOVES, {"list": story.paid.pk, "before": ""}).status_code == 200
    assert Card.objects.get(key="COL-1").status == story.paid


@pytest.mark.only("postgres")
def test_a_connection_that_ended_between_requests_is_not_noticed(story: Story, marco: Browser) -> None:
    assert marco.get("/spaces/COL/").status_code == 200
    with ended_in_mid_work("SELECT"):
        assert marco.get("/spaces/COL/").status_code == 503
    close_old_connections()
    assert marco.get("/spaces/COL/").status_code == 200


@pytest.mark.only("postgres")
@pytest.mark.requirement("R102")
def test_a_server_that_is_not_there_and_comes_back(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        patch.setitem(connection.settings_dict, "PORT", "1")  # where nothing listens
        for answer in (marco.get("/spaces/COL/"), marco.get("/"), marco.post(MOVES, {"list": story.paid.pk})):
            assert answer.status_code == 503
            assert "The database does not answer." in answer.content.decode()
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "Content-Security-Policy" in answer.headers
        assert Browser().get("/spaces/COL/").status_code == 302, "the sign-in page then says the same"
        wrong = Browser().post("/accounts/login/", {"login": "marco@example.com", "password": "x"})
        assert wrong.status_code == 503
    assert marco.get("/spaces/COL/").status_code == 200
    assert Card.objects.get(key="COL-1").status == story.open
