"""What is new on a board: the fragments that changed since, and never less."""

from __future__ import annotations

import re

import pytest

from cashboard.activity.models import Head
from cashboard.web.views import spaces
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Workspace
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import cards_in, gone_in

pytestmark = pytest.mark.requirement("R35")


def now() -> int:
    """The seq up to which the log is told."""
    return Head.objects.get().seq


def placed(html: bytes) -> dict[int, tuple[int, int | None]]:
    """Card -> the column and the card above which a piece of a board puts it."""
    found = re.findall(
        r'<article data-into="list-(\d+)" data-before="(?:card-(\d+))?" id="card-(\d+)"', html.decode()
    )
    return {int(card): (int(column), int(above) if above else None) for column, above, card in found}


def test_nothing_new_is_only_the_heads(story: Story, marco: Browser) -> None:
    answer = marco.fragment(f"/spaces/COL/changes/?since={now()}")
    assert answer.headers["X-Seq"] == str(now())
    assert placed(answer.content) == {}
    assert gone_in(answer.content) == set()
    assert answer.content.count(b"<header") == 4


def test_a_moved_card_is_told_where_it_stands(story: Story, marco: Browser, lena: Browser) -> None:
    since = now()
    first, second, third = story.cards
    lena.act(f"/cards/{third.key}/moves/", {"list": story.open.pk, "before": second.pk})
    lena.act(f"/cards/{first.key}/moves/", {"list": story.overdue.pk, "before": ""})
    answer = marco.fragment(f"/spaces/COL/changes/?since={since}")
    assert placed(answer.content) == {
        third.pk: (story.open.pk, second.pk),
        first.pk: (story.overdue.pk, None),
    }
    assert int(answer.headers["X-Seq"]) == now()
    assert placed(marco.fragment(f"/spaces/COL/changes/?since={answer.headers['X-Seq']}").content) == {}


def test_a_new_card_comes_and_an_archived_one_goes(story: Story, marco: Browser) -> None:
    since = now()
    made = Card.create(story.space, "Brand new", on_top=True, by=story.by_lena)
    story.card.archive(by=story.by_lena)
    told = marco.fragment(f"/spaces/COL/changes/?since={since}").content
    assert placed(told) == {made.pk: (story.open.pk, story.cards[1].pk)}
    assert gone_in(told) == {story.card.pk}


def test_a_card_that_the_filter_hides_is_told_gone(story: Story, marco: Browser) -> None:
    since = now()
    story.cards[0].retitle("Invoice of somebody else", by=story.by_lena)
    story.cards[1].retitle("Second reminder to Nordwind", by=story.by_lena)
    told = marco.fragment(f"/spaces/COL/changes/?since={since}&q=nordwind").content
    assert set(placed(told)) == {story.cards[1].pk}
    assert gone_in(told) == {story.cards[0].pk}
    assert b'<span class="column-count">1</span>' in told


def test_news_of_other_spaces_are_not_told(story: Story, marco: Browser) -> None:
    since = now()
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    Card.create(other, "Elsewhere", by=story.by_lena)
    answer = marco.fragment(f"/spaces/COL/changes/?since={since}")
    assert placed(answer.content) == {}
    assert int(answer.headers["X-Seq"]) == now()


def test_too_many_cards_bring_the_whole_region(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spaces, "MANY", 2)
    told = marco.fragment("/spaces/COL/changes/?since=0").content
    assert b'<div id="columns"' in told
    assert b"<html" not in told
    assert set(cards_in(told)) == {card.pk for card in story.cards}
    assert f'since="{now()}"' in told.decode()


def test_many_events_of_few_cards_lose_no_other(
    story: Story, marco: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies behind the events that are read is not passed over: the page would never ask for it again."""
    monkeypatch.setattr(spaces, "MANY_EVENTS", 6)
    since = now()
    for number in range(6):
        story.card.comment(f"Call {number}", by=story.by_lena)
    story.cards[2].retitle("Behind the others", by=story.by_lena)
    told = marco.fragment(f"/spaces/COL/changes/?since={since}").content
    assert b"Behind the others" in told


@pytest.mark.requirement("R3")
def test_what_was_told_of_one_board_is_not_told_of_another(
    story: Story, marco: Browser, nils: Browser
) -> None:
    """Also when nothing is new: the heads alone hold counts and money."""
    elsewhere = Workspace.objects.create_workspace("Elsewhere", by=story.by_nils)
    elsewhere.add_space("ELS", "Elsewhere", by=story.by_nils, statuses=[("Waiting", "not_started")])
    for since in (now(), now() - 1, 0):
        ours = marco.fragment(f"/spaces/COL/changes/?since={since}").content.decode()
        theirs = nils.fragment(f"/spaces/ELS/changes/?since={since}").content.decode()
        assert ("Overdue" in ours, "Waiting" in ours) == (True, False)
        assert ("Overdue" in theirs, "Waiting" in theirs) == (False, True)


def test_what_was_told_is_told_anew_after_every_change(story: Story, marco: Browser, vera: Browser) -> None:
    since, counts = now(), []
    for number in range(3):
        for browser in (marco, vera):
            told = browser.fragment(f"/spaces/COL/changes/?since={since}").content.decode()
            newest = browser.fragment(f"/spaces/COL/changes/?since={now()}").content.decode()
            shown = [re.findall(r'column-count">(\d+)<', html)[0] for html in (told, newest)]
            counts.append(shown)
            assert ("card-menu" in told) == (number > 0 and browser is marco)
        Card.create(story.space, f"Card {number}", by=story.by_lena)
    assert counts == [[str(n)] * 2 for n in (3, 3, 4, 4, 5, 5)]


def test_the_lowest_card_of_a_column_is_told_first(story: Story, marco: Browser) -> None:
    """The page puts each above the one below it, which must stand there already."""
    since = now()
    first, second, third = story.cards
    for card in (second, first, third):
        card.move(story.overdue, by=story.by_lena)
    told = list(placed(marco.fragment(f"/spaces/COL/changes/?since={since}").content).items())
    assert told == [
        (third.pk, (story.overdue.pk, None)),
        (first.pk, (story.overdue.pk, third.pk)),
        (second.pk, (story.overdue.pk, first.pk)),
    ]


@pytest.mark.parametrize("since", ["", "-1", "x", "9" * 18, "9" * 40, "%00"])
def test_any_since_is_answered(story: Story, marco: Browser, since: str) -> None:
    assert marco.fragment(f"/spaces/COL/changes/?since={since}").status_code == 200


def test_a_visitor_is_told_cards_without_a_menu(story: Story, vera: Browser, marco: Browser) -> None:
    assert b"card-menu" not in vera.fragment("/spaces/COL/changes/?since=0").content
    assert b"card-menu" in marco.fragment("/spaces/COL/changes/?since=0").content


def test_whoever_lost_the_right_is_told_nothing(story: Story, marco: Browser) -> None:
    marco.get("/spaces/COL/")
    story.workspace.remove_member(story.marco, by=story.by_lena)
    answer = marco.fragment("/spaces/COL/changes/?since=0")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert answer.content.decode().endswith(".")
