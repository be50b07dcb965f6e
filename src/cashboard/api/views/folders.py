"""Folders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, page
from cashboard.api.routing import route
from cashboard.api.shapes import workspaces as shapes
from cashboard.api.shapes.values import NameChange
from cashboard.api.views.workspaces import workspace_of
from cashboard.work.spaces.models import Folder
from cashboard.work.spaces.relocating import move_folder, order_folder, remove_folder

SAME = ("id", "version", "name", "position")


@route("GET", "folders")
def folders(call: Call, query: shapes.FolderQuery) -> Page[shapes.Folder]:
    """List folders"""
    rows = Folder.objects.visible_to(call.actor).filter(**query.chosen("workspace"))
    return page(call, query, rows, _shapes)


@route("POST", "folders", status=201)
def create_folder(call: Call, body: shapes.NewFolder) -> shapes.Folder:
    """Make a folder"""
    workspace = workspace_of(call, body.workspace, "workspace")
    parent = folder_of(call, body.parent, "parent") if body.parent else None
    return _shown(workspace.add_folder(body.name, by=call.actor, parent=parent))


@route("GET", "folders/{id}")
def folder(call: Call, id: int) -> shapes.Folder:
    """Show a folder"""
    return _shown(folder_of(call, id))


@route("POST", "folders/{id}/name")
def rename_folder(call: Call, id: int, body: NameChange) -> shapes.Folder:
    """Give a folder another name"""
    folder = folder_of(call, id)
    with call.as_seen(folder):
        folder.rename(body.name, by=call.actor)
    return _shown(folder)


@route("POST", "folders/{id}/place")
def place_folder(call: Call, id: int, body: shapes.FolderPlace) -> shapes.Folder:
    """Move a folder with all that lies in it

    Another workspace takes its owner; the people of that workspace see what lies in it then.
    """
    folder = folder_of(call, id)
    workspace = workspace_of(call, body.workspace, "workspace")
    parent = folder_of(call, body.parent, "parent") if body.parent else None
    with call.as_seen(folder):
        move_folder(folder, workspace, parent, by=call.actor)
    return _shown(folder)


@route("POST", "folders/{id}/position")
def position_folder(call: Call, id: int, body: shapes.Before) -> shapes.Folder:
    """Put a folder before another one beside it, or last"""
    folder = folder_of(call, id)
    before = folder_of(call, body.before, "before") if body.before else None
    with call.as_seen(folder):
        order_folder(folder, before, by=call.actor)
    return _shown(folder)


@route("DELETE", "folders/{id}", status=204)
def delete_folder(call: Call, id: int) -> None:
    """Remove an empty folder"""
    folder = folder_of(call, id)
    call.expected(folder)
    remove_folder(folder, by=call.actor)


def folder_of(call: Call, pk: int, field: str = "") -> Folder:
    """The folder."""
    return found(Folder.objects.visible_to(call.actor).select_related("workspace"), pk, field)


def _shown(folder: Folder) -> shapes.Folder:
    return _shapes(Folder.objects.filter(pk=folder.pk))[0]


def _shapes(rows: QuerySet[Folder]) -> list[shapes.Folder]:
    listed: Iterable[dict[str, Any]] = rows.values(*SAME, "workspace_id", "parent_id")
    return [
        shapes.Folder(
            workspace=row["workspace_id"], parent=row["parent_id"], **{name: row[name] for name in SAME}
        )
        for row in listed
    ]
