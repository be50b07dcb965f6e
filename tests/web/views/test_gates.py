"""Rules of how cards go on: set in a minute, shown before a move, filled in where one is refused."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Event, Head
from cashboard.people.models import Group
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R10", "R18")


def gate(lena: Browser, story: Story, **fields: object) -> None:
    answer = lena.post(f"/spaces/COL/statuses/{story.overdue.pk}/entry/", fields)
    assert answer.status_code == 302


def test_a_status_with_a_gate_is_added_in_two_forms(story: Story, lena: Browser, marco: Browser) -> None:
    lena.post("/spaces/COL/statuses/", {"name": "Pending Approval", "kind": "in_progress"})
    pending = story.space.statuses.get(name="Pending Approval")
    form: dict[str, object] = {
        "need": ["due", "responsible"],
        "definition": "Terms confirmed\n\nLimit checked",
    }
    section = lena.act(f"/spaces/COL/statuses/{pending.pk}/entry/", form).content.decode()
    assert "a responsible person, a due date" in section
    assert "2 to do there" in section
    refused = marco.act("/cards/COL-1/moves/", {"list": pending.pk})
    assert (refused.status_code, refused.headers["X-Ask"]) == (409, f"/cards/COL-1/gate/?list={pending.pk}")
    asked = marco.fragment(refused.headers["X-Ask"]).content.decode()
    assert 'name="person" required' in asked
    assert 'name="due"' in asked
    form = {"list": pending.pk, "person": story.marco.pk, "due": "2031-05-02"}
    assert marco.act("/cards/COL-1/gate/", form).status_code == 200
    card = Card.objects.get(pk=story.card.pk)
    assert (card.status, card.responsible, card.items.count()) == (pending, story.marco, 2)
    menu = marco.get("/cards/COL-2/menu/").content.decode()
    assert "needs a responsible person, a due date" in menu


def test_without_script_the_way_leads_to_the_form(story: Story, lena: Browser, marco: Browser) -> None:
    gate(lena, story, need="due")
    answer = marco.post("/cards/COL-1/moves/", {"list": story.overdue.pk})
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/cards/COL-1/gate/?list={story.overdue.pk}",
    )
    assert "Move to Overdue" in marco.get(answer.headers["Location"]).content.decode()
    before = Head.objects.get().seq
    assert marco.act("/cards/COL-1/gate/", {"list": story.overdue.pk}).status_code == 409
    assert marco.act("/cards/COL-1/gate/", {"list": story.overdue.pk, "due": "soon"}).status_code == 422
    assert Head.objects.get().seq == before


def test_what_is_filled_in_is_of_every_kind(story: Story, lena: Browser, marco: Browser) -> None:
    kinds = ("text", "number", "money", "date", "person", "checkbox", "link", "select", "multi_select")
    made = {
        kind: story.space.add_field(kind, kind, options=["A"] if "select" in kind else [], by=story.by_lena)
        for kind in kinds
    }
    gate(lena, story, need=[*(f"field:{each.pk}" for each in made.values()), "start", "description"])
    values = {
        "text": "x",
        "number": "3",
        "money": "4.50",
        "date": "2031-05-02",
        "person": story.marco.pk,
        "checkbox": "yes",
        "link": "https://example.com/",
        "select": made["select"].options.get().pk,
        "multi_select": made["multi_select"].options.get().pk,
    }
    form = {f"field-{made[kind].pk}": value for kind, value in values.items()}
    form |= {f"currency-{made['money'].pk}": "EUR", "start": "2031-05-01", "description": "Why"}
    asked = marco.get(f"/cards/COL-1/gate/?list={story.overdue.pk}").content.decode()
    assert all(f'name="{name}"' in asked for name in form)
    assert marco.act("/cards/COL-1/gate/", {"list": story.overdue.pk, **form}).status_code == 200
    assert Card.objects.get(pk=story.card.pk).status == story.overdue


def test_open_items_are_ticked_where_the_card_is_refused(story: Story, lena: Browser, marco: Browser) -> None:
    gate(lena, story, definition="Customer called")
    marco.act("/cards/COL-1/moves/", {"list": story.overdue.pk})
    assert "needs open items done" in marco.get("/cards/COL-1/menu/").content.decode()
    asked = marco.get(f"/cards/COL-1/gate/?list={story.disputed.pk}").content.decode()
    assert "Customer called" in asked
    item = Card.objects.get(pk=story.card.pk).items.get()
    form = {"list": story.disputed.pk, "item": item.pk}
    assert marco.act("/cards/COL-1/gate/", form).status_code == 200
    assert Event.objects.filter(type="card.item_checked").count() == 1


def test_a_board_says_which_columns_take_no_card(story: Story, lena: Browser, marco: Browser) -> None:
    credit = Group.objects.create(name="Credit")
    story.workspace.add_member(credit, "member", by=story.by_lena)
    rules = ((story.open, "none"), (story.overdue, "owner"), (story.disputed, f"group:{credit.pk}"))
    for start, who in rules:
        form = {"from": start.pk, "who": who}
        assert lena.post(f"/spaces/COL/statuses/{story.paid.pk}/transition/", form).status_code == 302
    board = marco.get("/spaces/COL/").content.decode()
    assert f'data-refuses="{story.open.pk} {story.overdue.pk} {story.disputed.pk}"' in board
    assert f'data-refuses="{story.open.pk} {story.disputed.pk}"' in lena.get("/spaces/COL/").content.decode()
    assert "not from here" in marco.get("/cards/COL-1/menu/").content.decode()
    settings = lena.get("/spaces/COL/settings/").content.decode()
    assert "3 ways are restricted" in settings
    assert "Credit" in marco.get("/spaces/COL/settings/").content.decode()
    form = {"from": story.open.pk, "who": "group:999"}
    assert lena.post(f"/spaces/COL/statuses/{story.paid.pk}/transition/", form).status_code == 404
