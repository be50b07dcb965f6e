"""A card is given its time where time is drawn: by its bar, or by a dialog that does the same."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, typed, wants_fragment
from cashboard.web.environment import day
from cashboard.web.views.cards import card_address, find_card, read_day
from cashboard.web.views.relations import meant_card, read_lag
from cashboard.web.views.spaces import find_place, read_number, show_space
from cashboard.work.cards.following import Plan, followers_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Tie


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: Asking, key: str) -> HttpResponse:
    """Give the card its first and last day; with `along` all that follows moves by as many days."""
    card = find_card(request, key)
    if request.method != "POST":
        return _show_dialog(request, card)
    start, due = _days(request, card)
    plan = Plan.of(card, start, due, along=request.POST.get("along") == "1", by=request.actor)
    version = read_number(request.POST.get("version")) or None
    before = card.version
    plan.carry_out(by=request.actor, version=version)
    moved = [card, *plan.followers] if card.version != before else []
    return _tell(request, card, moved, f"{card.key} {_spoken(card)}")


@require_safe
def followers(request: Asking, key: str) -> HttpResponse:
    """What would move along with the card: as a whole, or when its end moves."""
    card = find_card(request, key)
    found = followers_of(card, request.actor, whole=request.GET.get("part") != "end")
    place = find_place(request, card.space.key)
    return show_space(request, "gantt/_followers.html", place, found=found)


@require_POST
def sequence(request: Asking, key: str) -> HttpResponse:
    """Put the card before another one: by a line drawn from its bar, or by the dialog."""
    card = find_card(request, key)
    if number := read_number(request.POST.get("to")):
        seen = Card.objects.visible_to(request.actor).select_related("space__workspace", "status")
        other = get_object_or_404(seen, pk=number)
    else:
        other = meant_card(request, typed(request.POST, "card"))
    card.relate(Tie.NEXT, other, lag=read_lag(request.POST.get("lag", "")), by=request.actor)
    return _tell(request, card, [], f"{other.key} comes after {card.key}")


def _tell(request: Asking, card: Card, moved: list[Card], said: str) -> HttpResponse:
    """What happened, with a way back; the page asks for its news itself."""
    if not wants_fragment(request):
        return redirect(card_address(card))
    place = find_place(request, card.space.key)
    told = Event.objects.about("card", card.pk).filter(change=request.actor.change)
    context = {"said": said, "along": max(len(moved) - 1, 0), "event": told.last() if moved else None}
    response = show_space(request, "gantt/_told.html", place, card=card, **context)
    response.headers["HX-Trigger"] = "live-ask"
    return response


def _show_dialog(request: Asking, card: Card) -> HttpResponse:
    place = find_place(request, card.space.key)
    along = len(followers_of(card, request.actor, whole=True)) if card.is_related else 0
    template = "gantt/_dialog.html"
    checked = request.GET.get("along") == "1"
    return show_space(request, template, place, card=card, along=along, checked=checked)


def _days(request: Asking, card: Card) -> tuple[date | None, date | None]:
    """The days that the form names: what it does not speak of stays, an empty one is cleared."""
    found = {"start": card.start_on, "due": card.due_on}
    if not found.keys() & request.POST.keys():
        raise Invalid("Give the day on which it starts, or is due.", "start")
    for name in found.keys() & request.POST.keys():
        found[name] = read_day(request.POST[name])
    return found["start"], found["due"]


def _spoken(card: Card) -> str:
    start, due = card.start_on, card.due_on
    if start and due:
        return f"runs from {day(start)} to {day(due)}"
    if due:
        return f"is due on {day(due)}"
    return f"starts on {day(start)}" if start else "has no dates any more"


urlpatterns = [
    path("cards/<slug:key>/schedule/", schedule, name="schedule"),
    path("cards/<slug:key>/followers/", followers, name="followers"),
    path("cards/<slug:key>/sequence/", sequence, name="sequence"),
]
