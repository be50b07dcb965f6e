"""Folders and spaces change their place in the tree; what lies in a folder goes along, and rights follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.people.roles import Role
from cashboard.work.spaces.events import SpaceFiled
from cashboard.work.spaces.models import Folder, Space, Workspace
from cashboard.work.spaces.place_events import (
    FolderMoved,
    FolderRemoved,
    FoldersOrdered,
    SpaceMoved,
    SpacesOrdered,
)

Entry = TypeVar("Entry", Folder, Space)


def move_space(space: Space, workspace: Workspace, folder: Folder | None, *, by: Actor) -> None:
    """Put a space last into a folder or workspace. Where it lies already: nothing.

    Raises NotAllowed for another workspace unless the actor owns the space and is a member there.
    """
    _check_in(folder, workspace)
    with space.changing(by=by) as change:
        if workspace.pk != space.workspace_id:
            _check_role(space, Role.OWNER, by)
            _check_role(workspace, Role.MEMBER, by)
            _move_space(space, workspace, folder, change)
        elif folder != space.folder:
            old, space.folder = space.folder, folder
            space.position = _end(Space.objects.filter(workspace=workspace, folder=folder))
            space.save_changed(change, "folder", "position")
            event = SpaceFiled(old=old.named() if old else None, new=folder.named() if folder else None)
            change.record(event, space)


def move_folder(folder: Folder, workspace: Workspace, parent: Folder | None, *, by: Actor) -> None:
    """Put a folder last into another folder or workspace, with all that lies in it. There already: nothing.

    Raises Refused for a folder that lies in the moved one.
    """
    _check_in(parent, workspace)
    with folder.changing(by=by) as change:
        if (workspace.pk, parent) == (folder.workspace_id, folder.parent):
            return
        below = _with_all_below(folder)
        if parent in below:
            raise Refused(f"{parent} lies in {folder} itself. Choose a folder outside of it.")
        if workspace.pk != folder.workspace_id:
            _check_role(folder.workspace, Role.OWNER, by)
            _check_role(workspace, Role.MEMBER, by)
        event = FolderMoved(
            folder=folder.named(),
            old=folder.parent.named() if folder.parent else None,
            new=parent.named() if parent else None,
            old_workspace=folder.workspace.named(),
            new_workspace=workspace.named(),
        )
        is_elsewhere = workspace.pk != folder.workspace_id
        folder.workspace, folder.parent = workspace, parent
        folder.position = _end(Folder.objects.filter(workspace=workspace, parent=parent))
        folder.save_changed(change, "workspace", "parent", "position")
        told = change.record(event, folder)
        if is_elsewhere:
            _take_along(below, workspace, change, told.uid)


def remove_folder(folder: Folder, *, by: Actor) -> None:
    """Remove an empty folder; raises Refused while something lies in it."""
    with folder.changing(by=by) as change:
        if folder.spaces.exists() or folder.folders.exists():
            raise Refused(f"{folder} is not empty. Move what lies in it first, also what was archived.")
        change.record(FolderRemoved(folder=folder.named()), folder)
        folder.delete()


def order_space(space: Space, before: Space | None, *, by: Actor) -> None:
    """Put a space before another one beside it, or last. Where it stands already: nothing."""
    with space.changing(by=by) as change:
        beside = Space.objects.filter(workspace=space.workspace_id, folder=space.folder_id)
        if order := _ordered(list(beside), space, before):
            Space.objects.bulk_update(order, ["position"])
            space.save_changed(change)
            change.record(SpacesOrdered(space=space.named(), order=[each.named() for each in order]), space)


def order_folder(folder: Folder, before: Folder | None, *, by: Actor) -> None:
    """Put a folder before another one beside it, or last. Where it stands already: nothing."""
    with folder.changing(by=by) as change:
        beside = Folder.objects.filter(workspace=folder.workspace_id, parent=folder.parent_id)
        if order := _ordered(list(beside), folder, before):
            Folder.objects.bulk_update(order, ["position"])
            folder.save_changed(change)
            told = FoldersOrdered(folder=folder.named(), order=[each.named() for each in order])
            change.record(told, folder)


def _move_space(
    space: Space, workspace: Workspace, folder: Folder | None, change: Change, cause: UUID | None = None
) -> None:
    old = space.workspace
    space.workspace, space.folder = workspace, folder
    if cause is None:
        space.position = _end(Space.objects.filter(workspace=workspace, folder=folder))
    space.save_changed(change, "workspace", "folder", "position")
    event = SpaceMoved(old=old.named(), new=workspace.named(), folder=folder.named() if folder else None)
    change.record(event, space, cause=cause)


def _take_along(folders: list[Folder], workspace: Workspace, change: Change, cause: UUID) -> None:
    for folder in folders[1:]:  # the first is the one that was moved
        folder._read_locked()
        folder.workspace = workspace
        folder.save_changed(change, "workspace")
    try:
        for space in Space.objects.filter(folder__in=folders).select_related("workspace", "folder"):
            space._read_locked()
            _move_space(space, workspace, space.folder, change, cause)
    except NotAllowed as error:
        raise NotAllowed(
            f"There is something in this folder that you may not move to {workspace}. "
            "Ask an owner of the workspace that it lies in."
        ) from error


def _ordered(beside: list[Entry], entry: Entry, before: Entry | None) -> list[Entry]:
    """The new order, numbered; empty where it is the one that there is."""
    rest = [each for each in beside if each != entry]
    if before is not None and before not in rest:
        raise Refused(f"{before} does not lie beside {entry} any more. Choose its place again.")
    rest.insert(rest.index(before) if before else len(rest), entry)
    if rest == beside:
        return []
    for position, each in enumerate(rest):
        each.position = position
    return rest


def _with_all_below(folder: Folder) -> list[Folder]:
    def walk(top: Folder) -> Iterator[Folder]:
        yield top
        for each in top.folders.all():
            yield from walk(each)

    return list(walk(folder))


def _check_in(folder: Folder | None, workspace: Workspace) -> None:
    if folder is not None and folder.workspace_id != workspace.pk:
        raise Invalid("The folder belongs to another workspace.", "folder")


def _check_role(place: Space | Workspace, role: Role, by: Actor) -> None:
    held = place.role_of(by)
    if held is None or not held.may(role):
        raise NotAllowed(f"This needs the role {role.label.lower()} at {place}. Ask an owner of it.")


def _end(beside: QuerySet[Space] | QuerySet[Folder]) -> int:
    last = beside.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else int(last) + 1
