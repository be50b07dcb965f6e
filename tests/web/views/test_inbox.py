"""The inbox: bundles by card, boxes, and what each button does."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Head
from cashboard.activity.reading import catch_up
from cashboard.notify.inbox import Inbox
from cashboard.notify.models import Notice, Wish
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page

pytestmark = pytest.mark.requirement("R42", "R44")
PUTTING = "/inbox/putting/"


@pytest.fixture
def told(story: Story) -> Story:
    """Marco is told of two cards: of one twice."""
    story.card.assign(story.marco, by=story.by_lena)
    story.card.comment("Called <b>them</b>", by=story.by_lena)
    story.cards[1].add_coworker(story.marco, by=story.by_lena)
    catch_up(Inbox())
    return story


def shown(browser: Browser, address: str = "/inbox/") -> str:
    page: str = browser.get(address).content.decode()
    return page


def test_notices_stand_by_card_with_their_reason(told: Story, marco: Browser) -> None:
    page = shown(marco)
    assert page.count('class="bundle is-new"') == 2
    assert page.index("COL-2") < page.index("COL-1"), "the newest first"
    for words in ("You became responsible", "You became co-worker", "Called", "from nobody to Marco Rossi"):
        assert words in page
    assert "<b>them</b>" not in page
    assert (
        marco.get("/inbox/count/")
        .content.decode()
        .strip()
        .startswith('<span class="tree-count" aria-label="2')
    )


def test_a_card_is_read_put_away_put_off_and_brought_back(told: Story, marco: Browser) -> None:
    card = told.card.pk
    before = Head.objects.get().seq
    marco.fragment("/cards/COL-1/")
    assert shown(marco).count('class="bundle is-new"') == 1
    assert 'id="bundles"' in marco.act(PUTTING, {"card": card, "act": "done"}).content.decode()
    assert "COL-1" not in shown(marco)
    assert "COL-1" in shown(marco, "/inbox/?box=done")
    marco.post(PUTTING, {"card": card, "act": "back"})
    for act in ("tomorrow", "next-week"):
        marco.post(PUTTING, {"card": card, "act": act})
        assert "COL-1" not in shown(marco)
        assert "comes back" in shown(marco, "/inbox/?box=later")
        marco.post(PUTTING, {"card": card, "act": "back"})
        assert "COL-1" in shown(marco)
    marco.post(PUTTING, {"act": "all"})
    assert "Nothing waits for you" in shown(marco)
    assert Head.objects.get().seq == before, "what one has read is one's own affair"


def test_a_card_put_off_comes_back_at_eight_of_ones_own_morning(told: Story, marco: Browser) -> None:
    told.marco.live_in("Asia/Tokyo", by=told.by_marco)
    marco.post(PUTTING, {"card": told.card.pk, "act": "next-week"})
    until = Notice.objects.filter(card=told.card).latest("seq").snoozed_until
    assert until is not None
    local = until.astimezone(told.marco.timezone)
    assert (local.weekday(), local.hour, local.minute) == (0, 8, 0)


@pytest.mark.requirement("R3")
def test_one_has_ones_own_inbox_only(told: Story, vera: Browser, marco: Browser) -> None:
    assert "COL-1" not in shown(vera)
    assert vera.post(PUTTING, {"card": told.card.pk, "act": "done"}).status_code == 404
    vera.post(PUTTING, {"act": "all"})
    assert "COL-1" in shown(marco)


def test_one_chooses_how_much_one_hears(told: Story, marco: Browser) -> None:
    marco.post("/inbox/wish/", {"level": "comments"})
    assert Wish.objects.get(person=told.marco).level == "comments"
    assert marco.post("/inbox/wish/", {"level": "nonsense"}).status_code == 302
    chosen = [one for one in Page(marco.get("/me/").content).all("option") if "selected" in one]
    assert any(one.get("value") == "comments" for one in chosen)
