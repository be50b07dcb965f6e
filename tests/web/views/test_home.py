"""The first page: every workspace with its sums, and making workspaces, spaces and folders."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cashboard.trade.customers.models import Customer
from cashboard.work.spaces.models import Folder, Space, Workspace
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.world import issue_in


@pytest.mark.requirement("R2", "R3")
def test_the_sums_of_a_workspace_are_those_of_the_spaces_that_one_sees(
    story: Story, lena: Browser, marco: Browser
) -> None:
    customer = Customer.add(story.workspace, "C-1", "Nordwind AG", by=story.by_lena)
    issue_in(story.space, customer, Decimal("1250.50"), story.lena)
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    issue_in(hidden, customer, Decimal("70000.00"), story.lena)
    seen, all_of_it = (browser.get("/").content.decode() for browser in (marco, lena))
    assert "1,250.50 EUR" in seen
    assert "71,250.50 EUR" in all_of_it
    assert "71,250.50 EUR" not in seen
    assert "Hidden" not in seen


def test_who_has_nothing_yet_is_told_what_to_do(nils: Browser) -> None:
    assert b"Make your first one" in nils.get("/").content


@pytest.mark.requirement("R2", "R5")
def test_a_workspace_with_a_folder_and_a_space_in_it(story: Story, nils: Browser) -> None:
    nils.post("/workspaces/", {"name": "  My   own ", "kind": "private"})
    made = Workspace.objects.get(name="My own")
    assert made.role_of(story.by_nils) == "owner"
    assert nils.post(f"/workspaces/{made.pk}/folders/", {"name": "Invoicing"}).status_code == 302
    folder = Folder.objects.get(workspace=made)
    fields = {"key": "inv", "name": "Invoices", "folder": folder.pk}
    assert nils.post(f"/workspaces/{made.pk}/spaces/", fields).headers["Location"] == "/spaces/INV/"
    assert Space.objects.get(key="INV").folder == folder
    page = nils.get("/spaces/INV/").content.decode()
    assert "Invoicing" in page
    assert "Invoices" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"key": "COL", "name": "Again"}, "The key COL is taken by another space."),
        ({"key": "x", "name": "Short"}, "A key has 2 to 10 letters and digits"),
        ({"key": "<b>", "name": "Tag"}, "A key has 2 to 10 letters and digits"),
        ({"key": "NEW", "name": ""}, "Give the space a name."),
        ({"key": "NEW", "name": "x" * 10_000}, "at most 120 characters; this one has 10000."),
        ({"key": "NEW", "name": "Odd", "kind": "secret"}, "Choose one of: standard, private, shared."),
    ],
)
def test_a_space_that_cannot_be_is_refused(
    story: Story, lena: Browser, fields: dict[str, str], words: str
) -> None:
    answer = lena.act(f"/workspaces/{story.workspace.pk}/spaces/", fields)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Space.objects.count() == 1


def test_a_workspace_that_cannot_be_is_refused(story: Story, nils: Browser) -> None:
    for fields in ({"name": " "}, {"name": "x" * 121}, {"name": "Odd", "kind": "x"}):
        assert nils.act("/workspaces/", fields).status_code == 422
    assert Workspace.objects.count() == 1


@pytest.mark.requirement("R3")
@pytest.mark.parametrize(("kind", "role"), [("private", 404), ("public", 200), ("organisation", 200)])
def test_the_kind_of_a_workspace_decides_who_sees_it(
    story: Story, nils: Browser, kind: str, role: int
) -> None:
    made = Workspace.objects.create_workspace("Somewhere", kind=kind, by=story.by_lena)
    made.add_space("SOM", "Some space", by=story.by_lena)
    assert nils.get("/spaces/SOM/").status_code == role
    assert (b"Some space" in nils.get("/").content) == (role == 200)
    added = nils.act("/spaces/SOM/cards/", {"title": "Mine"}).status_code
    assert added == {"private": 404, "public": 403, "organisation": 200}[kind]
