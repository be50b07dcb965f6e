"""Following a card, a status or a space: who does is shown on the card, what one follows on one's page."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.notify.following import Follow, Followed
from cashboard.people.models import Person
from cashboard.web.asking import Asking, show, wants_fragment
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.views.cards import answer, find_card
from cashboard.web.views.spaces import find_place, followed_in, read_number, show_space
from cashboard.work.cards.models import Card


@card_part("details", "cards/parts/_following.html", order=90)
def following_part(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """Who follows the card, and whether the person hears of it. One query."""
    me = request.actor.person
    mine = Q(person=me) & (Q(space=card.space_id) | Q(status=card.status_id))
    rows = list(Follow.objects.filter(Q(card=card) | mine).select_related("person"))
    off = {row.person_id for row in rows if row.is_off}
    people = {row.person_id: row.person for row in rows if row.card_id and not row.is_off}
    working = [*card.coworkers.all(), *([card.responsible] if card.responsible else [])]
    people |= {person.pk: person for person in working if person.pk not in off}
    wider = next((row for row in rows if not row.card_id), None)
    follows = me in people or (wider is not None and me not in off)
    through = ""
    if wider and follows and me not in people:
        through = "the space" if wider.space_id else "its status"
    return {"people": _by_name(people.values()), "follows": follows, "through": through}


def _by_name(people: Any) -> list[Person]:
    return sorted(people, key=lambda person: person.name)


@require_POST
def card_following(request: Asking, key: str) -> HttpResponse:
    """Follow the card, or no more."""
    card = find_card(request, key)
    _set(request, card)
    return redirect("following") if request.POST.get("from") == "list" else answer(request, card)


@require_POST
def space_following(request: Asking, key: str) -> HttpResponse:
    """Follow the space or one of its statuses, or no more."""
    place = find_place(request, key)
    number = read_number(request.POST.get("status"))
    status = place.status(number)
    if number and status is None:
        raise Http404("There is no such status.")
    _set(request, status or place.space)
    if wants_fragment(request):
        chosen = {"followed": followed_in(place), "followable": place.statuses}
        return show_space(request, "spaces/_following.html", place, **chosen)
    if request.POST.get("from") == "list":
        return redirect("following")
    return redirect("activity", key=place.space.key)


@require_safe
def followed(request: Asking) -> HttpResponse:
    """What the person follows, with the way to it."""
    rows = Follow.objects.of(request.actor).select_related("card__space", "status__space", "space")
    return show(request, "people/following.html", rows=list(rows.order_by("-pk")[:300]), tab="me")


def _set(request: Asking, what: Followed) -> None:
    if request.actor.person is None:
        raise Http404
    if request.POST.get("off"):
        Follow.objects.unfollow(what, request.actor.person)
    else:
        Follow.objects.follow(what, request.actor.person)


urlpatterns = [
    path("cards/<slug:key>/following/", card_following, name="card_following"),
    path("spaces/<slug:key>/following/", space_following, name="space_following"),
    path("me/following/", followed, name="following"),
]
