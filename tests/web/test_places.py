"""What is kept of places: the very next request of everybody sees a change of structure or roles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cashboard.people.models import Group
from cashboard.web import places
from cashboard.work.spaces.models import Workspace
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.kept import another_process

pytestmark = pytest.mark.requirement("R3", "R4", "R8")

Change = Callable[[Story], object]
BOARD, HOME, CARD = "/spaces/COL/", "/", "/cards/COL-1/"


def status(browser: Browser, address: str = BOARD) -> int:
    """The status of a page."""
    code: int = browser.get(address).status_code
    return code


def may_change(browser: Browser) -> bool:
    """Whether the board offers to change it; the page and the refusal of the verb must say the same."""
    offered = b"quick-add" in browser.get(BOARD).content
    moved = browser.act("/spaces/COL/cards/", {"title": "Tried"}).status_code
    assert (moved == 200) == offered
    return offered


def test_a_new_member_sees_the_space_at_once(story: Story, nils: Browser) -> None:
    assert [status(nils, address) for address in (BOARD, CARD, HOME)] == [404, 404, 200]
    story.workspace.add_member(story.nils, "visitor", by=story.by_lena)
    assert [status(nils, address) for address in (BOARD, CARD)] == [200, 200]
    assert b"Collections" in nils.get(HOME).content
    assert not may_change(nils)


def test_a_role_changes_what_the_page_offers_at_once(story: Story, vera: Browser) -> None:
    assert not may_change(vera)
    story.workspace.add_member(story.vera, "member", by=story.by_lena)
    assert may_change(vera)
    story.workspace.add_member(story.vera, "visitor", by=story.by_lena)
    assert not may_change(vera)


def test_a_removed_member_sees_nothing_at_once(story: Story, marco: Browser) -> None:
    assert status(marco) == 200
    story.workspace.remove_member(story.marco, by=story.by_lena)
    assert [status(marco, address) for address in (BOARD, CARD)] == [404, 404]
    assert b"Collections" not in marco.get(HOME).content
    assert b"COL-1" not in marco.get("/search/?q=Nordwind").content


def test_a_role_at_a_private_space_counts_at_once(story: Story, marco: Browser) -> None:
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    assert status(marco, "/spaces/HID/") == 404
    hidden.add_member(story.marco, "visitor", by=story.by_lena)
    assert status(marco, "/spaces/HID/") == 200
    hidden.remove_member(story.marco, by=story.by_lena)
    assert status(marco, "/spaces/HID/") == 404
    assert b"Hidden" not in marco.get(HOME).content


def test_a_group_gives_and_takes_rights_at_once(story: Story, nils: Browser) -> None:
    desk = Group.objects.create(name="Desk")
    desk.add_person(story.nils, by=story.by_ada)
    assert status(nils) == 404
    story.workspace.add_member(desk, "member", by=story.by_lena)
    assert may_change(nils)
    desk.remove_person(story.nils, by=story.by_ada)
    assert status(nils) == 404
    desk.add_person(story.nils, by=story.by_ada)
    assert may_change(nils)
    story.workspace.add_member(desk, "visitor", by=story.by_lena)
    assert not may_change(nils)
    story.workspace.remove_member(desk, by=story.by_lena)
    assert status(nils) == 404


def rename_workspace(story: Story) -> None:
    story.workspace.rename("Receivables desk", by=story.by_lena)


def rename_space(story: Story) -> None:
    story.space.rename("Receivables desk", by=story.by_lena)


def file_under(story: Story) -> None:
    story.space.file_under(story.workspace.add_folder("Receivables desk", by=story.by_lena), by=story.by_lena)


def rename_folder(story: Story) -> None:
    folder = story.workspace.add_folder("Before", by=story.by_lena)
    story.space.file_under(folder, by=story.by_lena)
    folder.rename("Receivables desk", by=story.by_lena)


def add_status(story: Story) -> None:
    story.space.add_status("Receivables desk", "in_progress", by=story.by_lena)


def add_space(story: Story) -> None:
    story.workspace.add_space("NEW", "Receivables desk", by=story.by_lena)


STRUCTURE = [rename_workspace, rename_space, file_under, rename_folder, add_status, add_space]


@pytest.mark.parametrize("change", STRUCTURE, ids=lambda change: change.__name__)
def test_a_change_of_structure_is_seen_at_once(story: Story, marco: Browser, change: Change) -> None:
    assert b"Receivables desk" not in marco.get(BOARD).content
    change(story)
    assert b"Receivables desk" in marco.get(BOARD).content


def test_an_archived_workspace_disappears_at_once(story: Story, marco: Browser, lena: Browser) -> None:
    pages = (BOARD, CARD, "/spaces/COL/activity/", "/spaces/COL/people/", "/spaces/COL/changes/?since=0")
    assert [status(marco, address) for address in pages] == [200] * len(pages)
    story.workspace.archive(by=story.by_lena)
    for browser in (marco, lena):
        assert [status(browser, address) for address in pages] == [404] * len(pages)
        assert b"Collections" not in browser.get(HOME).content
        assert b"COL" not in browser.get("/palette/?q=Nordwind").content
    assert marco.post("/cards/COL-1/title/", {"title": "Too late"}).status_code == 404


@pytest.mark.parametrize("change", STRUCTURE, ids=lambda change: change.__name__)
def test_another_process_sees_a_change_at_once(story: Story, marco: Browser, change: Change) -> None:
    assert b"Receivables desk" not in marco.get(BOARD).content
    with another_process():
        assert b"Receivables desk" not in marco.get(BOARD).content
        change(story)
        assert b"Receivables desk" in marco.get(BOARD).content
    assert b"Receivables desk" in marco.get(BOARD).content


def test_another_process_takes_rights_at_once(story: Story, marco: Browser, nils: Browser) -> None:
    assert may_change(marco)
    assert status(nils) == 404
    with another_process():
        story.workspace.add_member(story.marco, "visitor", by=story.by_lena)
        story.workspace.add_member(story.nils, "member", by=story.by_lena)
    assert not may_change(marco)
    assert may_change(nils)
    with another_process():
        story.workspace.archive(by=story.by_lena)
    assert status(marco) == status(nils) == 404


def test_what_is_kept_of_one_person_is_not_shown_to_another(story: Story) -> None:
    Workspace.objects.create_workspace("Nils alone", by=story.by_nils)
    people = {"Lena Fischer": story.lena, "Marco Rossi": story.marco, "Nils Stranger": story.nils}
    for _ in range(2):
        for name, person in people.items():
            side = Browser(person).get(HOME).content.decode().partition("</aside>")[0]
            assert [one for one in people if one in side] == [name]
            assert ("Nils alone" in side) == (person == story.nils)
            assert ("Collections" in side) == (person != story.nils)


def test_a_work_day_without_changes_of_structure_keeps_what_was_read(story: Story, marco: Browser) -> None:
    marco.get(BOARD)
    kept = list(places._KEPT)
    marco.post("/cards/COL-1/comments/", {"text": "Called them"})
    marco.get(BOARD)
    assert list(places._KEPT) == kept


def test_no_more_is_kept_than_there_is_room_for(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "LIMIT", 2)
    for person in (story.lena, story.marco, story.vera):
        assert status(Browser(person)) == 200
    assert [person for _, person in places._KEPT] == [story.marco.pk, story.vera.pk]
