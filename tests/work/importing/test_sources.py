"""Boards of Trello, Jira and Planner come in with all that they hold."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid
from cashboard.work.cards.events import CardCommented
from cashboard.work.cards.relations import Relation, Tie
from cashboard.work.importing.runs import ImportedCard
from cashboard.work.importing.starting import look
from cashboard.work.list_files.unreadable import UnreadableFile
from tests.replaying import assert_fields_replayed, assert_flow_replayed, assert_replayed
from tests.work.importing import boards

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R58")]


@pytest.fixture(autouse=True)
def _replayed():
    yield
    assert_replayed()
    assert_fields_replayed()
    assert_flow_replayed()


def brought(key):
    return ImportedCard.objects.get(key=key).card


def ties(card):
    return {
        (each.seen_from(card.pk)[0], each.seen_from(card.pk)[1]) for each in Relation.objects.of_card(card.pk)
    }


def test_a_trello_board_comes_in_whole(story, imported):
    run = imported(boards.trello(), "board.json")
    assert (run.kind, run.state, run.new, run.rejected) == ("trello", "finished", 3, 0)
    card = brought(boards.FIRST)
    assert (card.status.name, card.status.kind) == ("Done", "completed")
    assert card.created_at == datetime.fromtimestamp(0x65000000, UTC)
    assert card.completed_at == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert card.due_on == date(2026, 12, 1)
    assert card.description == "About **99**\n\n**Attachments**\n\n- [Invoice](https://example.com/99.pdf)"
    assert (card.responsible.name, [each.name for each in card.coworkers.all()]) == (
        "Anna Berg",
        ["Ben Falk"],
    )
    assert set(card.labels.values_list("name", flat=True)) == {"Urgent", "Sky dark"}
    assert [(item.text, bool(item.done_at), item.due_on) for item in card.items.all()] == [
        ("First", True, None),
        ("Second", False, date(2026, 11, 30)),
    ]
    [comment] = card.comments.all()
    assert (comment.author_name, comment.created_at) == ("Ben Falk", datetime(2026, 3, 4, 9, tzinfo=UTC))
    said = {field.name: card.said_in(field) for field in story.space.fields.all()}
    assert said["Region"].named[0].name == "North"
    assert said["Hours"].number == Decimal("2.5")


def test_a_comment_is_its_writers_and_the_log_says_who_brought_it(story, imported):
    imported(boards.trello(), "board.json")
    event = Event.objects.about("card", brought(boards.FIRST).pk).get(type="card.commented")
    assert isinstance(event.typed, CardCommented)
    assert event.typed.author is not None
    assert (event.actor_name, event.typed.author.name) == ("Lena Fischer", "Ben Falk")
    assert event.backfilled


def test_archived_cards_and_cards_of_archived_lists_are_archived(story, imported):
    imported(boards.trello(), "board.json")
    assert brought(boards.SECOND).archived_at is not None
    assert brought(boards.THIRD).archived_at is not None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not whole"),
        ('{"a": 1}', "no lists and cards"),
        ("[" * 100_000, "not whole"),
    ],
)
def test_what_is_no_board_is_refused_with_a_sentence(story, taken, content, said):
    run = taken(content, "board.json")
    with pytest.raises(UnreadableFile, match=said):
        look(run)


def test_a_card_that_is_broken_costs_no_other(story, imported):
    board = json.loads(boards.trello())
    board["cards"][1] = {"name": "No list", "id": "x"}
    run = imported(json.dumps(board), "board.json")
    assert (run.new, run.rejected) == (2, 1)


def check_jira():
    epic, receipts, rest = (brought(f"PAY-{n}") for n in (1, 2, 3))
    assert receipts.status.kind == "completed"
    assert ties(receipts) == {(Tie.PARENT, epic.pk), (Tie.NEXT, rest.pk)}
    assert epic.responsible.name == "Anna Berg"
    assert rest.due_on == date(2025, 12, 12)
    assert receipts.comments.first().author_name == "Ben Falk"
    return receipts


def test_issues_of_jira_come_in_from_a_csv(story, imported):
    run = imported(boards.JIRA_CSV, "jira.csv")
    assert (run.kind, run.new, run.linked, run.message) == ("jira", 3, 2, "")
    card = check_jira()
    assert card.completed_at == datetime(2025, 11, 26, 13, 30, tzinfo=UTC)
    assert [each.text for each in card.comments.all()] == ["First look; all well", "Done"]
    assert set(card.labels.values_list("name", flat=True)) == {"cash", "bank"}
    said = {field.name: card.said_in(field) for field in story.space.fields.all()}
    assert said["Priority"].named[0].name == "Low"
    assert said["Story Points"].number == 3


def test_issues_of_jira_come_in_from_xml(story, imported):
    run = imported(boards.JIRA_XML, "jira.xml")
    assert (run.kind, run.new, run.linked, run.message) == ("jira-xml", 3, 2, "")
    card = check_jira()
    assert card.completed_at == datetime(2025, 11, 26, 12, 30, tzinfo=UTC)
    assert card.description == "Look at **all** of them:\n\n- one"
    assert card.responsible is None


def test_the_same_issues_by_csv_and_by_xml_are_the_same_cards(story, imported):
    imported(boards.JIRA_CSV, "jira.csv")
    again = imported(boards.JIRA_XML, "jira.xml")
    assert (again.new, again.same) == (0, 3)


def test_xml_that_declares_entities_is_refused(story, taken):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><rss><item><key>1</key></item></rss>'
    run = taken(bomb, "jira.xml")
    with pytest.raises(UnreadableFile, match="document type"):
        look(run)


def test_a_plan_of_planner_comes_in(story, imported):
    run = imported(boards.planner(), "plan.xlsx")
    assert (run.kind, run.new, run.rejected, run.message) == ("planner", 2, 0, "")
    call, letter = brought("t1"), brought("t2")
    assert (call.status.name, call.due_on) == ("This week", date(2026, 10, 30))
    assert (call.responsible.name, call.coworkers.get().name) == ("Anna Berg", "Ben Falk")
    assert [item.done_at for item in call.items.all()] == [None, None]
    assert (letter.status.name, letter.status.kind) == ("Completed", "completed")
    assert letter.completed_at == datetime(2026, 9, 20, tzinfo=UTC)
    assert letter.labels.get().name == "Later"
    assert letter.items.get().done_at is not None


def test_a_file_of_an_unknown_kind_is_refused(story, taken):
    with pytest.raises(Invalid):
        taken(b"%PDF-1.7 \x00\x01", "x.pdf")
