"""Home: every workspace with its spaces, what is open, overdue and how much money is on it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from cashboard.web.asking import Asking, show, today
from cashboard.work.spaces.models import Workspace
from cashboard.work.spaces.overview import overview


def home(request: Asking) -> HttpResponse:
    """The first page."""
    actor = request.actor
    return show(request, "home/show.html", tab="home", overview=overview(actor, today(request)))


def workspaces(request: Asking) -> HttpResponse:
    """Make a workspace."""
    made = Workspace.objects.create_workspace(
        request.POST.get("name", ""), kind=request.POST.get("kind", "private"), by=request.actor
    )
    return redirect(f"/?made={made.pk}#workspace-{made.pk}")
