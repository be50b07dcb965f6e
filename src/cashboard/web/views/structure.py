"""How workspaces, folders and spaces are arranged: names, colours, places in the tree, the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.actors import Actor
from cashboard.people.roles import Role
from cashboard.web.asking import Asking, show, typed
from cashboard.web.places import Place
from cashboard.web.views.settings import settings_section
from cashboard.web.views.spaces import find_space, read_number
from cashboard.work.spaces.models import COLOURS, Folder, Space, Workspace
from cashboard.work.spaces.relocating import (
    Entry,
    move_folder,
    move_space,
    order_folder,
    order_space,
    remove_folder,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a tree to which something can be moved: `value` is what a form sends."""

    value: str
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class Line:
    """A folder or space of a workspace's tree."""

    depth: int
    folder: Folder | None = None
    space: Space | None = None


def spots_in(workspace: Workspace, but: Folder | None = None) -> list[Spot]:
    """The workspace itself and its folders; not `but` and what lies in it."""
    folders = [
        Spot(f"{workspace.pk}-{line.folder.pk}", line.folder.name, line.depth + 1)
        for line in tree_of(workspace, [], but)
        if line.folder
    ]
    return [Spot(f"{workspace.pk}-", workspace.name, 0), *folders]


def tree_of(workspace: Workspace, spaces: list[Space], but: Folder | None = None) -> list[Line]:
    """The folders with these spaces in them, from top to bottom. One query."""
    folders = list(workspace.folders.all())

    def walk(parent: int | None, depth: int) -> list[Line]:
        lines = []
        for folder in folders:
            if folder.parent_id == parent and folder != but:
                lines += [Line(depth, folder=folder), *walk(folder.pk, depth + 1)]
        return lines + [Line(depth, space=space) for space in spaces if space.folder_id == parent]

    return walk(None, 0)


def targets_of(actor: Actor, but: Folder | None = None) -> list[tuple[Workspace, list[Spot]]]:
    """Every workspace in which the actor may put something, with its spots."""
    known = Workspace.objects.visible_to(actor)
    return [(each, spots_in(each, but)) for each in known if _may(each, Role.MEMBER, actor)]


@settings_section("space", "Space", "spaces/_general.html", order=0)
def section(request: Asking, place: Place) -> dict[str, Any]:
    """Its name, colour and place, and the way into the archive."""
    spot = f"{place.space.workspace_id}-{place.space.folder_id or ''}"
    targets = targets_of(request.actor) if place.may_change else []
    if not place.may_manage:
        targets = [each for each in targets if each[0].pk == place.space.workspace_id]
    return {"colours": COLOURS, "targets": targets, "spot": spot}


@require_safe
def workspace(request: Asking, pk: int) -> HttpResponse:
    """A workspace with its tree, to arrange it."""
    found = _workspace(request, pk)
    spaces = Space.objects.known_to(request.actor).filter(workspace=found)
    there = [space for space in spaces if space.archived_at is None]
    lines = tree_of(found, there)
    return show(
        request,
        "workspaces/show.html",
        workspace=found,
        lines=lines,
        archived=[space for space in spaces if space.archived_at is not None],
        targets={
            folder.pk: targets_of(request.actor, folder)
            if _may(found, Role.OWNER, request.actor)
            else [(found, spots_in(found, folder))]
            for folder in found.folders.all()
        },
        filled={space.folder_id for space in spaces}
        | {line.folder.parent_id for line in lines if line.folder},
        may_change=_may(found, Role.MEMBER, request.actor),
        may_manage=_may(found, Role.OWNER, request.actor),
        colours=COLOURS,
        tab="workspace",
    )


@require_POST
def workspace_look(request: Asking, pk: int) -> HttpResponse:
    """Give a workspace another name or colour."""
    found = _workspace(request, pk)
    if "colour" in request.POST:
        found.recolour(request.POST["colour"], by=request.actor)
    else:
        found.rename(request.POST.get("name", ""), by=request.actor)
    return redirect("workspace", pk=pk)


@require_POST
def workspace_archive(request: Asking, pk: int) -> HttpResponse:
    """Put a workspace away, or take it out."""
    if request.POST.get("restore"):
        found = get_object_or_404(Workspace.objects.known_to(request.actor), pk=pk)
        found.take_out(by=request.actor)
        return redirect("workspace", pk=pk)
    _workspace(request, pk).archive(by=request.actor)
    return redirect("home")


@require_POST
def subfolders(request: Asking, pk: int) -> HttpResponse:
    """Make a folder in a folder."""
    folder = _folder(request, pk)
    folder.workspace.add_folder(request.POST.get("name", ""), parent=folder, by=request.actor)
    return redirect("workspace", pk=folder.workspace_id)


@require_POST
def folder_name(request: Asking, pk: int) -> HttpResponse:
    """Give a folder another name."""
    folder = _folder(request, pk)
    folder.rename(request.POST.get("name", ""), by=request.actor)
    return redirect("workspace", pk=folder.workspace_id)


@require_POST
def folder_place(request: Asking, pk: int) -> HttpResponse:
    """Move a folder with all that lies in it, or up and down among those beside it."""
    folder = _folder(request, pk)
    if "to" in request.POST:
        beside = Folder.objects.filter(workspace=folder.workspace_id, parent=folder.parent_id)
        moved, before = _step(list(beside), folder, request.POST["to"])
        if moved:
            order_folder(folder, before, by=request.actor)
    else:
        move_folder(folder, *_spot(request), by=request.actor)
    return redirect("workspace", pk=folder.workspace_id)


@require_POST
def folder_removal(request: Asking, pk: int) -> HttpResponse:
    """Remove an empty folder."""
    folder = _folder(request, pk)
    remove_folder(folder, by=request.actor)
    return redirect("workspace", pk=folder.workspace_id)


@require_POST
def space_look(request: Asking, key: str) -> HttpResponse:
    """Give a space another name or colour."""
    space = find_space(request, key)
    if "colour" in request.POST:
        space.recolour(request.POST["colour"], by=request.actor)
    else:
        space.rename(request.POST.get("name", ""), by=request.actor)
    return redirect("settings", key=space.key)


@require_POST
def space_place(request: Asking, key: str) -> HttpResponse:
    """Move a space into a folder or workspace, or up and down among those beside it."""
    space = find_space(request, key)
    if "to" not in request.POST:
        move_space(space, *_spot(request), by=request.actor)
        return redirect("settings", key=space.key)
    visible = Space.objects.visible_to(request.actor)
    beside = visible.filter(workspace=space.workspace_id, folder=space.folder_id)
    moved, before = _step(list(beside), space, request.POST["to"])
    if moved:
        order_space(space, before, by=request.actor)
    return redirect("workspace", pk=space.workspace_id)


@require_POST
def space_archive(request: Asking, key: str) -> HttpResponse:
    """Put a space away with its cards, or take it out."""
    if request.POST.get("restore"):
        spaces = Space.objects.known_to(request.actor).select_related("workspace")
        space = get_object_or_404(spaces, key=key.upper())
        space.take_out(by=request.actor)
        return redirect("settings", key=space.key)
    space = find_space(request, key)
    space.archive(by=request.actor)
    return redirect("home")


def _workspace(request: Asking, pk: int) -> Workspace:
    return get_object_or_404(Workspace.objects.visible_to(request.actor), pk=pk)


def _folder(request: Asking, pk: int) -> Folder:
    return get_object_or_404(
        Folder.objects.visible_to(request.actor).select_related("workspace", "parent"), pk=pk
    )


def _spot(request: Asking) -> tuple[Workspace, Folder | None]:
    """The chosen place: a workspace the person sees, and one of its folders or none."""
    number, _, folder = typed(request.POST, "spot").partition("-")
    workspace = _workspace(request, read_number(number))
    return workspace, get_object_or_404(workspace.folders, pk=read_number(folder)) if folder else None


def _step(beside: list[Entry], entry: Entry, to: str) -> tuple[bool, Entry | None]:
    """Whether it can go up or down by one, and before which it stands then; None: last."""
    here = beside.index(entry)
    if to == "up":
        return here > 0, beside[max(here - 1, 0)]
    below = beside[here + 2 : here + 3]
    return here + 1 < len(beside), below[0] if below else None


def _may(place: Workspace, role: Role, actor: Actor) -> bool:
    held = place.role_of(actor)
    return held is not None and held.may(role)


urlpatterns = [
    path("workspaces/<int:pk>/", workspace, name="workspace"),
    path("workspaces/<int:pk>/look/", workspace_look, name="workspace-look"),
    path("workspaces/<int:pk>/archive/", workspace_archive, name="workspace-archive"),
    path("folders/<int:pk>/folders/", subfolders, name="subfolders"),
    path("folders/<int:pk>/name/", folder_name, name="folder-name"),
    path("folders/<int:pk>/place/", folder_place, name="folder-place"),
    path("folders/<int:pk>/removal/", folder_removal, name="folder-removal"),
    path("spaces/<slug:key>/look/", space_look, name="space-look"),
    path("spaces/<slug:key>/place/", space_place, name="space-place"),
    path("spaces/<slug:key>/archive/", space_archive, name="space-archive"),
]
