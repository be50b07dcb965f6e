"""Home: every workspace with its spaces, what is open, overdue and how much money is on it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity import clock
from cashboard.people.roles import Role
from cashboard.web.asking import Asking, show, today
from cashboard.web.views.spaces import read_number
from cashboard.work.cards.standstill import standstills
from cashboard.work.spaces.models import Workspace
from cashboard.work.spaces.overview import overview


@require_safe
def home(request: Asking) -> HttpResponse:
    """The first page."""
    day = today(request)
    mine = standstills(request.actor, clock.now(), day, owner=request.user.pk)
    away = Workspace.objects.known_to(request.actor).exclude(archived_at=None)
    return show(
        request,
        "home/show.html",
        tab="home",
        overview=overview(request.actor, day),
        found=mine,
        archived=[each for each in away if each.role_of(request.actor) == Role.OWNER],
    )


@require_POST
def workspaces(request: Asking) -> HttpResponse:
    """Make a workspace."""
    name, kind = request.POST.get("name", ""), request.POST.get("kind", "private")
    made = Workspace.objects.create_workspace(name, kind=kind, by=request.actor)
    return redirect(f"/#workspace-{made.pk}")


@require_POST
def spaces(request: Asking, pk: int) -> HttpResponse:
    """Make a space in a workspace, in one of its folders or beside them."""
    workspace = get_object_or_404(Workspace.objects.visible_to(request.actor), pk=pk)
    folder = workspace.folders.filter(pk=read_number(request.POST.get("folder"))).first()
    key, name = request.POST.get("key", ""), request.POST.get("name", "")
    kind = request.POST.get("kind", "standard")
    made = workspace.add_space(key, name, kind=kind, folder=folder, by=request.actor)
    return redirect("board", key=made.key)


@require_POST
def folders(request: Asking, pk: int) -> HttpResponse:
    """Make a folder in a workspace."""
    workspace = get_object_or_404(Workspace.objects.visible_to(request.actor), pk=pk)
    workspace.add_folder(request.POST.get("name", ""), by=request.actor)
    return redirect(f"/#workspace-{workspace.pk}")
