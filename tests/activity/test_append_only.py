"""The log is append-only in the model, in the QuerySet and in the database itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from cashboard.activity.models import Event, Seal
from cashboard.activity.sealing import seal
from tests.story import Story

pytestmark = pytest.mark.requirement("R27")


@pytest.fixture
def refused(story: Story) -> Callable[[str], None]:
    """Asserts that the database refuses this statement, word for word as SQL."""
    seal()

    def check(statement: str) -> None:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)

    return check


def test_the_model_deletes_nothing(story: Story) -> None:
    with pytest.raises(TypeError, match="append-only"):
        Event.objects.get(seq=1).delete()


def test_the_queryset_neither_updates_nor_deletes(story: Story) -> None:
    with pytest.raises(TypeError, match="append-only"):
        Event.objects.all().update(type="card.moved")
    with pytest.raises(TypeError, match="append-only"):
        Event.objects.all().delete()


def test_saving_an_event_again_is_refused_by_the_database(story: Story) -> None:
    event = Event.objects.get(seq=1)
    event.type = "card.moved"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save()


@pytest.mark.parametrize("table", ["activity_event", "activity_involvement", "activity_seal"])
def test_triggers_refuse_to_delete(refused: Callable[[str], None], table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "activity_event SET actor_name = 'x'",
        "activity_involvement SET object_id = 1",
        "activity_seal SET hash = 'x'",
    ],
)
def test_triggers_refuse_to_update(refused: Callable[[str], None], change: str) -> None:
    refused(f"UPDATE {change}")


@pytest.mark.only("sqlite")
@pytest.mark.parametrize("table", ["activity_event", "activity_involvement", "activity_seal"])
def test_sqlite_refuses_to_replace(refused: Callable[[str], None], table: str) -> None:
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.only("postgres")
@pytest.mark.parametrize("table", ["activity_event", "activity_involvement", "activity_seal"])
def test_postgres_refuses_to_truncate(refused: Callable[[str], None], table: str) -> None:
    refused(f"TRUNCATE {table}")


def test_the_door_for_redactions_is_for_events_alone(refused: Callable[[str], None]) -> None:
    connection.cursor().execute("INSERT INTO activity_redactiondoor (id) VALUES (1)")
    refused("UPDATE activity_seal SET hash = 'x'")
    refused("DELETE FROM activity_event")
    assert Seal.objects.count() == 1
