"""The statuses of a space: its settings, and what open boards show of them."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Head
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space, Status
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page, cards_in

pytestmark = pytest.mark.requirement("R10", "R18", "R19")
SETTINGS = "/spaces/COL/settings/"
STATUSES = "/spaces/COL/statuses/"


def names(story: Story) -> list[str]:
    return list(story.space.statuses.values_list("name", flat=True))


def head_of(html: bytes, status: Status) -> str:
    """The head of a column."""
    text = html.decode()
    start = text.index(f'id="head-{status.pk}"')
    return text[start : text.index("</header>", start)]


def test_the_settings_list_them_with_their_cards(story: Story, lena: Browser) -> None:
    story.card.archive(by=story.by_marco)
    page = Page(lena.get(SETTINGS).content)
    assert [item["data-item"] for item in page.all("div") if "data-item" in item] == [
        str(status.pk) for status in story.space.statuses.all()
    ]
    assert "Move its 3 cards to" in lena.get(SETTINGS).content.decode()


def test_who_is_no_owner_sees_them_without_forms(story: Story, marco: Browser) -> None:
    answer = marco.get(SETTINGS).content.decode()
    assert "Disputed" in answer
    assert STATUSES not in answer


def test_one_is_added_renamed_limited_moved_and_removed(story: Story, lena: Browser) -> None:
    answer = lena.post(STATUSES, {"name": "Pending approval", "kind": "in_progress"})
    assert answer.headers["Location"] == "/spaces/COL/settings/#statuses"
    made = story.space.statuses.get(name="Pending approval")
    address = f"{STATUSES}{made.pk}"
    lena.post(f"{address}/name/", {"name": "Approval"})
    lena.post(f"{address}/kind/", {"kind": "completed"})
    lena.post(f"{address}/limit/", {"limit": " 4 ", "rule": "refuse"})
    lena.post(f"{address}/position/", {"before": story.open.pk})
    made.refresh_from_db()
    assert (made.name, made.kind, made.limit, made.limit_rule) == ("Approval", "completed", 4, "refuse")
    assert names(story)[0] == "Approval"
    lena.post(f"{address}/limit/", {"limit": "", "rule": "refuse"})
    lena.post(f"{address}/position/", {"before": ""})
    made.refresh_from_db()
    assert (made.limit, names(story)[-1]) == (None, "Approval")
    lena.post(f"{address}/removal/", {})
    assert "Approval" not in names(story)


def test_a_change_answers_htmx_with_the_section(story: Story, lena: Browser) -> None:
    answer = lena.act(f"{STATUSES}{story.open.pk}/name/", {"name": "To call"})
    assert answer.content.decode().lstrip().startswith('<div id="statuses-body"')
    assert 'value="To call"' in answer.content.decode()


def test_one_with_cards_is_removed_only_with_a_place_for_them(story: Story, lena: Browser) -> None:
    refused = lena.act(f"{STATUSES}{story.open.pk}/removal/", {})
    assert (refused.status_code, refused.content.decode()) == (
        422,
        "3 cards stand in Open. Choose another status for them.",
    )
    lena.act(f"{STATUSES}{story.open.pk}/removal/", {"into": story.overdue.pk})
    assert story.overdue.cards.count() == 3


@pytest.mark.parametrize("limit", ["many", "-1", "1.5", "²", "9" * 30])
def test_what_is_no_limit_is_refused(story: Story, lena: Browser, limit: str) -> None:
    refused = lena.act(f"{STATUSES}{story.open.pk}/limit/", {"limit": limit, "rule": "warn"})
    assert refused.status_code == 422
    assert "is no limit. Give a whole number, or nothing for none." in refused.content.decode()


@pytest.mark.requirement("R12")
def test_how_work_begins(story: Story, lena: Browser, marco: Browser) -> None:
    lena.post("/spaces/COL/beginning/", {"status": story.disputed.pk})
    lena.post("/spaces/COL/condition/", {"responsible": "1"})
    space = Space.objects.get(pk=story.space.pk)
    assert (space.default_status, space.needs_responsible) == (story.disputed, True)
    assert f'<option value="{story.disputed.pk}" selected>' in marco.get("/spaces/COL/").content.decode()
    refused = marco.act("/cards/COL-1/moves/", {"list": story.overdue.pk})
    assert (refused.status_code, refused.content.decode()) == (
        409,
        "COL-1 needs a responsible person before it enters Overdue. Choose one, then move it.",
    )
    marco.act("/cards/COL-1/assignment/", {"person": story.marco.pk})
    assert marco.act("/cards/COL-1/moves/", {"list": story.overdue.pk}).status_code == 200
    assert marco.act("/cards/COL-1/assignment/", {"person": ""}).status_code == 409
    lena.post("/spaces/COL/beginning/", {"status": ""})
    lena.post("/spaces/COL/condition/", {})
    space.refresh_from_db()
    assert (space.default_status, space.needs_responsible) == (None, False)


def test_a_board_shows_how_full_a_status_is(story: Story, marco: Browser) -> None:
    story.space.limit_status(story.open, 4, by=story.by_lena)
    assert "3/4" in head_of(marco.get("/spaces/COL/").content, story.open)
    story.space.limit_status(story.open, 3, rule="refuse", by=story.by_lena)
    full = head_of(marco.get("/spaces/COL/").content, story.open)
    assert "column-limit is-full" in full
    assert 'aria-label="Full:"' in full
    story.space.limit_status(story.open, 2, by=story.by_lena)
    over = head_of(marco.get("/spaces/COL/").content, story.open)
    assert "column-limit is-over" in over
    assert 'aria-label="Over the limit:"' in over
    assert "column-count" not in over


def test_a_filter_does_not_make_a_full_status_look_empty(story: Story, marco: Browser) -> None:
    story.space.limit_status(story.open, 2, by=story.by_lena)
    filtered = head_of(marco.get("/spaces/COL/?q=Alpen").content, story.open)
    assert '<span class="column-count">1</span>' in filtered
    assert "3/2" in filtered


def test_an_open_board_is_drawn_anew_when_its_columns_change(story: Story, marco: Browser) -> None:
    since = Head.objects.get().seq
    story.space.add_status("Pending approval", "in_progress", by=story.by_lena)
    answer = marco.fragment(f"/spaces/COL/changes/?since={since}&q=Nordwind")
    text = answer.content.decode()
    assert answer.headers["X-Seq"] == str(Head.objects.get().seq)
    assert text.startswith('<div id="columns"')
    for place in ('id="columns"', 'id="status-filter"', 'id="status-choice"'):
        assert "Pending approval" in text[text.index(place) :]
    assert cards_in(text) == [card.pk for card in Card.objects.filter(title__contains="Nordwind")]
    again = marco.fragment(f"/spaces/COL/changes/?since={answer.headers['X-Seq']}")
    assert 'id="columns"' not in again.content.decode()


def test_a_move_into_a_full_status_is_refused_with_a_sentence(story: Story, marco: Browser) -> None:
    story.space.limit_status(story.overdue, 1, rule="refuse", by=story.by_lena)
    assert marco.act("/cards/COL-1/moves/", {"list": story.overdue.pk}).status_code == 200
    refused = marco.act("/cards/COL-2/moves/", {"list": story.overdue.pk})
    added = marco.act("/spaces/COL/cards/", {"title": "x", "status": story.overdue.pk})
    for answer in (refused, added):
        assert answer.status_code == 409
        assert answer.content.decode().startswith("Overdue takes at most 1 card and holds 1.")
