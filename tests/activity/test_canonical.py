"""The canonical JSON of an event is the same bytes on every database, and changes with every field."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from cashboard.activity.canonical import canonical, digest
from cashboard.activity.models import Event

MOMENT = datetime(2026, 3, 29, 1, 30, 0, 120, tzinfo=UTC)
DATA = {
    "text": 'Größe “ß” \u2028 \U0001f4b6 İ e\u0301 \\ " \t\n</script>',
    "amount": "1234567890123456789.10",
    "list": [1, True, None, "", {"ä": "z", "a": 0}],
    "a": {"é": 1, "Z": 2, "z": 3},
    "big": 2**53,
    "negative": -1,
}


def an_event() -> Event:
    return Event(
        seq=1,
        uid=UUID(int=7),
        type="card.moved",
        at=MOMENT,
        recorded_at=MOMENT,
        actor_kind="person",
        actor_person=3,
        actor_name="Zoë Żółć",
        via="web",
        change=UUID(int=9),
        data=DATA,
        objects_json=[{"type": "card", "id": 5, "name": "COL-1", "qualifier": ""}],
    )


def test_the_bytes_are_these() -> None:
    event = an_event()
    event.data = {"b": "é", "a": "1.10"}
    assert canonical(event).decode() == (
        '{"actor":["person",3,null,"Zoë Żółć"],"at":"2026-03-29T01:30:00.000120+00:00",'
        '"backfilled":false,"cause":null,'
        '"change":"00000000-0000-0000-0000-000000000009","data":{"a":"1.10","b":"é"},'
        '"id":"00000000-0000-0000-0000-000000000007",'
        '"objects":[{"id":5,"name":"COL-1","qualifier":"","type":"card"}],'
        '"recorded_at":"2026-03-29T01:30:00.000120+00:00","seq":1,"space":null,"type":"card.moved","via":"web",'
        '"workspace":null}'
    )


def test_what_the_database_gives_back_has_the_same_bytes(db: None) -> None:
    event = an_event()
    before = canonical(event)
    event.save(force_insert=True)
    assert canonical(Event.objects.get(seq=1)) == before


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2}, {"uid": UUID(int=8)}, {"type": "card.ranked"}, {"backfilled": True}, {"actor_person": 4},
        {"actor_kind": "token"}, {"actor_token": 1}, {"actor_name": "Zoe"}, {"via": "api"},
        {"cause": UUID(int=1)},
        {"change": UUID(int=1)}, {"workspace": 1}, {"space": 1}, {"data": {}}, {"objects_json": []},
        {"at": MOMENT.replace(microsecond=121)}, {"recorded_at": MOMENT.replace(microsecond=121)},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_every_field_is_under_the_seal(change: dict[str, object]) -> None:
    event = an_event()
    before = digest(event)
    for name, value in change.items():
        setattr(event, name, value)
    assert digest(event) != before
