"""Spaces, their statuses and members."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from django.db.models import QuerySet

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, PageQuery, page
from cashboard.api.routing import route
from cashboard.api.shapes import spaces as shapes
from cashboard.api.shapes import workspaces as places
from cashboard.api.shapes.cards import Kind
from cashboard.api.shapes.values import NameChange, Ref
from cashboard.api.views.folders import folder_of
from cashboard.api.views.members import members_of
from cashboard.api.views.workspaces import workspace_of
from cashboard.people.models import Person
from cashboard.work.spaces.models import Space, Status
from cashboard.work.spaces.relocating import move_space, order_space
from cashboard.work.spaces.workspaces import USUAL_STATUSES

COLUMNS = (
    *("id", "version", "key", "name", "kind", "colour", "order_of_work", "needs_responsible"),
    *("created_at", "changed_at"),
)


@route("GET", "spaces")
def spaces(call: Call, query: shapes.SpaceQuery) -> Page[shapes.Space]:
    """List spaces with their statuses"""
    rows = Space.objects.visible_to(call.actor).filter(**query.chosen("workspace", "key"))
    return page(call, query, rows, _shapes)


@route("POST", "spaces", status=201)
def create_space(call: Call, body: shapes.NewSpace) -> shapes.Space:
    """Make a space with its statuses"""
    workspace = workspace_of(call, body.workspace, "workspace")
    statuses = USUAL_STATUSES if body.statuses is None else [(each.name, each.kind) for each in body.statuses]
    folder = folder_of(call, body.folder, "folder") if body.folder else None
    made = workspace.add_space(
        body.key, body.name, by=call.actor, kind=body.kind, folder=folder, statuses=statuses
    )
    return shown(made)


@route("GET", "spaces/{id}")
def space(call: Call, id: int) -> shapes.Space:
    """Show a space with its statuses"""
    return shown(space_of(call, id))


@route("POST", "spaces/{id}/name")
def rename_space(call: Call, id: int, body: NameChange) -> shapes.Space:
    """Give a space another name"""
    space = space_of(call, id)
    with call.as_seen(space):
        space.rename(body.name, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/folder")
def file_space(call: Call, id: int, body: shapes.Filing) -> shapes.Space:
    """Put a space into a folder, or out of any"""
    space = space_of(call, id)
    folder = folder_of(call, body.folder, "folder") if body.folder else None
    with call.as_seen(space):
        space.file_under(folder, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/place")
def place_space(call: Call, id: int, body: places.SpacePlace) -> shapes.Space:
    """Move a space

    Another workspace takes its owner; a standard space takes its people from there at once.
    """
    space = space_of(call, id)
    workspace = workspace_of(call, body.workspace, "workspace")
    folder = folder_of(call, body.folder, "folder") if body.folder else None
    with call.as_seen(space):
        move_space(space, workspace, folder, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/position")
def position_space(call: Call, id: int, body: places.Before) -> shapes.Space:
    """Put a space before another one beside it, or last"""
    space = space_of(call, id)
    before = space_of(call, body.before, "before") if body.before else None
    with call.as_seen(space):
        order_space(space, before, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/colour")
def colour_space(call: Call, id: int, body: places.PlaceColour) -> shapes.Space:
    """Give a space another colour"""
    space = space_of(call, id)
    with call.as_seen(space):
        space.recolour(body.colour, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/archive")
def archive_space(call: Call, id: int) -> shapes.Space:
    """Put a space away with its cards

    Nobody sees it any more until it is restored.
    """
    space = space_of(call, id)
    with call.as_seen(space):
        space.archive(by=call.actor)
    return shown(space)


@route("DELETE", "spaces/{id}/archive")
def restore_space(call: Call, id: int) -> shapes.Space:
    """Take a space out of the archive"""
    space = found(Space.objects.known_to(call.actor).select_related("workspace"), id)
    with call.as_seen(space):
        space.take_out(by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/order-of-work")
def order_work(call: Call, id: int, body: shapes.OrderChosen) -> shapes.Space:
    """Warn of cards that are begun too early, or enforce the order"""
    space = space_of(call, id)
    with call.as_seen(space):
        space.order_work(body.order_of_work, by=call.actor)
    return shown(space)


@route("POST", "spaces/{id}/statuses")
def add_status(call: Call, id: int, body: shapes.NewStatus) -> shapes.Space:
    """Add a status at the right end of a space"""
    space = space_of(call, id)
    with call.as_seen(space):
        space.add_status(body.name, body.kind, by=call.actor)
    return shown(space)


@route("GET", "spaces/{id}/members")
def space_members(call: Call, id: int, query: PageQuery) -> Page[shapes.Member]:
    """List who has a role at the space itself

    A standard space takes its people from its workspace besides.
    """
    return members_of(call, space_of(call, id).members.all(), query)


@route("PUT", "spaces/{id}/members/{person}", status=204)
def add_space_member(call: Call, id: int, person: int, body: shapes.RoleGiven) -> None:
    """Give somebody a role at a space

    It replaces the role that they had; the last owner stays owner.
    """
    space = space_of(call, id)
    with call.as_seen(space):
        space.add_member(found(Person.objects.active(), person), body.role, by=call.actor)


@route("DELETE", "spaces/{id}/members/{person}", status=204)
def remove_space_member(call: Call, id: int, person: int) -> None:
    """Take somebody's role at a space away"""
    space = space_of(call, id)
    with call.as_seen(space):
        space.remove_member(found(Person.objects.all(), person), by=call.actor)


def space_of(call: Call, pk: int, field: str = "") -> Space:
    """The space, with what its verbs look at."""
    return found(Space.objects.visible_to(call.actor).select_related("workspace", "folder"), pk, field)


def shown(space: Space) -> shapes.Space:
    """A space as it is now."""
    return _shapes(Space.objects.filter(pk=space.pk))[0]


def _shapes(rows: QuerySet[Space]) -> list[shapes.Space]:
    listed = list(rows.values(*COLUMNS, "workspace_id", "folder_id", "default_status_id"))
    statuses: dict[int, list[shapes.Status]] = defaultdict(list)
    for each in Status.objects.filter(space__in=[row["id"] for row in listed]):
        statuses[each.space_id].append(_status_shape(each))
    return [
        shapes.Space(
            **{name: row[name] for name in COLUMNS},
            workspace=row["workspace_id"],
            folder=row["folder_id"],
            statuses=statuses[row["id"]],
            default_status=row["default_status_id"],
        )
        for row in listed
    ]


def _status_shape(status: Status) -> shapes.Status:
    return shapes.Status(
        id=status.pk,
        name=status.name,
        kind=cast(Kind, status.kind),
        limit=status.limit,
        limit_rule=cast(shapes.LimitRule, status.limit_rule),
        transitions=[
            shapes.Transition(
                start=int(start),
                who=rule["who"],
                group=Ref(rule["group"], rule["name"]) if "group" in rule else None,
            )
            for start, rule in status.arrivals.items()
        ],
        needs=status.gate,
        definition_of_done=status.definition,
    )
