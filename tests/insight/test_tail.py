from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cashboard.activity.models import Head
from cashboard.insight.tail import tail

pytestmark = pytest.mark.django_db


def head() -> int:
    return Head.objects.get(pk=1).seq


def test_only_news_are_read_from_the_log(story, tmp_path):
    first = tail(tmp_path, 0, head())
    story.card.complete(by=story.by_marco)
    with CaptureQueriesContext(connection) as asked:
        second = tail(tmp_path, 0, head())
    assert second.num_rows > first.num_rows
    reads = [query["sql"] for query in asked if "via" in query["sql"]]
    assert len(reads) == 1
    with CaptureQueriesContext(connection) as asked:
        assert tail(tmp_path, 0, head()).num_rows == second.num_rows
    assert not [query for query in asked if "via" in query["sql"]]


def test_it_ends_and_begins_where_it_is_told(story, tmp_path):
    upto = head()
    assert set(tail(tmp_path, 3, upto - 1)["seq"].to_pylist()) == set(range(4, upto))
    assert set(tail(tmp_path, 5, upto)["seq"].to_pylist()) == set(range(6, upto + 1))
    assert set(tail(tmp_path, 1, upto)["seq"].to_pylist()) == set(range(2, upto + 1))


def test_what_was_taken_back_is_forgotten(story, tmp_path):
    with transaction.atomic():
        story.card.complete(by=story.by_marco)
        assert "card.completed" in tail(tmp_path, 0, head())["type"].to_pylist()
        transaction.set_rollback(True)
    story.card.refresh_from_db()
    story.card.move(story.overdue, by=story.by_marco)
    types = tail(tmp_path, 0, head())["type"].to_pylist()
    assert "card.completed" not in types
    assert "card.moved" in types
