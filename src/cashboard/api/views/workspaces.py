"""Workspaces and their members."""

from __future__ import annotations

from django.db.models import QuerySet

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, PageQuery, page
from cashboard.api.routing import route
from cashboard.api.shapes import spaces as members
from cashboard.api.shapes import workspaces as shapes
from cashboard.api.shapes.values import NameChange
from cashboard.api.views.members import members_of
from cashboard.people.models import Person
from cashboard.work.spaces.models import Workspace

FIELDS = shapes.Workspace.__struct_fields__


@route("GET", "workspaces")
def workspaces(call: Call, query: PageQuery) -> Page[shapes.Workspace]:
    """List workspaces"""
    return page(call, query, Workspace.objects.visible_to(call.actor), _shapes)


@route("POST", "workspaces", status=201)
def create_workspace(call: Call, body: shapes.NewWorkspace) -> shapes.Workspace:
    """Make a workspace

    The caller owns it.
    """
    return shown(Workspace.objects.create_workspace(body.name, by=call.actor, kind=body.kind))


@route("GET", "workspaces/{id}")
def workspace(call: Call, id: int) -> shapes.Workspace:
    """Show a workspace"""
    return shown(workspace_of(call, id))


@route("POST", "workspaces/{id}/name")
def rename_workspace(call: Call, id: int, body: NameChange) -> shapes.Workspace:
    """Give a workspace another name"""
    workspace = workspace_of(call, id)
    with call.as_seen(workspace):
        workspace.rename(body.name, by=call.actor)
    return shown(workspace)


@route("POST", "workspaces/{id}/archive")
def archive_workspace(call: Call, id: int) -> shapes.Workspace:
    """Put a workspace away

    Nobody sees it or what is in it any more.
    """
    workspace = workspace_of(call, id)
    with call.as_seen(workspace):
        workspace.archive(by=call.actor)
    return shown(workspace)


@route("DELETE", "workspaces/{id}/archive")
def restore_workspace(call: Call, id: int) -> shapes.Workspace:
    """Take a workspace out of the archive"""
    workspace = found(Workspace.objects.known_to(call.actor), id)
    with call.as_seen(workspace):
        workspace.take_out(by=call.actor)
    return shown(workspace)


@route("POST", "workspaces/{id}/colour")
def colour_workspace(call: Call, id: int, body: shapes.PlaceColour) -> shapes.Workspace:
    """Give a workspace another colour"""
    workspace = workspace_of(call, id)
    with call.as_seen(workspace):
        workspace.recolour(body.colour, by=call.actor)
    return shown(workspace)


@route("GET", "workspaces/{id}/members")
def workspace_members(call: Call, id: int, query: PageQuery) -> Page[members.Member]:
    """List the members of a workspace"""
    return members_of(call, workspace_of(call, id).members.all(), query)


@route("PUT", "workspaces/{id}/members/{person}", status=204)
def add_workspace_member(call: Call, id: int, person: int, body: members.RoleGiven) -> None:
    """Give somebody a role at a workspace

    It replaces the role that they had; the last owner stays owner.
    """
    workspace = workspace_of(call, id)
    with call.as_seen(workspace):
        workspace.add_member(found(Person.objects.active(), person), body.role, by=call.actor)


@route("DELETE", "workspaces/{id}/members/{person}", status=204)
def remove_workspace_member(call: Call, id: int, person: int) -> None:
    """Take somebody's role at a workspace away"""
    workspace = workspace_of(call, id)
    with call.as_seen(workspace):
        workspace.remove_member(found(Person.objects.all(), person), by=call.actor)


def workspace_of(call: Call, pk: int, field: str = "") -> Workspace:
    """The workspace."""
    return found(Workspace.objects.visible_to(call.actor), pk, field)


def shown(workspace: Workspace) -> shapes.Workspace:
    """A workspace as it is now."""
    return shapes.Workspace(**{name: getattr(workspace, name) for name in FIELDS})


def _shapes(rows: QuerySet[Workspace]) -> list[shapes.Workspace]:
    return [shapes.Workspace(**row) for row in rows.values(*FIELDS)]
