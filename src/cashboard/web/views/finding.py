"""Finding: the search page and the command palette."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cashboard.activity.actors import Actor
from cashboard.web.asking import Asking, show, typed
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space


@require_safe
def search(request: Asking) -> HttpResponse:
    """Cards and spaces that hold all the words."""
    words = typed(request.GET, "q")[:200]
    cards, spaces = find(words, request.actor, 50)
    return show(request, "home/search.html", words=words, cards=cards, spaces=spaces)


@require_safe
def palette(request: Asking) -> HttpResponse:
    """The palette's options for what was typed."""
    words = typed(request.GET, "q")[:200]
    cards, spaces = find(words, request.actor, 8)
    return show(request, "home/_palette.html", words=words, cards=cards, spaces=spaces)


def find(words: str, actor: Actor, limit: int) -> tuple[list[Card], list[Space]]:
    """Cards (by key, title, customer) and spaces (by key, name) that this actor may see."""
    spaces = Space.objects.visible_to(actor)
    if not words:
        return [], list(spaces[:limit])
    in_card, in_space = Q(), Q()
    for word in words.split():
        in_card &= Q(title__icontains=word) | Q(key__iexact=word) | Q(party_name__icontains=word)
        in_space &= Q(name__icontains=word) | Q(key__iexact=word)
    cards = Card.objects.visible_to(actor).on_board().filter(in_card)
    return list(cards.select_related("status", "space").order_by("-changed_at")[:limit]), list(
        spaces.filter(in_space)[:limit]
    )
