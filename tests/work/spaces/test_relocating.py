"""Folders and spaces find another place: what lies below goes along, and who may see it follows at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.trade.customers.models import Customer
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Folder, Space, Workspace
from cashboard.work.spaces.relocating import (
    move_folder,
    move_space,
    order_folder,
    order_space,
    remove_folder,
)
from tests.story import Story
from tests.web.world import issue_in

pytestmark = pytest.mark.requirement("R2", "R5", "R8")


@pytest.fixture
def other(story: Story) -> Workspace:
    """A workspace of Lena where Nils is a member; Marco and Vera have no part in it."""
    workspace = Workspace.objects.create_workspace("Shared services", by=story.by_lena)
    workspace.add_member(story.nils, "member", by=story.by_lena)
    return workspace


def test_a_space_goes_to_another_workspace_and_its_people_change(story: Story, other: Workspace) -> None:
    move_space(story.space, other, None, by=story.by_lena)
    assert not Card.objects.visible_to(story.by_marco).exists()
    assert Card.objects.visible_to(story.by_nils).count() == 3
    assert story.space.role_of(story.by_nils) == "member"
    told = Event.objects.latest("seq")
    assert (told.type, told.workspace, told.space) == ("space.moved", other.pk, story.space.pk)
    before = Head.objects.get().seq
    move_space(story.space, other, None, by=story.by_lena)
    assert Head.objects.get().seq == before


def test_only_its_owner_moves_it_away_and_only_to_where_they_work(story: Story, other: Workspace) -> None:
    other.add_member(story.marco, "owner", by=story.by_lena)
    with pytest.raises(NotAllowed, match="owner at Collections"):
        move_space(story.space, other, None, by=story.by_marco)
    elsewhere = Workspace.objects.create_workspace("Public", kind="public", by=story.by_nils)
    with pytest.raises(NotAllowed, match="member at Public"):
        move_space(story.space, elsewhere, None, by=story.by_lena)


def test_invoices_keep_a_space_with_their_customers(story: Story, other: Workspace) -> None:
    customer = Customer.add(story.workspace, "C-1", "Nordwind", by=story.by_lena)
    issue_in(story.space, customer, Decimal(10), story.lena)
    with pytest.raises(Refused, match="stays in that workspace"):
        move_space(story.space, other, None, by=story.by_lena)
    assert Space.objects.get(pk=story.space.pk).workspace == story.workspace


def test_a_folder_goes_with_a_hundred_cards_below(story: Story, other: Workspace) -> None:
    outer = story.workspace.add_folder("Money", by=story.by_lena)
    inner = story.workspace.add_folder("Invoicing", parent=outer, by=story.by_lena)
    space = story.workspace.add_space("INV", "Invoices", folder=inner, by=story.by_lena)
    for number in range(100):
        Card.create(space, f"Order {number}", by=story.by_marco)
    theirs = other.add_folder("Finance", by=story.by_lena)
    move_folder(outer, other, theirs, by=story.by_lena)
    cards = Card.objects.filter(space=space)
    assert cards.visible_to(story.by_nils).count() == 100
    assert not cards.visible_to(story.by_marco).exists()
    space = Space.objects.get(pk=space.pk)
    assert space.folder is not None
    assert (space.workspace, space.folder, space.folder.parent) == (other, inner, outer)
    assert Folder.objects.get(pk=outer.pk).parent == theirs
    moved, told = Event.objects.order_by("-seq")[:2]
    assert (told.type, moved.type, moved.cause) == ("folder.moved", "space.moved", told.uid)


def test_a_folder_does_not_go_into_itself(story: Story) -> None:
    outer = story.workspace.add_folder("Money", by=story.by_marco)
    inner = story.workspace.add_folder("Invoicing", parent=outer, by=story.by_marco)
    for target in (outer, inner):
        with pytest.raises(Refused, match="lies in Money itself"):
            move_folder(outer, story.workspace, target, by=story.by_marco)
    move_folder(inner, story.workspace, None, by=story.by_marco)
    assert inner.parent is None


def test_what_hides_in_a_folder_keeps_it_where_it_is(story: Story, other: Workspace) -> None:
    folder = story.workspace.add_folder("Money", by=story.by_lena)
    story.workspace.add_member(story.marco, "owner", by=story.by_lena)
    story.workspace.add_space("SEC", "Secret", kind="private", folder=folder, by=story.by_marco)
    with pytest.raises(NotAllowed, match="something in this folder"):
        move_folder(folder, other, None, by=story.by_lena)
    assert Folder.objects.get(pk=folder.pk).workspace == story.workspace


def test_only_an_empty_folder_is_removed(story: Story) -> None:
    folder = story.workspace.add_folder("Money", by=story.by_marco)
    story.space.file_under(folder, by=story.by_marco)
    with pytest.raises(Refused, match="not empty"):
        remove_folder(folder, by=story.by_marco)
    move_space(story.space, story.workspace, None, by=story.by_marco)
    remove_folder(folder, by=story.by_marco)
    assert not Folder.objects.exists()


def test_spaces_and_folders_are_put_in_order(story: Story) -> None:
    spaces = [story.space, *(story.workspace.add_space(key, key, by=story.by_lena) for key in ("AA", "BB"))]
    order_space(spaces[2], spaces[0], by=story.by_marco)
    assert list(Space.objects.values_list("key", flat=True)) == ["BB", "COL", "AA"]
    before = Head.objects.get().seq
    order_space(spaces[2], spaces[0], by=story.by_marco)
    assert Head.objects.get().seq == before
    first, second = (story.workspace.add_folder(name, by=story.by_lena) for name in ("One", "Two"))
    order_folder(first, None, by=story.by_marco)
    assert list(Folder.objects.all()) == [second, first]
    inner = story.workspace.add_folder("Three", parent=first, by=story.by_lena)
    with pytest.raises(Refused, match="does not lie beside"):
        order_folder(second, inner, by=story.by_marco)


def test_a_folder_of_another_workspace_is_no_place(story: Story, other: Workspace) -> None:
    folder = other.add_folder("Finance", by=story.by_lena)
    with pytest.raises(Invalid, match="another workspace"):
        move_space(story.space, story.workspace, folder, by=story.by_lena)


def test_an_archived_space_is_nowhere_until_it_is_taken_out(story: Story) -> None:
    with pytest.raises(NotAllowed):
        story.space.archive(by=story.by_marco)
    story.space.archive(by=story.by_lena)
    story.space.archive(by=story.by_lena)
    assert not Space.objects.visible_to(story.by_lena).exists()
    assert not Card.objects.visible_to(story.by_lena).exists()
    assert Space.objects.known_to(story.by_vera).get() == story.space
    assert not Space.objects.known_to(story.by_nils).exists()
    story.space.take_out(by=story.by_lena)
    assert Card.objects.visible_to(story.by_vera).count() == 3


def test_an_archived_workspace_comes_back_with_everything(story: Story) -> None:
    story.workspace.archive(by=story.by_lena)
    assert not Space.objects.known_to(story.by_lena).exists()
    assert Workspace.objects.known_to(story.by_lena).get() == story.workspace
    with pytest.raises(NotAllowed):
        story.workspace.take_out(by=story.by_marco)
    story.workspace.take_out(by=story.by_lena)
    assert Card.objects.visible_to(story.by_vera).count() == 3


def test_colours(story: Story) -> None:
    for place in (story.workspace, story.space):
        place.recolour("rose", by=story.by_lena)
        place.refresh_from_db()
        assert place.colour == "rose"
        assert Event.objects.latest("seq").typed.say().endswith("from blue to rose")
        with pytest.raises(Invalid, match="Choose one of these"):
            place.recolour("mauve", by=story.by_lena)
