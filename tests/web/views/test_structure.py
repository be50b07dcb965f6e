"""Arranging workspaces, folders and spaces on their pages."""

from __future__ import annotations

import pytest

from cashboard.work.spaces.models import Folder, Space, Workspace
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R2", "R5", "R8")


def test_three_folders_by_hand_and_a_space_in_one_of_them(story: Story, lena: Browser) -> None:
    page = f"/workspaces/{story.workspace.pk}/"
    for name in ("Orders Processing", "Invoicing", "Collections"):
        assert lena.post(f"{page}folders/", {"name": name}).status_code == 302
    folder = Folder.objects.get(name="Collections")
    lena.post("/spaces/COL/place/", {"spot": f"{story.workspace.pk}-{folder.pk}"})
    assert Space.objects.get(key="COL").folder == folder
    board = lena.get("/spaces/COL/").content.decode()
    assert "<span>Collections</span>" in board, "in the breadcrumb; the address stays"
    lena.post(f"/folders/{folder.pk}/place/", {"to": "up"})
    assert [each.name for each in Folder.objects.all()] == ["Orders Processing", "Collections", "Invoicing"]
    html = lena.get(page).content.decode()
    assert html.index("Orders Processing</strong>") < html.index("Invoicing</strong>")


def test_a_folder_goes_into_another_and_is_removed_when_empty(story: Story, lena: Browser) -> None:
    outer = story.workspace.add_folder("Money", by=story.by_lena)
    lena.post(f"/folders/{outer.pk}/folders/", {"name": "Invoicing"})
    inner = Folder.objects.get(name="Invoicing")
    assert inner.parent == outer
    refused = lena.act(f"/folders/{outer.pk}/removal/", {})
    assert (refused.status_code, "not empty" in refused.content.decode()) == (409, True)
    lena.post(f"/folders/{inner.pk}/removal/", {})
    assert not Folder.objects.filter(pk=inner.pk).exists()


def test_names_and_colours(story: Story, lena: Browser) -> None:
    lena.post("/spaces/COL/look/", {"name": "Receivables"})
    lena.post("/spaces/COL/look/", {"colour": "rose"})
    lena.post(f"/workspaces/{story.workspace.pk}/look/", {"name": "Cash"})
    space = Space.objects.select_related("workspace").get(key="COL")
    assert (space.name, space.colour, space.workspace.name) == ("Receivables", "rose", "Cash")
    assert lena.act("/spaces/COL/look/", {"colour": "mauve"}).status_code == 422


def test_a_space_is_archived_and_comes_back(story: Story, lena: Browser, marco: Browser) -> None:
    lena.post("/spaces/COL/archive/", {})
    assert marco.get("/spaces/COL/").status_code == 404
    page = f"/workspaces/{story.workspace.pk}/"
    assert "Archived spaces" in lena.get(page).content.decode()
    assert marco.act("/spaces/COL/archive/", {"restore": "1"}).status_code == 403
    lena.post("/spaces/COL/archive/", {"restore": "1"})
    assert marco.get("/spaces/COL/").status_code == 200


def test_a_workspace_is_archived_and_comes_back(story: Story, lena: Browser, marco: Browser) -> None:
    address = f"/workspaces/{story.workspace.pk}/archive/"
    lena.post(address, {})
    assert "Archived workspaces" in lena.get("/").content.decode()
    assert "Archived workspaces" not in marco.get("/").content.decode()
    lena.post(address, {"restore": "1"})
    assert marco.get("/spaces/COL/").status_code == 200


def test_nobody_is_offered_a_place_that_they_may_not_fill(
    story: Story, lena: Browser, marco: Browser
) -> None:
    hidden = Workspace.objects.create_workspace("Hush merger", by=story.by_nils)
    other = Workspace.objects.create_workspace("Shared services", by=story.by_lena)
    settings = lena.get("/spaces/COL/settings/").content.decode()
    assert "Top of Shared services" in settings
    assert "Hush" not in settings
    assert "Top of Shared" not in marco.get("/spaces/COL/settings/").content.decode()
    assert lena.act("/spaces/COL/place/", {"spot": f"{hidden.pk}-"}).status_code == 404
    lena.post("/spaces/COL/place/", {"spot": f"{other.pk}-"})
    assert marco.get("/spaces/COL/").status_code == 404
