"""A card's dates are moved where time is drawn: both together, or one end of its bar."""

from __future__ import annotations

from datetime import date
from typing import Literal
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, wants_fragment
from cashboard.web.environment import day
from cashboard.web.views.cards import card_address, find_card, read_day
from cashboard.web.views.spaces import find_place, read_number, show_space
from cashboard.work.cards.models import Card
from cashboard.work.cards.spanning import span_of

EDGES = ("both", "start", "due")


@require_POST
def shifts(request: Asking, key: str) -> HttpResponse:
    """Move the dates so that the given edge of the bar lies on a day; `both` keeps its length.

    Answers with what happened and a way back; the page asks for its news itself.
    """
    card = find_card(request, key)
    event = _move(card, request.POST.get("edge", "both"), _given_day(request), request)
    if not wants_fragment(request):
        return redirect(card_address(card))
    place = find_place(request, card.space.key)
    response = show_space(request, "cards/_shifted.html", place, card=card, event=event, at=_spoken(card))
    response.headers["X-Announce"] = quote(f"{card.key} moved to {_spoken(card)}")
    begins, ends = span_of(card.start_on, card.due_on) or ("", "")
    response.headers["X-Dates"] = f"{begins} {ends} {card.version}"
    return response


def _move(card: Card, edge: str, on: date, request: Asking) -> Event | None:
    version = read_number(request.POST.get("version")) or None
    if edge not in EDGES:
        raise Invalid(f"There is no edge {edge[:20]!r}. Choose one of: {', '.join(EDGES)}.", "edge")
    if edge == "both" and (last := card.due_on or card.start_on):
        return card.shift((on - last).days, by=request.actor, version=version)
    which: Literal["start", "due"] = "start" if edge == "start" else "due"
    return card.date(which, on, by=request.actor, version=version)


def _given_day(request: Asking) -> date:
    on = read_day(request.POST.get("on", ""))
    if on is None:
        raise Invalid("Choose the day to which it moves.", "on")
    return on


def _spoken(card: Card) -> str:
    return " – ".join(day(on) for on in (card.start_on, card.due_on) if on)


urlpatterns = [path("cards/<slug:key>/shifts/", shifts, name="shifts")]
