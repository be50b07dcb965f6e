"""Workspaces, folders, spaces and their members by the API."""

from __future__ import annotations

import pytest

from cashboard.people.models import Group

pytestmark = pytest.mark.requirement("R3", "R4", "R105")


def test_a_whole_place_is_made_by_calls(db, story, nils):
    workspace = nils.post("workspaces", {"name": "Claims", "kind": "private"})
    assert workspace.status_code == 201
    pk = workspace.json()["id"]
    folder = nils.post("folders", {"workspace": pk, "name": "2026"}).json()
    inner = nils.post("folders", {"workspace": pk, "name": "Q4", "parent": folder["id"]}).json()
    assert (inner["parent"], inner["workspace"]) == (folder["id"], pk)
    statuses = [{"name": "New", "kind": "not_started"}, {"name": "Closed", "kind": "completed"}]
    body = {"workspace": pk, "key": "CLM", "name": "Claims", "folder": inner["id"], "statuses": statuses}
    space = nils.post("spaces", body)
    assert (space.status_code, space["Location"]) == (201, f"/api/v1/spaces/{space.json()['id']}")
    assert [(each["name"], each["kind"]) for each in space.json()["statuses"]] == [
        ("New", "not_started"),
        ("Closed", "completed"),
    ]
    listed = nils.get(f"spaces?workspace={pk}").json()["items"]
    assert listed == [space.json()]


def test_names(story, lena):
    folder = lena.post("folders", {"workspace": story.workspace.pk, "name": "2026"}).json()
    for address in (
        f"workspaces/{story.workspace.pk}",
        f"spaces/{story.space.pk}",
        f"folders/{folder['id']}",
    ):
        renamed = lena.post(f"{address}/name", {"name": "  Other \n name "})
        assert renamed.json()["name"] == "Other name"
        assert lena.get(address).json() == renamed.json()


def test_a_space_is_filed_and_taken_out(story, lena):
    folder = lena.post("folders", {"workspace": story.workspace.pk, "name": "2026"}).json()["id"]
    assert lena.post(f"spaces/{story.space.pk}/folder", {"folder": folder}).json()["folder"] == folder
    assert lena.post(f"spaces/{story.space.pk}/folder", {"folder": None}).json()["folder"] is None


def test_a_status_is_added(story, lena):
    body = {"name": "Written off", "kind": "cancelled"}
    answer = lena.post(f"spaces/{story.space.pk}/statuses", body)
    assert answer.json()["statuses"][-1]["name"] == "Written off"
    again = lena.post(f"spaces/{story.space.pk}/statuses", body)
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "name")


def test_an_archived_workspace_is_gone_with_what_is_in_it(story, lena):
    assert lena.post(f"workspaces/{story.workspace.pk}/archive").status_code == 200
    assert lena.get(f"workspaces/{story.workspace.pk}").status_code == 404
    assert lena.get("workspaces").json()["items"] == []


def test_members_come_change_and_go(story, lena):
    address = f"workspaces/{story.workspace.pk}/members"
    assert lena.put(f"{address}/{story.nils.pk}", {"role": "visitor"}).status_code == 204
    assert lena.put(f"{address}/{story.nils.pk}", {"role": "member"}).status_code == 204
    roles = {each["person"]["name"]: each["role"] for each in lena.get(address).json()["items"]}
    assert roles["Nils Stranger"] == "member"
    assert lena.delete(f"{address}/{story.nils.pk}").status_code == 204
    assert "Nils" not in lena.get(address).content.decode()
    refused = lena.delete(f"{address}/{story.lena.pk}")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "role")


def test_members_come_in_pages_and_groups_too(story, lena):
    group = Group.objects.create(name="Credit")
    story.workspace.add_member(group, "visitor", by=story.by_lena)
    address, seen = f"workspaces/{story.workspace.pk}/members?limit=3", []
    while address:
        page = lena.get(address).json()
        seen += page["items"]
        address = page["next"]
    assert [each["role"] for each in seen] == ["owner", "member", "visitor", "visitor"]
    assert seen[-1]["group"] == {"id": group.pk, "name": "Credit"}
    assert seen[-1]["person"] is None


def test_a_private_space_has_members_of_its_own(story, lena, marco):
    body = {"workspace": story.workspace.pk, "key": "PRV", "name": "Salaries", "kind": "private"}
    space = lena.post("spaces", body).json()["id"]
    assert marco.get(f"spaces/{space}").status_code == 404
    lena.put(f"spaces/{space}/members/{story.marco.pk}", {"role": "member"})
    assert marco.get(f"spaces/{space}").status_code == 200
    assert len(marco.get(f"spaces/{space}/members").json()["items"]) == 2
    lena.delete(f"spaces/{space}/members/{story.marco.pk}")
    assert marco.get(f"spaces/{space}").status_code == 404
