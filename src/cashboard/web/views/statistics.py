"""The statistics of a card: opened from its details, or a page of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from cashboard.activity import clock
from cashboard.web.asking import Asking, wants_fragment
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.views.cards import find_card
from cashboard.web.views.spaces import find_place, show_space
from cashboard.work.cards.models import Card
from cashboard.work.cards.statistics import statistics_of


@card_part("details", "cards/_statistics_link.html", order=90)
def link(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """The way to them: they are counted when somebody asks."""
    return {}


@require_safe
def statistics(request: Asking, key: str) -> HttpResponse:
    """Where the card's time went and what happened to it, in figures."""
    card = find_card(request, key)
    place = find_place(request, card.space.key)
    told = statistics_of(card.pk, clock.now())
    stays = [(stay, span(stay.spent), told.share(stay.spent)) for stay in told.stays.values()]
    context = {
        "card": card,
        "told": told,
        "stays": stays,
        "total": span(told.total),
        "blocked": span(told.blocked),
    }
    template = "cards/_statistics.html" if wants_fragment(request) else "cards/statistics.html"
    return show_space(request, template, place, tab="card", **context)


def span(time: timedelta) -> str:
    """A span of time in the two largest units that it has: 3 d 4 h, 2 h 5 min."""
    minutes = int(time.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days:,} d {hours} h" if hours else f"{days:,} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


urlpatterns = [path("cards/<slug:key>/statistics/", statistics, name="statistics")]
