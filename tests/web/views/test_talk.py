"""What is said about a card, as its page shows it."""

from __future__ import annotations

import pytest

from cashboard.people.models import Group
from cashboard.work.cards.bookmarking import Bookmark
from cashboard.work.cards.discussing import Comment
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.pages import Page

pytestmark = [pytest.mark.requirement("R42"), pytest.mark.usefixtures("replayed")]


def shown(browser: Browser, address: str = "/cards/COL-1/") -> str:
    answer = browser.fragment(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_replies_stand_under_what_they_answer(story: Story, marco: Browser) -> None:
    said = story.card.comment("Friday?", by=story.by_lena)
    story.card.label("Urgent", by=story.by_lena)
    marco.act("/cards/COL-1/comments/", {"text": "Monday", "reply_to": said.pk})
    reply = Comment.objects.get(reply_to=said)
    page = shown(marco)
    thread = page[page.index(f'id="comment-{said.pk}"') : page.index("created the card")]
    assert f'id="comment-{reply.pk}"' in thread[thread.index('class="replies"') :]
    assert page.count("Monday") == 2, "in the thread and in the form that edits it, and on no other line"


@pytest.mark.requirement("R41")
def test_an_old_thread_is_found_by_its_link_and_its_new_reply_stands_in_the_stream(
    story: Story, marco: Browser
) -> None:
    said = story.card.comment("The very first", by=story.by_lena)
    for number in range(52):
        story.card.retitle(f"Title {number}", by=story.by_lena)
    reply = story.card.comment("Late answer", by=story.by_lena, reply_to=said)
    page = shown(marco)
    assert "The very first" not in page
    assert "Late answer" in page
    linked = shown(marco, f"/cards/COL-1/?comment={reply.pk}")
    assert (linked.count(f'id="comment-{said.pk}"'), linked.count(f'id="comment-{reply.pk}"')) == (1, 1)
    older = page[page.index("?before=") :].split('"')[0].replace("&amp;", "&")
    assert "The very first" in shown(marco, f"/cards/COL-1/{older}")


@pytest.mark.requirement("R41")
def test_the_filter_shows_comments_or_changes(story: Story, marco: Browser) -> None:
    story.card.comment("Friday?", by=story.by_lena)
    story.card.label("Urgent", by=story.by_lena)
    assert "created the card" not in shown(marco, "/cards/COL-1/?show=comments")
    assert "Friday?" not in shown(marco, "/cards/COL-1/?show=changes")


def test_a_sign_is_put_and_taken_off_with_who_gave_it(story: Story, marco: Browser) -> None:
    said = story.card.comment("Friday?", by=story.by_lena)
    address = f"/comments/{said.pk}/reactions/"
    page = marco.act(address, {"emoji": "thanks"}).content.decode()
    assert 'aria-pressed="true" aria-label="Thanks: Marco Rossi"' in page
    assert "Thanks: Marco Rossi" not in marco.act(address, {"back": "thanks"}).content.decode()


def test_an_edited_comment_opens_its_earlier_texts_until_it_is_removed(story: Story, marco: Browser) -> None:
    said = story.card.comment("Fryday", by=story.by_marco)
    marco.act(f"/comments/{said.pk}/", {"text": "Friday"})
    vera = Browser(story.vera)
    assert "Fryday" in shown(vera, f"/comments/{said.pk}/history/")
    assert "Fryday" in vera.get(f"/comments/{said.pk}/history/").content.decode()
    marco.act(f"/comments/{said.pk}/removal/")
    assert vera.get(f"/comments/{said.pk}/history/").status_code == 404
    for address in ("/cards/COL-1/", "/spaces/COL/activity/"):
        page = vera.get(address).content.decode()
        assert "This comment was removed" in page
        assert "riday" not in page


@pytest.mark.requirement("R3")
def test_only_the_author_reads_who_was_not_reached(story: Story, marco: Browser) -> None:
    text = f"@[Nils](person:{story.nils.pk}) @[Ghost](person:99999) @[Lena](person:{story.lena.pk})"
    page = marco.act("/cards/COL-1/comments/", {"text": text}).content.decode()
    assert "Nils, Ghost cannot see this card and was not told." in page
    assert "cannot see this card" not in shown(Browser(story.lena))


def test_groups_of_the_space_are_offered_after_at(story: Story, marco: Browser) -> None:
    sales, _ = (Group.objects.create(name=name) for name in ("Sales", "Sales secret"))
    story.space.members.create(group=sales, role="member")
    offered = marco.fragment("/spaces/COL/mentions/?q=sal").content.decode()
    assert f'data-value="@[Sales](group:{sales.pk})"' in offered
    assert "secret" not in offered
    assert "Nobody of this name" in marco.fragment("/spaces/COL/mentions/?q=nils").content.decode()


@pytest.mark.requirement("R43")
def test_one_click_makes_an_idea_linked_both_ways(story: Story, marco: Browser) -> None:
    said = story.card.comment("Ask for the PO first", by=story.by_lena)
    page = marco.act(f"/comments/{said.pk}/idea/").content.decode()
    said.refresh_from_db()
    assert said.idea is not None
    assert f'href="/cards/{said.idea.key}/"' in page
    idea = shown(marco, f"/cards/{said.idea.key}/")
    assert f'href="/cards/COL-1/?comment={said.pk}#comment-{said.pk}"' in idea


@pytest.mark.requirement("R3", "R43")
def test_an_idea_in_a_hidden_space_is_not_told_there_nor_from_there(story: Story, marco: Browser) -> None:
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    said = story.card.comment("Ask first", by=story.by_marco)
    said.make_idea(by=story.by_lena, into=hidden)
    assert "HID" not in shown(marco)
    story.workspace.remove_member(story.marco, by=story.by_lena)
    hidden.add_member(story.marco, "member", by=story.by_lena)
    assert "?comment=" not in shown(marco, "/cards/HID-1/")


def test_bookmarks_are_ones_own_and_collected(story: Story, marco: Browser) -> None:
    said = story.card.comment("Keep this in mind", by=story.by_lena)
    for _ in range(2):
        marco.act(f"/comments/{said.pk}/bookmark/", {"keep": "1"})
    assert "Keep this in mind" in marco.get("/bookmarks/").content.decode()
    assert "Keep this in mind" not in Browser(story.lena).get("/bookmarks/").content.decode()
    story.workspace.remove_member(story.marco, by=story.by_lena)
    assert "Keep this in mind" not in marco.get("/bookmarks/").content.decode()
    marco.post(f"/comments/{said.pk}/bookmark/", {"back": "1", "from": "bookmarks"})
    assert Bookmark.objects.exists(), "what they cannot see they cannot change"


def test_the_tabs_of_the_inbox_lead_to_the_bookmarks(marco: Browser) -> None:
    assert 'href="/bookmarks/"' in marco.get("/inbox/").content.decode()
    assert Page(marco.get("/bookmarks/").content).skeleton
