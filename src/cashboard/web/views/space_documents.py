"""All documents of a space, with the cards that they are on."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from cashboard.web.asking import Asking, typed
from cashboard.web.space_pages import space_page
from cashboard.web.views.spaces import find_place, read_number, show_space
from cashboard.work.documents.finding import ORDERS, SpaceDocuments

MOST_PAGES = 10_000
space_page("space-documents", "Documents", "paperclip", keys="g d", group="space", order=15)


@require_safe
def space_documents(request: Asking, key: str) -> HttpResponse:
    """The documents, found and ordered as the address says."""
    place = find_place(request, key)
    order = request.GET.get("sort", "")
    found = SpaceDocuments(
        place.space,
        request.actor,
        words=typed(request.GET, "q")[:200],
        order=order if order in ORDERS else "new",
        page=min(max(read_number(request.GET.get("page")), 1), MOST_PAGES),
    )
    return show_space(
        request, "documents/space.html", place, found=found, seq=request.seq, tab="space-documents"
    )


urlpatterns = [path("spaces/<slug:key>/documents/", space_documents, name="space-documents")]
