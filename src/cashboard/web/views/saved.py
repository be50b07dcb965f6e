"""Saved views: made from what a page shows, shown anew, renamed and removed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking
from cashboard.web.view_tabs import PAGES, address
from cashboard.web.views.spaces import find_space
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.saved_views import SavedView


@require_POST
def views(request: Asking, key: str) -> HttpResponse:
    """Give what the page shows a name."""
    space, page = find_space(request, key), request.POST.get("page", "board")
    if page not in PAGES:
        raise Invalid(f"There is no page {page[:20]!r}. Choose one of: {', '.join(PAGES)}.", "page")
    view = SavedView.save_view(
        space,
        request.POST.get("name", ""),
        page=page,
        query=_query(request, space, page),
        owner=None if request.POST.get("shared") else request.user,
        by=request.actor,
    )
    return _open(view)


@require_POST
def view(request: Asking, pk: int) -> HttpResponse:
    """Let it show what the page shows, or give it another name."""
    found = _find(request, pk)
    if "name" in request.POST:
        found.rename(request.POST["name"], by=request.actor)
    else:
        found.show(_query(request, found.space, found.page), by=request.actor)
    return _open(found)


@require_POST
def view_removal(request: Asking, pk: int) -> HttpResponse:
    """Remove it."""
    found = _find(request, pk)
    found.remove(by=request.actor)
    return redirect(reverse(found.page, args=[found.space.key]))


def _find(request: Asking, pk: int) -> SavedView:
    seen = SavedView.objects.visible_to(request.actor).select_related("space__workspace")
    return get_object_or_404(seen, pk=pk)


def _query(request: Asking, space: Space, page: str) -> str:
    """What the page would read out of the address that the form names, written as the page writes it."""
    asked = QueryDict(request.POST.get("query", "").encode("utf-8", "ignore"))
    return urlencode([*CardFilter.read(asked).pairs(), *PAGES[page](space, asked)])


def _open(view: SavedView) -> HttpResponse:
    return redirect(reverse(view.page, args=[view.space.key]) + address(view))


urlpatterns = [
    path("spaces/<slug:key>/views/", views, name="views"),
    path("views/<int:pk>/", view, name="view"),
    path("views/<int:pk>/removal/", view_removal, name="view_removal"),
]
