"""The checklists of a card: its part of the page, the mark on its front, one address for each verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from cashboard.activity.prepared import Prepared, Row
from cashboard.web.asking import Asking, today, wants_fragment
from cashboard.web.marks import Mark, front_marks
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.views.cards import answer, find_card, read_day, read_person
from cashboard.web.views.spaces import find_place, read_number, show_space
from cashboard.work.cards.checking_off import Checklist, Item
from cashboard.work.cards.dating import nearness
from cashboard.work.cards.models import Card
from cashboard.work.spaces.people import people_of


@card_part("main", "cards/parts/_checklists.html", order=20)
def checklists_part(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """The lists with their items; a visitor of a card without lists sees nothing of them."""
    lists = list(card.checklists.prefetch_related("items__owner"))
    if not lists and not place.may_change:
        return None
    day = today(request)
    shown = []
    for checklist in lists:
        items = list(checklist.items.all())
        near = {
            item.pk: nearness(item.due_on, "completed" if item.done_at else "in_progress", day)
            for item in items
        }
        shown.append((checklist, items, sum(1 for item in items if item.done_at), near))
    return {"lists": shown}


@front_marks(order=20)
def checklist_marks(ids: Sequence[int]) -> dict[int, list[Mark]]:
    """How many items are done, of how many."""
    found = {}
    for card, total, done in _counts(*ids):
        title = f"{done} of {total} items are done"
        found[card] = [Mark("list-checks", f"{done}/{total}", title, "good" if done == total else "")]
    return found


def _counted(*ids: int) -> QuerySet[Any, Row]:
    rows = Item.objects.filter(card_id__in=ids).order_by().values_list("card_id")
    return rows.annotate(total=Count("*"), done=Count("done_at"))


_counts = Prepared(_counted)


@require_POST
def checklists(request: Asking, key: str) -> HttpResponse:
    """Add a checklist."""
    card = find_card(request, key)
    card.add_checklist(request.POST.get("name", ""), by=request.actor)
    return answer(request, card)


@require_POST
def checklist(request: Asking, key: str, pk: int) -> HttpResponse:
    """Rename a checklist, or remove it."""
    card = find_card(request, key)
    if request.POST.get("remove"):
        card.remove_checklist(Checklist(pk=pk), by=request.actor)
    else:
        named = get_object_or_404(card.checklists, pk=pk)
        card.rename_checklist(named, request.POST.get("name", ""), by=request.actor)
    return answer(request, card)


@require_POST
def items(request: Asking, key: str, pk: int) -> HttpResponse:
    """Add items, one a line."""
    card = find_card(request, key)
    card.add_items(get_object_or_404(card.checklists, pk=pk), request.POST.get("text", ""), by=request.actor)
    return answer(request, card)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Asking, key: str, pk: int) -> HttpResponse:
    """What can be set on an item; write it anew, or remove it."""
    card = find_card(request, key)
    if request.method != "POST":
        return _show_item(request, card, get_object_or_404(card.items.select_related("checklist"), pk=pk))
    if request.POST.get("remove"):
        card.remove_item(Item(pk=pk), by=request.actor)
    else:
        card.reword(get_object_or_404(card.items, pk=pk), request.POST.get("text", ""), by=request.actor)
    return answer(request, card)


@require_POST
def check(request: Asking, key: str, pk: int) -> HttpResponse:
    """Check an item off, or say that it is not done after all."""
    card = find_card(request, key)
    found = get_object_or_404(card.items, pk=pk)
    if request.POST.get("done"):
        card.check_off(found, by=request.actor)
    else:
        card.uncheck(found, by=request.actor)
    return answer(request, card)


@require_POST
def item_owner(request: Asking, key: str, pk: int) -> HttpResponse:
    """Make somebody the owner of an item, or nobody."""
    card = find_card(request, key)
    person = read_person(request, people_of(card.space))
    card.give_item(get_object_or_404(card.items, pk=pk), person, by=request.actor)
    return answer(request, card)


@require_POST
def item_date(request: Asking, key: str, pk: int) -> HttpResponse:
    """Set or clear when an item is due."""
    card = find_card(request, key)
    on = read_day(request.POST.get("on", ""))
    card.date_item(get_object_or_404(card.items, pk=pk), on, by=request.actor)
    return answer(request, card)


@require_POST
def item_place(request: Asking, key: str, pk: int) -> HttpResponse:
    """Put an item above another, or at the end of its list."""
    card = find_card(request, key)
    above = read_number(request.POST.get("before"))
    before = get_object_or_404(card.items, pk=above) if above else None
    card.place_item(get_object_or_404(card.items, pk=pk), before=before, by=request.actor)
    return answer(request, card)


def _show_item(request: Asking, card: Card, item: Item) -> HttpResponse:
    siblings = list(item.checklist.items.all())
    here = siblings.index(item)
    following = siblings[here + 1].pk if here + 1 < len(siblings) else None
    template = "cards/_item.html" if wants_fragment(request) else "cards/item.html"
    return show_space(
        request,
        template,
        find_place(request, card.space.key),
        card=card,
        item=item,
        others=[one for one in siblings if one != item],
        following=following,
        people=list(people_of(card.space)),
        tab="card",
    )


urlpatterns = [
    path("cards/<slug:key>/checklists/", checklists, name="checklists"),
    path("cards/<slug:key>/checklists/<int:pk>/", checklist, name="checklist"),
    path("cards/<slug:key>/checklists/<int:pk>/items/", items, name="items"),
    path("cards/<slug:key>/items/<int:pk>/", item, name="item"),
    path("cards/<slug:key>/items/<int:pk>/check/", check, name="check"),
    path("cards/<slug:key>/items/<int:pk>/owner/", item_owner, name="item_owner"),
    path("cards/<slug:key>/items/<int:pk>/date/", item_date, name="item_date"),
    path("cards/<slug:key>/items/<int:pk>/place/", item_place, name="item_place"),
]
