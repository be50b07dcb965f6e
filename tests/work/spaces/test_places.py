"""Workspaces, folders, spaces and statuses: making, naming, filing, putting away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.spaces.models import Folder, Space, Workspace
from tests.story import Story

pytestmark = pytest.mark.requirement("R2", "R5", "R10")


def head() -> int:
    return Head.objects.get().seq


@pytest.mark.parametrize("who", ["by_marco", "by_nils"])
def test_who_makes_a_workspace_owns_it(story: Story, who: str) -> None:
    by = getattr(story, who)
    made = Workspace.objects.create_workspace("  My\tplace ", by=by)
    assert (made.name, made.kind, made.role_of(by)) == ("My place", "private", "owner")
    assert Event.objects.get(seq=head()).typed.say() == "made the workspace My place"


def test_a_workspace_can_be_made_for_somebody_else(story: Story) -> None:
    made = Workspace.objects.create_workspace("Theirs", by=story.by_ada, owner=story.marco.pk)
    assert (made.role_of(story.by_marco), made.role_of(story.by_ada)) == ("owner", None)


RENAMED: list[tuple[str, Callable[[Story], Any]]] = [
    ("workspace", lambda story: story.workspace),
    ("space", lambda story: story.space),
    ("folder", lambda story: story.workspace.add_folder("Invoicing", by=story.by_lena)),
]
named = pytest.mark.parametrize(("what", "find"), RENAMED, ids=[what for what, _ in RENAMED])


@named
def test_another_name_is_told_with_the_old_one_and_twice_records_nothing(
    story: Story, what: str, find: Callable[[Story], Any]
) -> None:
    thing = find(story)
    old = thing.name
    thing.rename(" New  name ", by=story.by_lena)
    thing.refresh_from_db()
    assert thing.name == "New name"
    assert Event.objects.get(seq=head()).typed.say() == f"renamed the {what} {old} to New name"
    before = head()
    thing.rename("New name", by=story.by_lena)
    assert head() == before


@named
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", r"^Give the {what} a name\.$"),
        (" \0 ", r"^Give the {what} a name\.$"),
        ("x" * 121, "at most 120 characters; this one"),
    ],
)
def test_a_bad_name_is_refused(
    story: Story, what: str, find: Callable[[Story], Any], name: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence.format(what=what)):
        find(story).rename(name, by=story.by_lena)


def test_characters_that_no_database_holds_are_left_out(story: Story) -> None:
    story.workspace.rename("O2\0C \udfff<b>", by=story.by_lena)
    story.workspace.refresh_from_db()
    assert story.workspace.name == "O2C <b>"


@pytest.mark.parametrize("who", ["by_marco", "by_vera", "by_nils"])
def test_what_needs_an_owner(story: Story, who: str) -> None:
    by = getattr(story, who)
    for act in (
        lambda: story.workspace.rename("x", by=by),
        lambda: story.workspace.archive(by=by),
        lambda: story.space.rename("x", by=by),
        lambda: story.space.add_status("x", "completed", by=by),
    ):
        with pytest.raises(NotAllowed, match="this needs the role owner"):
            act()


@pytest.mark.parametrize("kind", ["standard", "private", "shared"])
@pytest.mark.parametrize("who", ["by_vera", "by_nils"])
def test_who_is_no_member_makes_neither_folder_nor_space(story: Story, who: str, kind: str) -> None:
    by = getattr(story, who)
    with pytest.raises(NotAllowed, match="this needs the role member"):
        story.workspace.add_folder("x", by=by)
    with pytest.raises(NotAllowed, match="this needs the role member"):
        story.workspace.add_space("NEW", "New", by=by, kind=kind)
    with pytest.raises(NotAllowed, match="this needs the role member"):
        story.space.file_under(
            None if story.space.folder else Folder.objects.create(workspace=story.workspace, name="x"), by=by
        )


def test_a_workspace_put_away_is_told_once(story: Story) -> None:
    story.workspace.archive(by=story.by_lena)
    before = head()
    story.workspace.archive(by=story.by_lena)
    assert head() == before
    assert story.workspace not in Workspace.objects.visible_to(story.by_lena)


def test_folders_nest_within_their_workspace(story: Story) -> None:
    outer = story.workspace.add_folder("Invoicing", by=story.by_marco)
    inner = story.workspace.add_folder("Reminders", by=story.by_marco, parent=outer)
    assert (inner.parent, list(outer.folders.all())) == (outer, [inner])
    other = Workspace.objects.create_workspace("Other", by=story.by_marco)
    with pytest.raises(Invalid, match=r"^A folder lies in a folder of the same workspace\.$"):
        other.add_folder("x", by=story.by_marco, parent=outer)


def test_a_space_is_filed_and_taken_out(story: Story) -> None:
    folder = story.workspace.add_folder("Collections", by=story.by_lena)
    story.space.file_under(folder, by=story.by_marco)
    assert Event.objects.get(seq=head()).typed.say() == "moved the space from no folder to Collections"
    before = head()
    story.space.file_under(folder, by=story.by_marco)
    assert head() == before
    story.space.file_under(None, by=story.by_marco)
    story.space.refresh_from_db()
    assert story.space.folder is None


def test_a_space_is_not_filed_in_a_foreign_workspace(story: Story) -> None:
    other = Workspace.objects.create_workspace("Other", by=story.by_lena)
    folder = other.add_folder("x", by=story.by_lena)
    with pytest.raises(Invalid, match=r"^The folder belongs to another workspace\.$"):
        story.space.file_under(folder, by=story.by_lena)
    with pytest.raises(Invalid, match=r"^The folder belongs to another workspace\.$"):
        story.workspace.add_space("NEW", "New", by=story.by_lena, folder=folder)


def test_a_space_comes_with_its_statuses(story: Story) -> None:
    space = story.workspace.add_space(" ord ", "Orders", by=story.by_marco)
    assert space.key == "ORD"
    assert [(status.name, status.kind) for status in space.statuses.all()] == [
        ("To do", "not_started"),
        ("Doing", "in_progress"),
        ("Done", "completed"),
    ]


@pytest.mark.parametrize("key", ["", "A", "1AB", "ÄB", "A-B", "ABCDEFGHIJK", "A\0B"])
def test_a_bad_key_is_refused(story: Story, key: str) -> None:
    with pytest.raises(
        Invalid, match=r"^A key has 2 to 10 letters and digits and starts with a letter, like COL\.$"
    ):
        story.workspace.add_space(key, "x", by=story.by_lena)


def test_a_key_is_taken_once_in_the_installation(story: Story) -> None:
    other = Workspace.objects.create_workspace("Other", by=story.by_nils)
    with pytest.raises(Invalid, match=r"^The key COL is taken by another space\.$"):
        other.add_space("col", "x", by=story.by_nils)


def test_a_key_taken_by_two_at_once_is_one_space(transactional_db: None, story: Story, at_once: Any) -> None:
    places = [Workspace.objects.create_workspace(name, by=story.by_lena) for name in "abcd"]
    outcomes = at_once(
        [lambda place=place: place.add_space("NEW", "x", by=story.by_lena) for place in places]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Invalid",
        "Invalid",
        "Invalid",
        "Space",
    ]
    assert Space.objects.filter(key="NEW").count() == 1


def test_a_status_is_added_at_the_right_end(story: Story) -> None:
    status = story.space.add_status("Written off", "cancelled", by=story.by_lena)
    assert list(story.space.statuses.all())[-1] == status
    assert Event.objects.get(seq=head()).typed.say() == "added the status Written off (cancelled)"
    with pytest.raises(Invalid, match=r"^There is a status WRITTEN OFF already\.$"):
        story.space.add_status("WRITTEN OFF", "cancelled", by=story.by_lena)


@pytest.mark.parametrize(
    "act",
    [
        lambda story: Workspace.objects.create_workspace("x", by=story.by_lena, kind="secret"),
        lambda story: story.workspace.add_space("NEW", "x", by=story.by_lena, kind="secret"),
        lambda story: story.workspace.add_space("NEW", "x", by=story.by_lena, statuses=[("x", "secret")]),
        lambda story: story.space.add_status("x", "secret", by=story.by_lena),
    ],
)
def test_an_unknown_kind_is_refused_with_those_there_are(
    story: Story, act: Callable[[Story], object]
) -> None:
    with pytest.raises(Invalid, match=r"There is no kind 'secret'\. Choose one of: "):
        act(story)
