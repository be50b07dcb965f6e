"""A list of cards comes into a space: with its dates, its people and its statuses, once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import NotAllowed, Refused
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from cashboard.work.importing import running
from cashboard.work.importing.running import run_now, run_waiting
from cashboard.work.importing.runs import BoardImport, ImportedCard, ImportState
from cashboard.work.importing.starting import choose, discard, look, start, stop
from cashboard.work.importing.undoing import undo
from cashboard.work.importing.writing import Writing
from cashboard.work.spaces.kinds import StatusKind
from tests.replaying import assert_fields_replayed, assert_flow_replayed, assert_replayed

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R58")]

LIST = """\
ID,Title,Status,Assignee,Labels,Due date,Created,Completed,Priority,Comment,Checklist,Parent
T-1,Call Nordwind,Open,marco@example.com,"urgent, phone",2026-12-01,2026-10-01 09:30,,High,\
"2026-10-02 10:00; Marco Rossi; They pay on Friday","[x] look up number
[ ] call",
T-2,Write to Alpen Optik,Paid,Anna Berg,,,2026-09-01,2026-09-15,Low,Said on the phone,,T-1
T-3,Ask legal,Escalated,,,,,,,,,T-1
"""


@pytest.fixture(autouse=True)
def _replayed():
    yield
    assert_replayed()
    assert_fields_replayed()
    assert_flow_replayed()


@pytest.fixture
def people(story):
    """Marco's address is as the list has it."""
    Person.objects.filter(pk=story.marco.pk).update(email="marco@example.com")


def brought(key):
    return ImportedCard.objects.get(key=key).card


def test_a_list_comes_in_with_all_that_it_says(story, people, imported):
    run = imported(LIST)
    assert (run.state, run.message, run.new, run.rejected, run.linked) == ("finished", "", 3, 0, 2)
    card = brought("T-1")
    assert (card.title, card.status, card.responsible) == ("Call Nordwind", story.open, story.marco)
    assert card.due_on == date(2026, 12, 1)
    assert card.created_at == datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
    assert set(card.labels.values_list("name", flat=True)) == {"urgent", "phone"}
    assert [(item.text, item.done_at is not None) for item in card.items.all()] == [
        ("look up number", True),
        ("call", False),
    ]
    [comment] = card.comments.all()
    assert (comment.author, comment.text) == (story.marco, "They pay on Friday")
    assert comment.created_at == datetime(2026, 10, 2, 10, tzinfo=UTC)
    priority = story.space.fields.get(name="Priority")
    assert card.said_in(priority).named[0].name == "High"


def test_a_completed_card_was_completed_when_the_list_says(story, imported):
    imported(LIST)
    card = brought("T-2")
    assert card.completed_at == datetime(2026, 9, 15, tzinfo=UTC)
    told = Event.objects.about("card", card.pk).order_by("at", "seq").values_list("type", "at", "backfilled")
    assert ("card.completed", card.completed_at, True) in list(told)


def test_a_status_that_is_missing_is_made_with_a_kind(story, imported):
    imported(LIST, statuses={"Escalated": "new:in_progress"})
    assert brought("T-3").status.name == "Escalated"
    assert brought("T-3").status.kind == StatusKind.IN_PROGRESS


def test_somebody_without_an_account_becomes_a_placeholder_that_cannot_sign_in(story, imported):
    imported(LIST)
    anna = brought("T-2").responsible
    assert (anna.name, anna.placeholder, anna.is_active) == ("Anna Berg", "Anna Berg", False)
    assert not anna.has_usable_password()
    imported("ID,Title,Assignee\nX-9,Another,Anna Berg\n")
    assert brought("X-9").responsible == anna


def test_nobody_outside_the_space_is_found_by_a_file(story, imported):
    imported(f"ID,Title,Assignee\n1,Guess,{story.nils.email}\n")
    assert brought("1").responsible != story.nils


def test_the_same_file_again_changes_nothing_and_says_so(story, imported):
    imported(LIST)
    count, seq = Card.objects.count(), Event.objects.filter(type__startswith="card.").count()
    run = imported(LIST)
    assert (run.new, run.same) == (0, 3)
    assert (Card.objects.count(), Event.objects.filter(type__startswith="card.").count()) == (count, seq)


def test_rows_without_ids_come_once_too(story, imported):
    text = "Title,Status\nSame,Open\nSame,Open\nOther,Open\n"
    assert imported(text).new == 3
    assert imported(text).new == 0


def test_what_cannot_be_read_is_told_by_row_and_kept(story, taken, imported):
    text = "ID,Title,Due date\n1,Good,2026-12-01\n2,,2026-12-01\n3,Bad date,tomorrow\n1,Twice,\n"
    seen = look(taken(text))
    assert [(row.line, row.reason) for row in seen.rejects] == [
        (3, "Title: Give the card a title."),
        (4, "Due date: 'tomorrow' is not a date; write it as YYYY-MM-DD"),
        (5, "ID: '1' is in line 2 too"),
    ]
    run = imported(text)
    assert (run.new, run.rejected) == (1, 3)
    kept = run.rejects.read_text(encoding="utf-8-sig")
    assert "tomorrow" in kept
    assert "cashboard_reason" in kept


def test_a_dry_run_writes_nothing(story, taken):
    before = Event.objects.count()
    seen = look(taken(LIST))
    assert (seen.total, seen.new, seen.links, seen.comments, seen.items) == (3, 3, 2, 2, 2)
    assert Event.objects.count() == before
    assert Card.objects.count() == 3


@pytest.mark.requirement("R95")
def test_a_killed_run_goes_on_without_a_double(story, taken, monkeypatch):
    """It dies between two chunks, and while it writes one."""
    monkeypatch.setattr(running, "CHUNK", 2)
    text = "ID,Title,Parent\n" + "".join(f"{n},Card {n},1\n" for n in range(1, 8))
    run = taken(text)
    start(run, by=story.by_lena)
    real, calls = Writing.write, []

    def dying(self, cards):
        calls.append(1)
        real(self, cards)
        if len(calls) == 3:
            raise SystemExit("killed")

    monkeypatch.setattr(Writing, "write", dying)
    with pytest.raises(SystemExit):
        run_now(run)
    assert ImportedCard.objects.count() == 4
    BoardImport.objects.update(alive_at=None)
    assert run_waiting()
    run = BoardImport.objects.get(pk=run.pk)
    assert (run.state, run.new, run.done, run.linked) == ("finished", 7, 7, 6)
    assert ImportedCard.objects.count() == 7
    assert not run_waiting()


def test_somebody_stops_it_and_lets_it_go_on(story, taken, monkeypatch):
    monkeypatch.setattr(running, "CHUNK", 1)
    run = taken("ID,Title\n1,One\n2,Two\n")
    start(run, by=story.by_lena)
    stop(run, by=story.by_lena)
    run = run_now(run)
    assert (run.state, run.new) == (ImportState.CANCELLED, 1)
    start(run, by=story.by_lena)
    assert run_now(run).new == 2


@pytest.mark.requirement("R58")
def test_an_import_is_undone_apart_from_what_somebody_worked_on(story, imported):
    run = imported(LIST)
    kept = brought("T-1")
    kept.comment("Mine", by=story.by_marco)
    undo(run, by=story.by_lena)
    run = run_now(run)
    assert (run.state, run.withdrawn, run.kept) == (ImportState.UNDONE, 2, 1)
    kept.refresh_from_db()
    assert kept.archived_at is None
    assert Card.objects.filter(imported_as=None, archived_at__isnull=False).count() == 2
    undo(run, by=story.by_lena)
    again = imported(LIST)
    assert (again.new, again.same) == (2, 1)


def test_a_visitor_imports_nothing(story, taken):
    with pytest.raises(NotAllowed):
        taken(LIST, by=story.by_vera)


def test_a_member_is_told_that_new_statuses_need_an_owner(story, taken):
    run = taken(LIST, by=story.by_marco, statuses={"Escalated": "new:in_progress"})
    with pytest.raises(NotAllowed, match="owner"):
        start(run, by=story.by_marco)


def test_a_member_who_loses_the_role_in_the_middle_is_stopped(story, taken):
    run = taken("ID,Title\n1,One\n", by=story.by_marco)
    start(run, by=story.by_marco)
    story.workspace.remove_member(story.marco, by=story.by_lena)
    run = run_now(BoardImport.objects.get(pk=run.pk))
    assert (run.state, run.new) == (ImportState.FAILED, 0)
    assert "role" in run.message


def test_a_draft_is_forgotten_and_a_begun_one_is_not(story, taken):
    run = taken(LIST)
    path = run.path
    discard(run, by=story.by_lena)
    assert not path.exists()
    run = taken(LIST)
    start(run, by=story.by_lena)
    with pytest.raises(Refused):
        discard(run, by=story.by_lena)
    with pytest.raises(Refused):
        choose(run, by=story.by_lena, order="dmy")


def test_dates_that_can_be_read_in_two_ways_are_asked_for(story, taken):
    text = "Title,Due date\nOne,03/04/2026\n"
    run = taken(text)
    assert look(run).rejected == 1
    choose(run, by=story.by_lena, order="dmy")
    assert look(run).cards[0].due_on == date(2026, 4, 3)
