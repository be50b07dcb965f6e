"""The documents of a card: their part of the page, one address for each verb, and the bytes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.turns import writing_turn
from cashboard.web.asking import Asking, typed, wants_fragment
from cashboard.web.files import keep_files, send_version
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.views.cards import answer, find_card
from cashboard.web.views.spaces import find_place, read_number, show_space
from cashboard.work.cards.models import Card
from cashboard.work.documents.models import Document, DocumentGroup, Version
from cashboard.work.documents.reading import beginning_of
from cashboard.work.documents.sending import is_picture


@card_part("main", "cards/parts/_documents.html", order=30)
def documents_part(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """The documents in their groups; a visitor of a card without any sees nothing of them."""
    if not card.document_count and not place.may_change:
        return None
    groups = list(card.document_groups.all())
    documents = list(card.documents.select_related("added_by").order_by("name", "pk"))
    present = [one for one in documents if one.removed_at is None]
    return {
        "groups": [(None, _in_group(present, None)), *((one, _in_group(present, one.pk)) for one in groups)],
        "removed": [one for one in documents if one.removed_at] if place.may_change else [],
        "limit": settings.UPLOAD_MAX,
    }


def _in_group(documents: list[Document], group: int | None) -> list[Document]:
    return [one for one in documents if one.group_id == group]


@require_POST
def documents(request: Asking, key: str) -> HttpResponse:
    """Attach files, or a link."""
    card = find_card(request, key)
    group = _group(request, card)
    if "url" in request.POST:
        url, name = request.POST["url"], typed(request.POST, "name")
        with writing_turn():
            card.link_document(url, name, group=group, by=request.actor)
        return answer(request, card)
    kept = keep_files(request, card)
    with writing_turn():
        made = [card.attach(name, stored, group=group, by=request.actor) for name, stored in kept]
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(_told(made, card))
    return answer(request, card)


@require_safe
def document(request: Asking, pk: int) -> HttpResponse:
    """A document with its versions and what can be done with it."""
    found = find_document(request, pk)
    card = find_card(request, found.card.key)
    whole = not wants_fragment(request)
    template = "documents/show.html" if whole else "documents/_details.html"
    kept = list(found.versions.select_related("file"))
    return show_space(
        request,
        template,
        find_place(request, card.space.key),
        card=card,
        document=found,
        versions=kept,
        beginning=beginning_of(kept[0]) if whole and kept else None,
        groups=list(card.document_groups.all()),
        limit=settings.UPLOAD_MAX,
        is_picture=is_picture(found.name),
        tab="card",
    )


@require_POST
def versions(request: Asking, pk: int) -> HttpResponse:
    """Add a version."""
    found, card = _found(request, pk)
    [(name, stored), *_] = keep_files(request, card)
    with writing_turn():
        card.add_version(found, name, stored, by=request.actor)
    return answer(request, card)


@require_safe
def version(request: Asking, pk: int, number: int) -> HttpResponseBase:
    """Download a version."""
    found = find_document(request, pk)
    return send_version(request, get_object_or_404(_versions(found), number=number))


@require_safe
def file(request: Asking, pk: int) -> HttpResponseBase:
    """Download the newest version."""
    return send_version(request, _newest(find_document(request, pk)))


@require_safe
def picture(request: Asking, pk: int) -> HttpResponseBase:
    """The newest version as a picture in a page; what is none is not shown."""
    newest = _newest(find_document(request, pk))
    if not is_picture(newest.name):
        raise Http404("This document is not a picture.")
    return send_version(request, newest, inline=True)


@require_POST
def name(request: Asking, pk: int) -> HttpResponse:
    """Rename a document."""
    found, card = _found(request, pk)
    card.rename_document(found, request.POST.get("name", ""), by=request.actor)
    return answer(request, card)


@require_POST
def grouping(request: Asking, pk: int) -> HttpResponse:
    """Put a document into a group, or into none."""
    found, card = _found(request, pk)
    card.group_document(found, _group(request, card), by=request.actor)
    return answer(request, card)


@require_POST
def removal(request: Asking, pk: int) -> HttpResponse:
    """Remove a document, bring it back, or delete it for good."""
    found, card = _found(request, pk)
    if request.POST.get("back"):
        card.restore_document(found, by=request.actor)
    elif request.POST.get("forever"):
        card.delete_document(found, by=request.actor)
    else:
        card.remove_document(found, by=request.actor)
    return answer(request, card)


@require_POST
def groups(request: Asking, key: str) -> HttpResponse:
    """Add a group for documents."""
    card = find_card(request, key)
    card.add_document_group(request.POST.get("name", ""), by=request.actor)
    return answer(request, card)


@require_POST
def group(request: Asking, key: str, pk: int) -> HttpResponse:
    """Rename a group, put it above another, or take it away."""
    card = find_card(request, key)
    if request.POST.get("remove"):
        card.remove_document_group(DocumentGroup(pk=pk), by=request.actor)
        return answer(request, card)
    found = get_object_or_404(card.document_groups, pk=pk)
    if "before" in request.POST:
        above = read_number(request.POST["before"])
        before = get_object_or_404(card.document_groups, pk=above) if above else None
        card.place_document_group(found, before=before, by=request.actor)
    else:
        card.rename_document_group(found, request.POST.get("name", ""), by=request.actor)
    return answer(request, card)


def find_document(request: Asking, pk: int) -> Document:
    """The document of this id, if the person may see its card."""
    return get_object_or_404(
        Document.objects.visible_to(request.actor).select_related("card", "group"), pk=pk
    )


def _found(request: Asking, pk: int) -> tuple[Document, Card]:
    found = find_document(request, pk)
    return found, find_card(request, found.card.key)


def _versions(document: Document) -> Any:
    return document.versions.select_related("document", "file")


def _newest(document: Document) -> Version:
    newest: Version | None = _versions(document).first()
    if newest is None:
        raise Http404("A link has no file.")
    return newest


def _group(request: Asking, card: Card) -> DocumentGroup | None:
    number = read_number(request.POST.get("group"))
    return get_object_or_404(card.document_groups, pk=number) if number else None


def _told(documents: list[Document], card: Card) -> dict[str, object]:
    """What a script hears of the file that it sent. `before` and `version` are the card's: who is writing on
    the version before this file may go on with the one after it.
    """
    made = documents[-1]
    shows = is_picture(made.name)
    return {
        "name": made.name,
        "address": reverse("picture" if shows else "document", args=[made.pk]),
        "is_picture": shows,
        "version": card.version,
        "before": card.version - (1 if made.added_at == card.changed_at else 0),
    }


urlpatterns = [
    path("cards/<slug:key>/documents/", documents, name="documents"),
    path("cards/<slug:key>/document-groups/", groups, name="document-groups"),
    path("cards/<slug:key>/document-groups/<int:pk>/", group, name="document-group"),
    path("documents/<int:pk>/", document, name="document"),
    path("documents/<int:pk>/versions/", versions, name="versions"),
    path("documents/<int:pk>/versions/<int:number>/", version, name="version"),
    path("documents/<int:pk>/file/", file, name="file"),
    path("documents/<int:pk>/picture/", picture, name="picture"),
    path("documents/<int:pk>/name/", name, name="document-name"),
    path("documents/<int:pk>/group/", grouping, name="document-grouping"),
    path("documents/<int:pk>/removal/", removal, name="document-removal"),
]
