"""The trash: cards are deleted, restored, and removed for good."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.web.asking import Asking, show, wants_fragment
from cashboard.web.card_menu import card_menu_entry
from cashboard.web.places import Place
from cashboard.web.space_pages import space_page
from cashboard.web.views.cards import card_address, find_card, find_kept, show_card
from cashboard.web.views.spaces import find_place, show_changes, show_space
from cashboard.work.cards.models import Card
from cashboard.work.cards.trashing import time_in_trash

SHOWN, LIST = 200, "trash/_cards.html"
card_menu_entry("trash/_menu.html", order=90)
space_page("trash", "Trash", "trash-2", keys="g x", group="space", order=95)


@require_safe
def space_trash(request: Asking, key: str) -> HttpResponse:
    """What was deleted in a space."""
    place = find_place(request, key)
    template = LIST if wants_fragment(request) else "trash/space.html"
    response = show_space(request, template, place, **_listed(request, place), seq=request.seq, tab="trash")
    response.headers["X-Seq"] = str(request.seq)
    return response


@require_safe
def trashes(request: Asking) -> HttpResponse:
    """What was deleted in all spaces that the person may see."""
    template = LIST if wants_fragment(request) else "trash/show.html"
    return show(request, template, **_listed(request), tab="trash")


@require_POST
def trash(request: Asking, key: str) -> HttpResponse:
    """Delete a card: it goes to the trash."""
    card = find_card(request, key)
    card.trash(by=request.actor)
    place = find_place(request, card.space.key)
    if not wants_fragment(request):
        return redirect("board", key=place.space.key)
    response = show_changes(request, place, {card.pk}, trashed=card)
    gone = {"card-gone": {"page": card_address(card)}}
    response.headers["HX-Trigger"] = json.dumps(gone)
    response.headers["X-Announce"] = quote(f"{card.key} is in the trash")
    return response


@require_POST
def recovery(request: Asking, key: str) -> HttpResponse:
    """Take a card out of the trash."""
    card = find_kept(request, key)
    card.recover(by=request.actor)
    if not wants_fragment(request):
        return redirect(card_address(card))
    if request.headers.get("X-From") == "card":
        return show_card(request, card)
    if request.headers.get("X-From") == "trash":
        return _list_again(request, restored=card)
    return show_changes(request, find_place(request, card.space.key), {card.pk})


@require_POST
def purge(request: Asking, key: str) -> HttpResponse:
    """Remove a card for good; its key is typed to confirm."""
    card = find_kept(request, key)
    space, name = card.space, card.key
    card.purge(by=request.actor, key=request.POST.get("key", ""))
    if wants_fragment(request):
        return _list_again(request, purged=name)
    return redirect("trash", key=space.key)


def _list_again(request: Asking, **context: Any) -> HttpResponse:
    """The list from which the form was sent: of one space, or of all."""
    key = request.POST.get("of", "")
    if key:
        place = find_place(request, key)
        return show_space(request, LIST, place, **_listed(request, place), **context)
    return show(request, LIST, **_listed(request), **context)


def _listed(request: Asking, place: Place | None = None) -> dict[str, Any]:
    """What lies in the trash of a space, or of all, each with the place that it was deleted from."""
    rows = Card.objects.filter(space=place.space) if place else Card.objects.of_spaces_seen_by(request.actor)
    found = rows.in_trash().select_related("space", "status", "trashed_by")[: SHOWN + 1]
    lines = [(card, place or find_place(request, card.space.key)) for card in found]
    return {"lines": lines[:SHOWN], "is_cut": len(lines) > SHOWN, "days": time_in_trash().days, "of": place}


urlpatterns = [
    path("trash/", trashes, name="trashes"),
    path("spaces/<slug:key>/trash/", space_trash, name="trash"),
    path("cards/<slug:key>/trash/", trash, name="trashing"),
    path("cards/<slug:key>/recovery/", recovery, name="recovery"),
    path("cards/<slug:key>/purge/", purge, name="purge"),
]
