"""Deleting a card with one undo, the page of the trash, and what only owners do there."""

from __future__ import annotations

import re

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.views.test_bulk import change, ids, undo


def test_the_board_loses_it_and_offers_to_take_it_back(story: Story, marco: Browser) -> None:
    answer = marco.act("/cards/COL-1/trash/", {})
    html = answer.content.decode()
    assert f'id="card-{story.card.pk}" data-gone' in html
    assert "COL-1 is in the trash" in html
    assert answer.headers["HX-Trigger"] == '{"card-gone": {"page": "/cards/COL-1/"}}'
    action = re.search(r'action="(/cards/COL-1/recovery/)"', html)
    assert action
    back = marco.act(action[1], {}).content.decode()
    assert f'<article data-into="list-{story.open.pk}"' in back
    assert Card.objects.on_board().filter(key="COL-1").exists()


def test_its_address_says_where_it_went(story: Story, marco: Browser) -> None:
    story.card.trash(by=story.by_lena)
    html = marco.get("/cards/COL-1/").content.decode()
    assert "Lena Fischer deleted this card" in html
    assert "Restore to Open" in html
    assert marco.act("/cards/COL-1/title/", {"title": "Other"}).status_code == 404


def test_what_is_found_nowhere_is_in_the_trash_of_its_space_and_of_all(story: Story, marco: Browser) -> None:
    story.card.trash(by=story.by_lena)
    for address in ("/search/?q=4711", "/palette/?q=4711", "/spaces/COL/", "/spaces/COL/table/"):
        assert "COL-1<" not in marco.get(address).content.decode(), address
    for address in ("/spaces/COL/trash/", "/trash/"):
        html = marco.get(address).content.decode()
        assert "Invoice 4711 of Nordwind" in html, address
        assert "Restore" in html
        assert "Remove for good" not in html, "Marco is no owner"


def test_an_owner_removes_it_for_good(story: Story, lena: Browser) -> None:
    story.card.trash(by=story.by_lena)
    assert "Remove for good" in lena.get("/trash/").content.decode()
    assert lena.act("/cards/COL-1/purge/", {"key": "COL-2"}).status_code == 422
    said = lena.act("/cards/COL-1/purge/", {"key": "COL-1", "of": "COL"}).content.decode()
    assert "COL-1 is removed for good" in said
    assert "The trash is empty" in said
    assert lena.get("/cards/COL-1/").status_code == 404


def test_many_are_deleted_and_taken_back_as_one(story: Story, marco: Browser) -> None:
    said = change(marco, action="delete", cards=ids(story.cards[:2]))
    assert "2 cards were put in the trash" in said
    assert Card.objects.on_board().count() == 1
    assert len(set(Event.objects.filter(type="card.trashed").values_list("change", flat=True))) == 1
    undo(marco, said)
    assert Card.objects.on_board().count() == 3
