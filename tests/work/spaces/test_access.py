"""Who sees which place, in every QuerySet, for each role and kind of place: private means no trace."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db.models import Model

from cashboard.activity.actors import Actor
from cashboard.people.models import Group, Person
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Folder, Space, Workspace
from tests.story import Story

pytestmark = pytest.mark.requirement("R3", "R4", "R8")
WORKSPACES = ("private", "public", "organisation")
SPACES = ("standard", "private", "shared")
EVERYTHING: tuple[type[Model], ...] = (Workspace, Folder, Space, Card, Comment)


@dataclass
class Place:
    """A workspace of one kind with a folder, a space of one kind, a card and a comment."""

    workspace: Workspace
    space: Space


@pytest.fixture
def place(story: Story, request: pytest.FixtureRequest) -> Place:
    above, kind = request.param
    workspace = Workspace.objects.create_workspace("Secret", by=story.by_lena, kind=above)
    folder = workspace.add_folder("Drawer", by=story.by_lena)
    space = workspace.add_space("SEC", "Secrets", by=story.by_lena, kind=kind, folder=folder)
    Card.create(space, "Secret", by=story.by_lena).comment("secret", by=story.by_lena)
    return Place(workspace, space)


def seen(actor: Actor, place: Place) -> set[str]:
    """The kinds of things of this place that an actor finds by any QuerySet."""
    found = {
        "workspace": Workspace.objects.visible_to(actor).filter(pk=place.workspace.pk),
        "folder": Folder.objects.visible_to(actor).filter(workspace=place.workspace),
        "space": Space.objects.visible_to(actor).filter(pk=place.space.pk),
        "card": Card.objects.visible_to(actor).filter(space=place.space),
        "comment": Comment.objects.visible_to(actor).filter(card__space=place.space),
    }
    return {name for name, rows in found.items() if rows.exists()}


ALL = {"workspace", "folder", "space", "card", "comment"}
AROUND, INSIDE = {"workspace", "folder"}, {"space", "card", "comment"}
every_place = pytest.mark.parametrize("place", [(w, s) for w in WORKSPACES for s in SPACES], indirect=True)


@every_place
def test_a_stranger_sees_only_what_is_open_to_all(story: Story, place: Place) -> None:
    expected: set[str] = set()
    if place.workspace.kind != "private":
        expected = ALL if place.space.kind == "standard" else AROUND
    assert seen(story.by_nils, place) == expected
    assert seen(story.by_ada, place) == expected  # to administer the installation is no right to its contents
    role = {"public": "visitor", "organisation": "member"}.get(place.workspace.kind)
    assert place.workspace.role_of(story.by_nils) == role
    assert place.space.role_of(story.by_nils) == (role if place.space.kind == "standard" else None)


@every_place
@pytest.mark.parametrize("role", ["visitor", "member", "owner"])
@pytest.mark.parametrize("by_group", [False, True])
def test_a_role_at_the_workspace(story: Story, place: Place, role: str, by_group: bool) -> None:
    place.workspace.add_member(holder(story.nils, by_group), role, by=story.by_lena)
    assert seen(story.by_nils, place) == (ALL if place.space.kind == "standard" else AROUND)
    floor = "member" if place.workspace.kind == "organisation" and role == "visitor" else role
    assert place.space.role_of(story.by_nils) == (floor if place.space.kind == "standard" else None)


@every_place
@pytest.mark.parametrize("role", ["visitor", "member", "owner"])
@pytest.mark.parametrize("by_group", [False, True])
def test_a_role_at_the_space_alone(story: Story, place: Place, role: str, by_group: bool) -> None:
    place.space.add_member(holder(story.nils, by_group), role, by=story.by_lena)
    assert seen(story.by_nils, place) == (INSIDE if place.workspace.kind == "private" else ALL)
    organisation = place.workspace.kind == "organisation" and place.space.kind == "standard"
    assert place.space.role_of(story.by_nils) == ("member" if organisation and role == "visitor" else role)


@every_place
def test_a_role_that_is_taken_away_leaves_no_trace(story: Story, place: Place) -> None:
    before = seen(story.by_nils, place)
    place.workspace.add_member(story.nils, "member", by=story.by_lena)
    place.space.add_member(story.nils, "member", by=story.by_lena)
    by = story.by_nils
    place.workspace.remove_member(story.nils, by=story.by_lena)
    place.space.remove_member(story.nils, by=story.by_lena)
    assert seen(by, place) == before


@every_place
def test_an_archived_workspace_is_seen_by_nobody(story: Story, place: Place) -> None:
    place.space.add_member(story.nils, "member", by=story.by_lena)
    place.workspace.archive(by=story.by_lena)
    for by in (story.by_lena, story.by_nils, story.by_marco):
        assert seen(by, place) == set()


@every_place
@pytest.mark.parametrize("kind", ["connector", "rule", "token"])
def test_an_actor_without_a_person_sees_nothing_of_what_members_see(
    story: Story, place: Place, kind: str
) -> None:
    place.space.add_member(holder(story.nils, by_group=True), "owner", by=story.by_lena)
    nobody = Actor(kind=kind, name="ERP", via="sync")  # type: ignore[arg-type]
    expected: set[str] = set()
    if place.workspace.kind != "private":
        expected = ALL if place.space.kind == "standard" else AROUND
    assert seen(nobody, place) == expected
    if place.workspace.kind == "private":
        assert place.space.role_of(nobody) is None


@every_place
def test_the_system_sees_everything(story: Story, place: Place) -> None:
    assert seen(Actor.system(), place) == ALL


def test_nested_roles_the_strongest_counts(story: Story) -> None:
    story.space.add_member(story.vera, "member", by=story.by_lena)
    assert story.space.role_of(story.by_vera) == "member"
    assert story.workspace.role_of(story.by_vera) == "visitor"
    story.space.add_member(story.lena, "visitor", by=story.by_lena)
    assert story.space.role_of(story.by_lena) == "owner"


def holder(person: Person, by_group: bool) -> Person | Group:
    """The person, or a group in which they are."""
    if not by_group:
        return person
    group = Group.objects.create(name="Department")
    group.people.add(person)
    return group
