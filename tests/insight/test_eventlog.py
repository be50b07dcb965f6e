from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cashboard.insight import segments
from cashboard.insight.eventlog import SpaceLog, case_attributes, ledger, payment_history, status_changes
from cashboard.insight.seeing import NotThere
from cashboard.work.cards.models import Card

pytestmark = [pytest.mark.requirement("R31"), pytest.mark.django_db]


@pytest.fixture
def tiny_files(monkeypatch):
    """Four events a file, sixteen in a merged one."""
    monkeypatch.setattr(segments, "SMALL", 4)
    monkeypatch.setattr(segments, "LARGE", 16)


def fetched(table):
    return table.to_pyarrow().to_pylist()


def chain_of(log: SpaceLog, kind: str, oid: int):
    chain = log.chain
    rows = log.fetch(chain.filter((chain.otype == kind) & (chain.oid == oid)).order_by(["at", "seq"]))
    return [(row["type"], row["prev_type"], row["pos"]) for row in rows]


def test_status_changes_are_the_moves_of_the_cards(story):
    card = story.card
    card.move(story.overdue, by=story.by_marco)
    card.complete(by=story.by_marco)
    rows = [row for row in fetched(status_changes(story.by_vera, story.space)) if row["case"] == card.key]
    rows.sort(key=lambda row: row["seq"])
    assert [(row["kind"], row["status"]) for row in rows] == [
        ("not_started", "Open"),
        ("in_progress", "Overdue"),
        ("completed", "Paid"),
    ]
    assert abs(rows[2]["at"] - datetime.now(UTC)) < timedelta(minutes=1)


def test_attributes_are_the_latest(story, book):
    card = book.card(
        "A", (story.open, "2024-01-01"), (story.paid, "2024-01-09"), person=story.lena, party="Alpen"
    )
    story.card.assign(story.marco, by=story.by_marco)
    story.cards[1].assign(story.marco, by=story.by_marco)
    story.cards[1].assign(None, by=story.by_marco)
    found = {row["case"]: row for row in fetched(case_attributes(story.by_vera, story.space))}
    assert found[card.key] == {
        "case": card.key,
        "customer": "Alpen",
        "person": "Lena Fischer",
        "status": "Paid",
        "kind": "completed",
    }
    assert (found[story.card.key]["person"], found[story.cards[1].key]["person"]) == ("Marco Rossi", None)


def test_an_event_shows_at_once_with_and_without_files(story, tiny_files):
    before = len(fetched(status_changes(story.by_vera, story.space)))
    for turn in range(6):
        story.card.move(story.overdue if turn % 2 == 0 else story.open, by=story.by_marco)
        assert len(fetched(status_changes(story.by_vera, story.space))) == before + turn + 1


def test_files_and_tail_tell_the_same(story, book, monkeypatch, rows_of):
    for number in range(8):
        book.invoice(f"I{number}", "2024-01-01", "2024-01-31", "10 EUR", "2024-02-05" if number % 2 else "")
    tail_only = SpaceLog(story.by_vera, story.space)
    by = ("seq", "otype", "oid")
    expected = rows_of(tail_only, tail_only.rows.drop("prev_seq", "prev_type", "prev_at", "pos", "late"), by)
    expected_chain = rows_of(tail_only, tail_only.chain.drop("late"), by)
    monkeypatch.setattr(segments, "SMALL", 4)
    monkeypatch.setattr(segments, "LARGE", 16)
    from_files = SpaceLog(story.by_vera, story.space)
    assert len(segments.Segments().sound()) > 2
    assert (
        rows_of(from_files, from_files.rows.drop("prev_seq", "prev_type", "prev_at", "pos", "late"), by)
        == expected
    )
    assert rows_of(from_files, from_files.chain.drop("late"), by) == expected_chain


def test_a_predecessor_is_the_event_before_in_time(story, book, tiny_files):
    """The second invoice is told later and happened earlier: their customer's chain has it first."""
    later = book.invoice("I1", "2024-03-01", "2024-03-31", "10 EUR", "2024-03-15")
    assert chain_of(SpaceLog(story.by_vera, story.space), "invoice", later.pk) == [
        ("invoice.issued", None, 1),
        ("card.created", "invoice.issued", 2),
        ("invoice.settled", "card.created", 3),
        ("card.completed", "invoice.settled", 4),
    ]
    book.invoice("I2", "2024-01-01", "2024-01-31", "10 EUR", "2024-01-15")
    for _ in range(3):
        story.card.assign(story.marco, by=story.by_marco)
        story.card.assign(None, by=story.by_marco)
    log = SpaceLog(story.by_vera, story.space)
    chain = log.chain
    customer = book.customer("Nordwind").pk
    rows = log.fetch(chain.filter((chain.otype == "customer") & (chain.oid == customer)).order_by("pos"))
    assert [row["pos"] for row in rows] == list(range(1, 9))
    assert rows[0]["at"].date() == date(2024, 1, 1)
    assert [row["prev_seq"] for row in rows] == [None, *(row["seq"] for row in rows[:-1])]
    assert [row["prev_at"] for row in rows] == [None, *(row["at"] for row in rows[:-1])]


def test_as_of_a_day_nothing_later_is_seen(story, book):
    book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR", "2024-02-20")
    for as_of in (date(2024, 1, 9), date(2024, 1, 10), date(2024, 2, 9), date(2024, 2, 20)):
        log = SpaceLog(story.by_vera, story.space, as_of)
        assert all(row["at"].date() <= as_of for row in log.fetch(log.rows))
        assert all(row["at"].date() <= as_of for row in log.fetch(log.chain))
        assert all(
            row["at"].date() <= as_of for row in fetched(ledger(story.by_vera, story.space, as_of=as_of))
        )
    known = payment_history(story.by_vera, story.space, date(2024, 2, 19))
    assert (len(known), bool(known.is_open[0])) == (1, True)
    assert not payment_history(story.by_vera, story.space, date(2024, 2, 20)).is_open[0]


def test_a_stranger_sees_nothing(story):
    for ask in (status_changes, case_attributes, ledger):
        with pytest.raises(NotThere, match="no such space") as refused:
            ask(story.by_nils, story.space)
        assert refused.value.status == 404


def test_other_spaces_stay_outside(story):
    other = story.workspace.add_space("HID", "Hidden", by=story.by_lena, kind="private")
    Card.create(other, "A secret", by=story.by_lena)
    log = SpaceLog(story.by_marco, story.space)
    assert {row["space"] for row in log.fetch(log.rows)} == {story.space.pk}
    with pytest.raises(NotThere):
        SpaceLog(story.by_marco, other)


def test_what_is_personal_stays_in_the_log(story):
    story.card.comment("Call Jane Roe on 555-0100", by=story.by_marco)
    log = SpaceLog(story.by_vera, story.space)
    rows = log.fetch(log.rows.filter(log.rows.type == "card.commented"))
    assert rows
    assert all("555" not in row["data"] for row in rows)


def test_an_outside_engine_is_refused(story, settings):
    from django.core.exceptions import ImproperlyConfigured

    settings.ANALYTICS_URL = "clickhouse://example"
    with pytest.raises(ImproperlyConfigured, match="leave it empty"):
        SpaceLog(story.by_vera, story.space)
