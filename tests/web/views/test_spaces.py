"""A space besides its board: quick add, its stream, its people and the choices of its filter."""

from __future__ import annotations

import re

import pytest

from cashboard.activity.models import Event
from cashboard.people.models import Group
from cashboard.web.stream import PAGE
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page, cards_in

QUICK_ADD = "/spaces/COL/cards/"


@pytest.mark.requirement("R19")
def test_quick_add_puts_a_card_on_top_of_its_column(story: Story, marco: Browser) -> None:
    answer = marco.act(QUICK_ADD, {"title": "  Call   Nordwind ", "status": story.overdue.pk})
    made = Card.objects.get(title="Call Nordwind")
    assert made.status == story.overdue
    spot = f'data-into="list-{story.overdue.pk}" data-before="" id="card-{made.pk}"'
    assert spot in answer.content.decode()
    second = marco.post(QUICK_ADD, {"title": "Call Alpen", "status": story.overdue.pk})
    assert second.headers["Location"] == "/spaces/COL/"
    board = cards_in(marco.get("/spaces/COL/").content)
    assert board[3:] == [Card.objects.get(title="Call Alpen").pk, made.pk]


def test_a_card_that_the_filter_hides_is_said_to_be_made(story: Story, marco: Browser) -> None:
    answer = marco.act(f"{QUICK_ADD}?q=nordwind", {"title": "Something else"}).content.decode()
    made = Card.objects.get(title="Something else")
    assert f"{made.key}</a> was made; the filter hides it." in answer
    seen = marco.act(f"{QUICK_ADD}?q=nord", {"title": "Nordlicht"})
    assert "the filter hides it" not in seen.content.decode()


@pytest.mark.parametrize("title", ["", "   ", "x" * 501, "\0"])
def test_a_card_needs_a_title_of_some_length(story: Story, marco: Browser, title: str) -> None:
    answer = marco.act(QUICK_ADD, {"title": title})
    assert answer.status_code == 422
    assert "title" in answer.content.decode()
    assert story.space.cards.count() == 3


def test_a_card_in_no_status_of_the_space_goes_to_the_first(story: Story, marco: Browser) -> None:
    marco.act(QUICK_ADD, {"title": "Anywhere", "status": "999999"})
    assert Card.objects.get(title="Anywhere").status == story.open


@pytest.mark.requirement("R41")
def test_the_stream_tells_who_did_what_newest_first(story: Story, marco: Browser) -> None:
    story.card.move(story.overdue, by=story.by_lena)
    story.card.comment("They **pay** tomorrow", by=story.by_marco)
    html = marco.get("/spaces/COL/activity/").content.decode()
    html = html[html.index('id="stream"') :]
    assert html.index("They <strong>pay</strong> tomorrow") < html.index("Overdue")
    assert "<strong>Lena Fischer</strong>" in html
    only = marco.get("/spaces/COL/activity/?show=comments").content.decode()
    assert "tomorrow" in only
    assert "from Open to Overdue" not in only
    assert "tomorrow" not in marco.get("/spaces/COL/activity/?show=changes").content.decode()


@pytest.mark.requirement("R41")
def test_the_stream_comes_in_pages_and_loses_no_line(story: Story, marco: Browser) -> None:
    for number in range(PAGE):
        story.card.comment(f"Call {number}", by=story.by_marco)
    html, lines = marco.get("/spaces/COL/activity/").content.decode(), []
    while True:
        lines += re.findall(r'<li id="event-(\d+)"', html)
        older = re.search(r'<column-scroll[^>]* src="([^"]+)"', html)
        if older is None:
            break
        address = older[1].replace("&amp;", "&")
        html = marco.fragment(f"/spaces/COL/activity/{address}").content.decode()
    told = Event.objects.filter(space=story.space.pk).order_by("-seq").values_list("seq", flat=True)
    assert list(map(int, lines)) == list(told)


@pytest.mark.requirement("R35", "R41")
def test_news_of_the_stream_say_above_which_line_they_stand(story: Story, marco: Browser) -> None:
    since = Event.objects.latest("seq").seq
    first = story.card.comment("One", by=story.by_marco)
    story.card.comment("Two", by=story.by_marco)
    answer = marco.fragment(f"/spaces/COL/activity/?since={since}")
    lines = Page(answer.content).all("li", data_into="stream")
    assert [line["data-before"] for line in lines] == [f"event-{since}", f"event-{since + 1}"]
    assert answer.headers["X-Seq"] == str(since + 2)
    assert first.text in answer.content.decode()
    nothing = marco.fragment(f"/spaces/COL/activity/?since={since + 2}")
    assert nothing.content.strip() == b""
    assert nothing.headers["X-Seq"] == str(since + 2)


PEOPLE = "/spaces/COL/people/"


@pytest.mark.requirement("R4")
def test_an_owner_gives_and_takes_roles(story: Story, lena: Browser, marco: Browser) -> None:
    assert lena.post(PEOPLE, {"email": " NILS@example.com ", "role": "visitor"}).status_code == 302
    assert story.space.role_of(story.by_nils) == "visitor"
    assert "Nils Stranger" in marco.get(PEOPLE).content.decode()
    lena.post(PEOPLE, {"email": "nils@example.com", "role": "none"})
    assert story.space.role_of(story.by_nils) is None
    assert "Nils Stranger" not in marco.get(PEOPLE).content.decode()


@pytest.mark.requirement("R4")
def test_what_cannot_be_given_is_refused_with_a_sentence(story: Story, lena: Browser) -> None:
    for fields, status, words in (
        ({"email": "nobody@example.com", "role": "member"}, 422, "Nobody here has that mail address"),
        ({"email": "", "role": "member"}, 422, "Nobody here has that mail address"),
        ({"email": "a\0b@example.com", "role": "member"}, 422, "Nobody here has that mail address"),
        ({"email": "nils@example.com", "role": "king"}, 422, "Choose one of: visitor, member, owner"),
        ({"email": "lena@example.com", "role": "member"}, 422, "This is the last owner"),
        ({"email": "lena@example.com", "role": "none"}, 422, "This is the last owner"),
    ):
        answer = lena.act(PEOPLE, fields)
        assert (answer.status_code, words in answer.content.decode()) == (status, True), fields


@pytest.mark.requirement("R4")
def test_only_an_owner_is_offered_to_change_roles(story: Story, lena: Browser, marco: Browser) -> None:
    group = Group.objects.create(name="Desk")
    story.workspace.add_member(group, "visitor", by=story.by_lena)
    assert "Add somebody" in lena.get(PEOPLE).content.decode()
    shown = marco.get(PEOPLE).content.decode()
    assert "Add somebody" not in shown
    assert "Desk" in shown


def test_a_private_space_names_its_own_people(story: Story, lena: Browser) -> None:
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    lena.post("/spaces/HID/people/", {"email": "vera@example.com", "role": "visitor"})
    assert hidden.role_of(story.by_vera) == "visitor"
    shown = lena.get("/spaces/HID/people/").content.decode()
    assert "Vera Visser" in shown
    assert "Marco Rossi" not in shown


def test_the_menus_of_the_filter(story: Story, marco: Browser) -> None:
    story.card.label("Urgent", by=story.by_lena)
    people = marco.fragment("/spaces/COL/choices/person/").content.decode()
    assert "Lena Fischer" in people
    assert "Vera Visser" in people
    assert "Marco Rossi" not in people, "that is Me"
    labels = marco.fragment("/spaces/COL/choices/label/").content.decode()
    assert "Urgent" in labels
    assert "No customer found." in marco.fragment("/spaces/COL/choices/customer/?find=x").content.decode()
    assert "Nils" not in people


def test_a_space_is_found_in_any_case_of_its_key(marco: Browser) -> None:
    assert marco.get("/spaces/col/").status_code == 200
    assert marco.get("/cards/col-1/").status_code == 200
