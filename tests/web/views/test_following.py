"""Following, pressed on the card and on the activity page of a space."""

from __future__ import annotations

import pytest

from cashboard.notify.following import Follow
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R44")


def test_a_visitor_follows_a_card_and_everybody_sees_who(story: Story, marco: Browser) -> None:
    vera = Browser(story.vera)
    page = vera.act("/cards/COL-1/following/").content.decode()
    assert 'aria-pressed="true"' in page
    assert 'title="Vera Visser"' in marco.fragment("/cards/COL-1/").content.decode()
    vera.act("/cards/COL-1/following/", {"off": "1"})
    assert 'title="Vera Visser"' not in marco.fragment("/cards/COL-1/").content.decode()


def test_whoever_works_on_a_card_follows_it_until_they_do_not_want_to(story: Story, marco: Browser) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    assert "Following</button>" in marco.fragment("/cards/COL-1/").content.decode()
    page = marco.act("/cards/COL-1/following/", {"off": "1"}).content.decode()
    assert "Following</button>" not in page


def test_a_space_and_its_statuses_are_followed_from_its_activity(story: Story, marco: Browser) -> None:
    menu = marco.act("/spaces/COL/following/", {"status": story.overdue.pk}).content.decode()
    assert menu.count('aria-pressed="true"') == 1
    story.card.move(story.overdue, by=story.by_lena)
    assert "You follow its status." in marco.fragment("/cards/COL-1/").content.decode()
    marco.post("/spaces/COL/following/")
    assert "Following" in marco.get("/spaces/COL/activity/").content.decode()
    listed = marco.get("/me/following/").content.decode()
    assert ("Overdue" in listed, "All of Collections" in listed) == (True, True)
    marco.post("/spaces/COL/following/", {"off": "1", "from": "list"})
    marco.post("/spaces/COL/following/", {"off": "1", "status": story.overdue.pk, "from": "list"})
    assert not Follow.objects.exists()
