"""Rules of how cards go on: changed in the settings, and filled in where a card lacks something."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from cashboard.people.models import Group
from cashboard.web.asking import Asking, typed, wants_fragment
from cashboard.web.views.cards import above, answer_move, find_card, read_day, read_person
from cashboard.web.views.filling import USUAL_CURRENCY, given
from cashboard.web.views.settings import answer_section
from cashboard.web.views.spaces import find_place, find_space, read_number, show_space
from cashboard.web.ways import open_items
from cashboard.work.cards.gates import Need, missing
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Status
from cashboard.work.spaces.people import people_of

SECTION = "statuses"


@require_POST
def transition(request: Asking, key: str, pk: int) -> HttpResponse:
    """Rule who brings cards from another status into this one."""
    space = find_space(request, key)
    to = get_object_or_404(space.statuses, pk=pk)
    start = get_object_or_404(space.statuses, pk=read_number(request.POST.get("from")))
    who, _, number = request.POST.get("who", "").partition(":")
    group = _group(space.groups_here(), read_number(number)) if who == "group" else None
    space.rule_transition(start, to, who, group=group, by=request.actor)
    return answer_section(request, key, SECTION)


@require_POST
def entry(request: Asking, key: str, pk: int) -> HttpResponse:
    """Say what a card needs to enter a status, and what is done there before it goes on."""
    space = find_space(request, key)
    status = get_object_or_404(space.statuses, pk=pk)
    with transaction.atomic():
        space.gate_status(status, request.POST.getlist("need"), by=request.actor)
        space.define_done(status, typed(request.POST, "definition").splitlines(), by=request.actor)
    return answer_section(request, key, SECTION)


@require_http_methods(["GET", "HEAD", "POST"])
def gate(request: Asking, key: str) -> HttpResponse:
    """Ask for what a card lacks to go to a status; with it filled in, it goes there."""
    card = find_card(request, key)
    place = find_place(request, card.space.key)
    sent = request.POST if request.method == "POST" else request.GET
    to = place.status(read_number(sent.get("list", str(card.status_id))))
    if to is None:
        raise Http404("There is no such status.")
    if request.method == "POST":
        with transaction.atomic():
            _fill(request, card, to)
            event = card.move(to, before=above(request, card, to), by=request.actor)
        return answer_move(request, card, to, event)
    template = "cards/_gate.html" if wants_fragment(request) else "cards/gate.html"
    return show_space(request, template, place, tab="card", **_asked(card, to))


def _asked(card: Card, to: Status) -> dict[str, Any]:
    """What the form asks for."""
    needs = missing(card, to)
    items = open_items(card, to)
    if any(need.code == "checklists" for need in needs):
        seen = {pk for pk, _ in items}
        left = card.items.filter(done_at=None).order_by("checklist__position", "position")
        items += [(item.pk, item.text) for item in left if item.pk not in seen]
    people = list(people_of(card.space)) if any(_wants_person(need) for need in needs) else []
    return {
        "card": card,
        "to": to,
        "needs": [need for need in needs if need.code != "checklists"],
        "items": items,
        "people": people,
        "currency": card.currency or USUAL_CURRENCY,
    }


def _wants_person(need: Need) -> bool:
    return need.code == "responsible" or (need.field is not None and need.field.kind == "person")


def _fill(request: Asking, card: Card, to: Status) -> None:
    """Say what the form sent, each by its own verb; what it left out is asked for again."""
    by, sent = request.actor, request.POST
    for need in missing(card, to):
        if need.field is not None:
            name = f"field-{need.field.pk}"
            card.fill(need.field, given(request, need.field, name, f"currency-{need.field.pk}"), by=by)
        elif need.code == "responsible":
            card.assign(read_person(request, people_of(card.space)), by=by)
        elif need.code in ("start", "due"):
            card.date(need.code, read_day(sent.get(need.code, "")), by=by)  # type: ignore[arg-type]
        elif need.code == "description":
            card.describe(sent.get("description", ""), by=by)
    ticked = [read_number(each) for each in sent.getlist("item")]
    for item in card.items.filter(pk__in=ticked, done_at=None):
        card.check_off(item, by=by)


def _group(groups: list[Group], pk: int) -> Group:
    found = next((group for group in groups if group.pk == pk), None)
    if found is None:
        raise Http404("There is no such group here.")
    return found


urlpatterns = [
    path("spaces/<slug:key>/statuses/<int:pk>/transition/", transition, name="status-transition"),
    path("spaces/<slug:key>/statuses/<int:pk>/entry/", entry, name="status-entry"),
    path("cards/<slug:key>/gate/", gate, name="gate"),
]
