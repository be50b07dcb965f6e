"""A board by any attribute over its addresses: what it shows, what a drop changes, what others are told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from cashboard.activity import clock
from cashboard.activity.models import Event, Head
from cashboard.work.cards.models import Card
from cashboard.work.spaces.saved_views import SavedView
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import cards_in

pytestmark = pytest.mark.requirement("R19", "R22", "R28")

DUE = "?columns=due"


def lists(html: bytes) -> set[str]:
    """The ids of the lists of a board."""
    return set(re.findall(r'<div id="(list-[^"]+)"', html.decode()))


def drop(browser: Browser, query: str, *cards: Card, **fields: Any) -> Any:
    """As the page sends it."""
    return browser.act(f"/spaces/COL/drops/{query}", {"cards": ",".join(str(c.pk) for c in cards), **fields})


def test_the_columns_are_what_the_address_says(story: Story, marco: Browser) -> None:
    page = marco.get(f"/spaces/COL/{DUE}")
    assert lists(page.content) == {f"list-due-{number}" for number in range(6)}
    assert cards_in(page.content) == [card.pk for card in story.cards]
    assert b'name="columns"' in page.content


@pytest.mark.parametrize(
    "name", ["responsible", "coworker", "label", "customer", "parent", "blocker", "nonsense", "field-999"]
)
def test_every_attribute_has_its_board(story: Story, marco: Browser, name: str) -> None:
    answer = marco.get(f"/spaces/COL/?columns={name}&lanes=status")
    assert answer.status_code == 200
    shown = re.findall(r'data-card="(\d+)"', answer.content.decode())
    assert sorted(map(int, shown)) == [card.pk for card in story.cards]


def test_a_drop_sets_the_due_date_and_is_undone(story: Story, marco: Browser) -> None:
    answer = drop(marco, DUE, story.card, list="due-0", **{"from": "due-5"})
    assert answer.status_code == 409
    assert b"overdue by dragging" in answer.content
    answer = drop(marco, DUE, story.card, list="due-1", version=story.card.version, **{"from": "due-5"})
    assert answer.status_code == 200
    story.card.refresh_from_db()
    assert story.card.due_on is not None
    assert b'data-into="list-due-1"' in answer.content
    [job] = re.findall(r'name="job" value="([^"]+)"', answer.content.decode())
    assert marco.act("/spaces/COL/bulk/undo/", {"job": job}).status_code == 200
    story.card.refresh_from_db()
    assert story.card.due_on is None


def test_a_drop_over_lanes_is_one_change(story: Story, marco: Browser) -> None:
    query = "?lanes=responsible"
    fields = {
        "list": f"status-{story.overdue.pk}",
        "from": f"status-{story.open.pk}",
        "lane": f"responsible-{story.marco.pk}",
        "from_lane": "responsible-none",
    }
    assert drop(marco, query, story.card, **fields).status_code == 200
    story.card.refresh_from_db()
    assert (story.card.status, story.card.responsible) == (story.overdue, story.marco)
    changes = Event.objects.about("card", story.card.pk).order_by("-seq").values_list("change", flat=True)
    assert changes[0] == changes[1]


def test_a_drop_above_another_card_of_the_lane(story: Story, marco: Browser) -> None:
    first, _, third = story.cards
    here = {"list": f"status-{story.open.pk}", "from": f"status-{story.open.pk}", "before": first.pk}
    lane = {"lane": "responsible-none", "from_lane": "responsible-none"}
    drop(marco, "?lanes=responsible", third, **here, **lane)
    assert story.space.cards.order_by("rank").first() == third


def test_several_cards_are_dropped_at_once_and_undone_at_once(story: Story, marco: Browser) -> None:
    story.space.limit_status(story.overdue, 2, rule="refuse", by=story.by_lena)
    answer = drop(marco, "", *story.cards, list=story.overdue.pk)
    assert b"2 cards were moved to Overdue" in answer.content
    assert b"takes at most 2 cards" in answer.content
    [job] = re.findall(r'name="job" value="([^"]+)"', answer.content.decode())
    marco.act("/spaces/COL/bulk/undo/", {"job": job})
    assert {card.status for card in Card.objects.select_related("status")} == {story.open}


def test_a_visitor_drops_nothing(story: Story, vera: Browser) -> None:
    assert drop(vera, DUE, story.card, list="due-1").status_code == 403
    assert "data-list" not in vera.get(f"/spaces/COL/{DUE}").content.decode()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"list": "due-1", "cards": ""}, 422),
        ({"list": "due-1", "cards": "999999"}, 404),
        ({"list": "due-99"}, 404),
        ({"list": "status-1"}, 404),
        ({"list": ""}, 404),
        ({"list": "due-1", "version": "99"}, 412),
    ],
)
def test_what_cannot_be_dropped(story: Story, marco: Browser, fields: dict[str, str], code: int) -> None:
    form = {"cards": story.card.pk, **fields}
    assert marco.act(f"/spaces/COL/drops/{DUE}", form).status_code == code


def test_without_javascript_a_drop_leads_back_to_the_board(story: Story, marco: Browser) -> None:
    answer = marco.post(f"/spaces/COL/drops/{DUE}", {"cards": story.card.pk, "list": "due-1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/spaces/COL/{DUE}")


def test_a_new_card_is_in_its_group_from_the_start(story: Story, marco: Browser) -> None:
    answer = marco.act(f"/spaces/COL/additions/{DUE}", {"title": "Call them", "list": "due-1"})
    assert b'data-into="list-due-1"' in answer.content
    assert Card.objects.get(title="Call them").due_on is not None


def test_others_are_told_where_a_card_stands_now(story: Story, marco: Browser) -> None:
    page = marco.get("/spaces/COL/?columns=label").content.decode()
    [changes] = re.findall(r'changes="([^"]+)"', page)
    story.card.label("Late", by=story.by_lena)  # a column that was not there: all is drawn anew
    since = Head.objects.get().seq - 1
    told = marco.fragment(f"{changes.replace('&amp;', '&')}&since={since}").content
    assert b'<div id="columns"' in told
    [changes] = re.findall(r'changes="([^"]+)"', told.decode())
    story.card.label("Large", by=story.by_lena)
    page = marco.get("/spaces/COL/?columns=label").content.decode()
    [changes] = re.findall(r'changes="([^"]+)"', page)
    story.card.unlabel(story.space.labels.get(name="Late"), by=story.by_lena)
    told = marco.fragment(f"{changes.replace('&amp;', '&')}&since={Head.objects.get().seq - 1}").content
    large = story.space.labels.get(name="Large")
    assert f'data-copies="{story.card.pk}"'.encode() in told
    assert f'data-stay="card-{story.card.pk}-list-label-{large.pk}"'.encode() in told
    assert b'<div id="columns"' not in told


def test_the_menu_names_the_groups(story: Story, marco: Browser) -> None:
    page = marco.fragment("/cards/COL-1/menu/?board=%3Fcolumns%3Ddue%26lanes%3Dlabel").content.decode()
    assert "This week" in page
    assert 'value="due-0"' in page
    assert 'name="lane" value="label-none"' in page


def test_folded_and_hidden_columns_load_no_cards(story: Story, marco: Browser) -> None:
    page = marco.get(f"/spaces/COL/?fold=status-{story.open.pk}").content
    assert cards_in(page) == []
    assert (
        f'<input type="hidden" form="board-filter" name="fold" value="status-{story.open.pk}">'.encode()
        in page
    )
    page = marco.get(f"/spaces/COL/?hide=status-{story.open.pk}").content
    assert cards_in(page) == []
    assert b"hidden-columns" in page
    assert cards_in(marco.get("/spaces/COL/?columns=due&hide=due-5").content) == []


def test_lanes_come_a_page_at_a_time(story: Story, marco: Browser) -> None:
    for number in range(20):
        Card.create(story.space, f"Card {number}", by=story.by_marco).label(
            f"L{number:02}", by=story.by_marco
        )
    page = marco.get("/spaces/COL/?lanes=label").content.decode()
    assert page.count('<section class="lane"') == 12
    [address] = re.findall(r'<column-scroll class="lanes-more" src="([^"]+)"', page)
    rest = marco.fragment(address.replace("&amp;", "&")).content.decode()
    assert rest.count('<section class="lane"') == 9
    assert "lanes-more" not in rest


def test_the_rest_of_a_cell_comes_on_demand(story: Story, marco: Browser) -> None:
    day = clock.now().date() + timedelta(days=90)
    for number in range(30):
        Card.create(story.space, f"Card {number}", due_on=day, by=story.by_marco)
    page = marco.get(f"/spaces/COL/{DUE}").content.decode()
    [address] = re.findall(r'<column-scroll src="([^"]+)"', page)
    rest = cards_in(marco.fragment(address.replace("&amp;", "&")).content)
    assert len(rest) == 10
    assert not set(rest) & set(cards_in(page.encode()))


def test_a_saved_view_keeps_the_layout(story: Story, marco: Browser) -> None:
    marco.post(
        "/spaces/COL/views/",
        {"name": "By week", "page": "board", "query": "columns=due&lanes=label&dense=1&nonsense=1"},
    )
    assert SavedView.objects.get().query == "columns=due&lanes=label&dense=1"
