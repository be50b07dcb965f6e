"""Blockers: what holds a card up, what stands still in a space, and the catalogue of reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cashboard.activity import clock
from cashboard.activity.prepared import Prepared, Row
from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, show, today, typed, wants_fragment
from cashboard.web.marks import Mark, front_marks
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.space_pages import space_page
from cashboard.web.views.cards import answer, find_card
from cashboard.web.views.settings import answer_section, settings_section
from cashboard.web.views.spaces import find_place, find_space, read_number, show_space
from cashboard.work.blockers.models import Blocker
from cashboard.work.blockers.scopes import Scope
from cashboard.work.cards.blocking import Block
from cashboard.work.cards.models import Card
from cashboard.work.cards.standstill import Standstill, counts_of, money_in, standstills
from cashboard.work.spaces.people import people_of

space_page("blockers", "Blockers", "ban", keys="g k", group="figures", order=40)

SECTION = "blockers"
PAGE_READS = ["GET", "HEAD", "POST"]


@front_marks(order=10)
def blocked_marks(ids: Sequence[int]) -> dict[int, list[Mark]]:
    """What blocks each of these cards, and who owns that."""
    found: dict[int, list[Mark]] = {}
    for card, blocker, owner in _current(*ids):
        title = f"Blocked: {blocker}, owned by {owner or 'nobody'}"
        found.setdefault(card, []).append(Mark("ban", blocker, title, "bad"))
    return found


def _current_on(*cards: int) -> QuerySet[Any, Row]:
    rows = Block.objects.current().filter(card_id__in=cards)
    return rows.values_list("card_id", "blocker__name", "owner__name")


_current = Prepared(_current_on)


@card_part("top", "cards/_blocked.html", order=10)
def blocked(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """What blocks the card now."""
    if card.blocked_at is None:
        return None
    blocks = card.all_blocks().current().select_related("blocker", "owner")
    return {"blocks": [Standstill(block, clock.now(), today(request)) for block in blocks]}


@card_part("details", "cards/_blocking.html", order=10)
def blocking(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """The form that blocks the card."""
    if not place.may_change or card.status.kind in ("completed", "cancelled"):
        return None
    return {"blockers": list(Blocker.objects.usable_in(card.space))}


@require_POST
def blocks(request: Asking, key: str) -> HttpResponse:
    """Block the card, or end a blocker."""
    card = find_card(request, key)
    shared = Blocker.objects.visible_to(request.actor)
    if request.POST.get("remove"):
        blocker = get_object_or_404(shared, pk=read_number(request.POST.get("remove")))
        card.unblock(blocker, by=request.actor)
        return answer(request, card)
    if not request.POST.get("blocker"):
        raise Invalid("Choose what blocks the card.", "blocker")
    blocker = get_object_or_404(shared, pk=read_number(request.POST.get("blocker")))
    owner = get_object_or_404(people_of(card.space), pk=read_number(request.POST.get("owner")))
    card.block(blocker, owner=owner, note=request.POST.get("note", ""), by=request.actor)
    return answer(request, card)


@require_http_methods(PAGE_READS)
def space_blockers(request: Asking, key: str) -> HttpResponse:
    """What stands still in a space, the costliest first; an owner adds a blocker of the space."""
    if request.method == "POST":
        Blocker.objects.add_blocker(
            request.POST.get("name", ""),
            description=request.POST.get("description", ""),
            space=find_space(request, key),
            by=request.actor,
        )
        return answer_section(request, key, SECTION)
    place = find_place(request, key)
    found = standstills(request.actor, clock.now(), today(request), space=place.space)
    template = "blockers/_board.html" if wants_fragment(request) else "blockers/space.html"
    response = show_space(
        request,
        template,
        place,
        found=found,
        money=money_in(found),
        seq=request.seq,
        tab="blockers",
    )
    response.headers["X-Seq"] = str(request.seq)
    return response


@settings_section(SECTION, "Blockers", "spaces/_blockers.html", order=20)
def section(request: Asking, place: Place) -> dict[str, Any]:
    """The reasons that this space can use, how often each is in use, and those that it could add."""
    space = place.space
    usable = list(Blocker.objects.usable_in(space))
    offered = Blocker.objects.in_use().filter(scope=Scope.ON_DEMAND).exclude(spaces=space)
    return {"usable": usable, "offered": list(offered), "counts": counts_of(usable, request.actor)}


@require_POST
def use(request: Asking, key: str, pk: int) -> HttpResponse:
    """Add a blocker on demand to a space, or take it out."""
    space, blocker = find_space(request, key), get_object_or_404(Blocker.objects.shared(), pk=pk)
    if request.POST.get("remove"):
        blocker.put_down(space, by=request.actor)
    else:
        blocker.take_up(space, by=request.actor)
    return answer_section(request, key, SECTION)


@require_http_methods(PAGE_READS)
def catalogue(request: Asking) -> HttpResponse:
    """The blockers that all spaces share; an administrator adds one."""
    if request.method == "POST":
        Blocker.objects.add_blocker(
            request.POST.get("name", ""),
            description=request.POST.get("description", ""),
            scope=request.POST.get("scope", Scope.GLOBAL),
            by=request.actor,
        )
        return redirect("catalogue")
    shared = list(Blocker.objects.shared().in_use())
    counts = counts_of(shared, request.actor)
    return show(
        request, "blockers/catalogue.html", tab="catalogue", blockers=shared, counts=counts, Scope=Scope
    )


@require_safe
def mine(request: Asking) -> HttpResponse:
    """What this person has to remove, over all spaces."""
    found = standstills(request.actor, clock.now(), today(request), owner=request.user.pk)
    return show(request, "blockers/mine.html", tab="mine", found=found, money=money_in(found))


@require_safe
def blocker(request: Asking, pk: int) -> HttpResponse:
    """A blocker with the cards that it holds up now, as far as the person may see them."""
    reason = _find(request, pk)
    found = standstills(request.actor, clock.now(), today(request), blocker=reason)
    return show(
        request,
        "blockers/show.html",
        tab="blocker",
        blocker=reason,
        found=found,
        money=money_in(found),
        may_keep=_may_keep(request, reason),
    )


@require_POST
def words(request: Asking, pk: int) -> HttpResponse:
    """Give a blocker another name or description."""
    reason = _find(request, pk)
    reason.reword(typed(request.POST, "name"), typed(request.POST, "description"), by=request.actor)
    return redirect("blocker", pk=reason.pk)


@require_POST
def retirement(request: Asking, pk: int) -> HttpResponse:
    """Let nobody use a blocker any more."""
    reason = _find(request, pk)
    reason.retire(by=request.actor)
    if reason.space is not None:
        return answer_section(request, reason.space.key, SECTION)
    return redirect("catalogue")


def _find(request: Asking, pk: int) -> Blocker:
    rows = Blocker.objects.visible_to(request.actor).select_related("space__workspace")
    return get_object_or_404(rows, pk=pk)


def _may_keep(request: Asking, reason: Blocker) -> bool:
    if reason.space is None:
        return request.user.is_administrator
    return find_place(request, reason.space.key).may_manage


urlpatterns = [
    path("cards/<slug:key>/blocks/", blocks, name="blocks"),
    path("spaces/<slug:key>/blockers/", space_blockers, name="blockers"),
    path("spaces/<slug:key>/blockers/<int:pk>/use/", use, name="blocker-use"),
    path("blockers/", catalogue, name="catalogue"),
    path("blockers/mine/", mine, name="my-blockers"),
    path("blockers/<int:pk>/", blocker, name="blocker"),
    path("blockers/<int:pk>/words/", words, name="blocker-words"),
    path("blockers/<int:pk>/retirement/", retirement, name="blocker-retirement"),
]
