"""How often a page asks the database: as often for many cards, comments and spaces as for a few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.work.cards.models import Card
from cashboard.work.cards.ranks import fill
from cashboard.work.spaces.models import Status
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R28")


def asked(browser: Browser, address: str) -> int:
    """How often a page asks, once what does not change is known."""
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)


def crowd(story: Story, status: Status, count: int) -> None:
    """Many cards at the end of a column, put there at once."""
    numbers = range(story.space.take_numbers(count), 10**9)
    ranks = fill(count, "z", "")
    Card.objects.bulk_create(
        Card(space=story.space, status=status, number=n, key=f"COL-{n}", title=f"Card {n}", rank=rank)
        for n, rank in zip(numbers, ranks, strict=False)
    )


def test_a_board_asks_as_often_for_two_thousand_cards_as_for_twenty(story: Story, marco: Browser) -> None:
    pages = ("/spaces/COL/", "/spaces/COL/?q=Card&overdue=1", f"/spaces/COL/columns/{story.open.pk}/")
    crowd(story, story.open, 20)
    few = [asked(marco, page) for page in pages]
    for status in (story.open, story.overdue, story.disputed, story.paid):
        crowd(story, status, 500)
    assert [asked(marco, page) for page in pages] == few
    assert max(few) <= 8


TABLES = ("", "?q=Card&overdue=1&sort=-amount", "?group=responsible&sort=title", "rows/?group=due&after=[]")


@pytest.mark.parametrize("page", TABLES)
def test_a_table_asks_as_often_for_two_thousand_cards_as_for_sixty(
    story: Story, marco: Browser, page: str
) -> None:
    crowd(story, story.open, 60)
    few = asked(marco, f"/spaces/COL/table/{page}")
    for status in (story.open, story.overdue, story.disputed, story.paid):
        crowd(story, status, 500)
    assert asked(marco, f"/spaces/COL/table/{page}") == few
    assert few <= 10


@pytest.mark.requirement("R29")
@pytest.mark.parametrize("page", ["gantt/", "gantt/?q=Card&zoom=month", "gantt/changes/?since=0"])
def test_a_gantt_chart_asks_as_often_for_two_thousand_cards_as_for_sixty(
    story: Story, marco: Browser, page: str
) -> None:
    first, second, third = story.cards
    first.relate("child", second, by=story.by_marco)
    first.relate("next", third, by=story.by_marco)
    crowd(story, story.open, 60)
    story.space.cards.update(start_on=date(2026, 11, 2), due_on=date(2026, 11, 6))
    few = asked(marco, f"/spaces/COL/{page}")
    for status in (story.open, story.overdue, story.disputed, story.paid):
        crowd(story, status, 500)
    story.space.cards.update(start_on=date(2026, 11, 2), due_on=date(2026, 11, 6))
    assert asked(marco, f"/spaces/COL/{page}") == few
    assert few <= 16


def comment(story: Story) -> None:
    story.card.comment("Called them", by=story.by_marco)


def label(story: Story) -> None:
    story.card.label(f"Label {story.space.labels.count()}", by=story.by_marco)


@pytest.mark.parametrize("grow", [comment, label], ids=lambda grow: grow.__name__)
def test_a_card_asks_as_often_however_much_was_said(
    story: Story, marco: Browser, grow: Callable[[Story], None]
) -> None:
    grow(story)
    few = asked(marco, "/cards/COL-1/")
    for _ in range(30):
        grow(story)
    assert asked(marco, "/cards/COL-1/") == few
    assert few <= 22


def test_the_stream_asks_as_often_for_a_full_page(story: Story, marco: Browser) -> None:
    comment(story)
    few = asked(marco, "/spaces/COL/activity/")
    for _ in range(60):
        comment(story)
    assert asked(marco, "/spaces/COL/activity/") == few
    assert few <= 8


def test_home_asks_as_often_for_many_spaces(story: Story, marco: Browser) -> None:
    few = asked(marco, "/")
    for number in range(20):
        story.workspace.add_space(f"S{number:02}", f"Space {number}", by=story.by_lena)
        story.workspace.add_folder(f"Folder {number}", by=story.by_lena)
    assert asked(marco, "/") == few
    assert few <= 12


def test_news_of_a_board_ask_little(story: Story, marco: Browser) -> None:
    few = asked(marco, "/spaces/COL/changes/?since=0")
    assert few <= 12


def test_search_asks_as_often_for_many_hits(story: Story, marco: Browser) -> None:
    few = asked(marco, "/search/?q=Card")
    crowd(story, story.open, 60)
    assert asked(marco, "/search/?q=Card") == few


def test_a_move_asks_nothing_about_what_a_move_does_not_change(story: Story, marco: Browser) -> None:
    """Labels and marks are known from before the move; what did change in between is seen."""
    story.card.label("Urgent", by=story.by_marco)
    marco.get("/spaces/COL/")

    def move(status: Status) -> tuple[int, str]:
        with CaptureQueriesContext(connection) as queries:
            answer = marco.act("/cards/COL-1/moves/", {"list": status.pk, "before": ""})
        return len(queries), answer.content.decode()

    few, html = move(story.overdue)
    assert "Urgent" in html
    assert few <= 17
    story.card.label("Late", by=story.by_marco)
    many, html = move(story.open)
    assert "Late" in html
    assert many == few + 4
    assert move(story.overdue)[0] == few
