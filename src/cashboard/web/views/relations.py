"""The relations of a card: a part of its page, marks on its front, and the space's order of work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, show, typed
from cashboard.web.marks import Mark, look_marks
from cashboard.web.parts import card_part
from cashboard.web.places import Place
from cashboard.web.views.cards import answer, find_card
from cashboard.web.views.finding import find
from cashboard.web.views.settings import settings_section
from cashboard.web.views.spaces import find_space, read_number
from cashboard.work.cards.conflicts import Conflict, conflicts_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.progress import Progress, progress_of
from cashboard.work.cards.relations import Relation, Tie
from cashboard.work.cards.relatives import Relative, Relatives
from cashboard.work.cards.waiting import waits_for
from cashboard.work.spaces.kinds import OrderOfWork

GROUPS = ((Tie.PARENT, "Parents"), (Tie.CHILD, "Subcards"), (Tie.PREVIOUS, "Before"), (Tie.NEXT, "After"))
FOUND = 8
KEY = re.compile(r"\s*([A-Za-z][A-Za-z0-9]{1,9}-\d{1,9})(?:\s|$)")


@require_POST
def relations(request: Asking, key: str) -> HttpResponse:
    """Relate the card with another one, or end a relation."""
    card = find_card(request, key)
    if request.POST.get("remove"):
        own = Relation.objects.visible_to(request.actor).of_card(card.pk).select_related("source", "target")
        ended = get_object_or_404(own, pk=read_number(request.POST["remove"]))
        tie = ended.seen_from(card.pk)[0]
        card.unrelate(
            str(tie), ended.target if ended.source_id == card.pk else ended.source, by=request.actor
        )
    else:
        tie, days = request.POST.get("tie", ""), request.POST.get("lag", "")
        other = meant_card(request, typed(request.POST, "card"))
        card.relate(tie, other, lag=read_lag(days), by=request.actor)
    return answer(request, card)


@require_POST
def subcards(request: Asking, key: str) -> HttpResponse:
    """Add a subcard."""
    card = find_card(request, key)
    card.add_subcard(request.POST.get("title", ""), by=request.actor)
    return answer(request, card)


@require_safe
def relatives(request: Asking, key: str) -> HttpResponse:
    """Cards that the typed words may mean, to be related with this one."""
    card = find_card(request, key)
    found, _ = find(typed(request.GET, "card")[:200], request.actor, FOUND + 1)
    return show(request, "cards/_relatives.html", found=[each for each in found if each != card][:FOUND])


@require_POST
def order_of_work(request: Asking, key: str) -> HttpResponse:
    """Say whether the order of the space's cards is a hint or a rule."""
    space = find_space(request, key)
    space.order_work(request.POST.get("how", ""), by=request.actor)
    return redirect(f"/spaces/{space.key}/settings/#order-of-work")


@card_part("main", "cards/_relations.html", order=20)
def relations_part(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """Parents, subcards, what comes before and after, each with its status and due date."""
    around = _around(request, card)
    if not around and not place.may_change:
        return None
    progress = progress_of([card.pk], around).get(card.pk)
    return {
        "groups": [(title, tie, around.of(card.pk, tie)) for tie, title in GROUPS],
        "progress": progress if progress and progress.total else None,
        "waiting": {each.id for each in waits_for(card.pk, around)},
        "ties": Tie,
    }


@card_part("dates", "cards/_conflicts.html", order=20)
def conflicts_part(request: Asking, card: Card, place: Place) -> dict[str, Any] | None:
    """The dates of related cards that contradict those of this one, by rule."""
    found = conflicts_of(card.pk, _around(request, card))
    by_rule = [(sentence, list(each)) for sentence, each in groupby(found, key=lambda one: one.sentence)]
    return {"count": len(found), "by_rule": by_rule} if found else None


@look_marks(order=20)
def relation_marks(ids: Sequence[int], actor: Actor) -> dict[int, list[Mark]]:
    """Subcards done, what a card waits for, and conflicts of its dates."""
    around = Relatives(ids, actor)
    progress = progress_of(ids, around)
    return {
        pk: [
            *_progress_mark(progress[pk]),
            *_waiting_mark(waits_for(pk, around)),
            *_conflict_mark(conflicts_of(pk, around)),
        ]
        for pk in progress
    }


@settings_section("order-of-work", "Order of work", "spaces/_order_of_work.html", order=40)
def order_section(request: Asking, place: Place) -> dict[str, Any]:
    """Whether a card may be begun while one before it is open."""
    return {"chosen": place.space.order_of_work, "choices": OrderOfWork}


def _progress_mark(progress: Progress) -> list[Mark]:
    if not progress.total:
        return []
    done, total, _ = progress
    said = f"{done} of {total} {'subcard' if total == 1 else 'subcards'} done, {progress.percent} %"
    return [Mark("list-tree", f"{done}/{total}", said, "good" if done == total else "")]


def _waiting_mark(waiting: list[Relative]) -> list[Mark]:
    if not waiting:
        return []
    keys = ", ".join(each.key for each in waiting)
    short = waiting[0].key if len(waiting) == 1 else f"{len(waiting)} cards"
    return [Mark("hourglass", f"waits for {short}", f"Waits for {keys}", "warn")]


def _conflict_mark(conflicts: list[Conflict]) -> list[Mark]:
    if not conflicts:
        return []
    said = "; ".join(f"{each.sentence}: {each.culprit.key}" for each in conflicts)
    count = len(conflicts)
    return [Mark("calendar-x", str(count), f"Dates: {said}", "warn")]


def _around(request: Asking, card: Card) -> Relatives:
    """What is related with the card, found once for all parts of its page."""
    kept: dict[tuple[int, int], Relatives] = request.__dict__.setdefault("_relatives", {})
    seen = (card.pk, card.version)
    if seen not in kept:
        kept[seen] = Relatives([card.pk] if card.is_related else [], request.actor)
    return kept[seen]


def meant_card(request: Asking, text: str) -> Card:
    """The card whose key was typed, or the only one that the words find."""
    visible = Card.objects.visible_to(request.actor).select_related("space__workspace", "status")
    if begins := KEY.match(text):
        return get_object_or_404(visible, key=begins[1].upper())
    if not text:
        raise Invalid("Type the key or the title of a card, such as COL-3.", "card")
    found, _ = find(text[:200], request.actor, FOUND)
    if len(found) == 1:
        return found[0]
    keys = ", ".join(each.key for each in found)
    raise Invalid(
        f"More than one card is meant: {keys}. Type its key."
        if found
        else f"No card is found for “{text[:60]}”. Type the key of a card, such as COL-3.",
        "card",
    )


def read_lag(text: str) -> int:
    """The days between two cards out of a form, 0 for an empty field."""
    text = text.strip()
    if not text:
        return 0
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise Invalid("Give the days between as a whole number, such as 2.", "lag")
    return int(text)


urlpatterns = [
    path("cards/<slug:key>/relations/", relations, name="relations"),
    path("cards/<slug:key>/subcards/", subcards, name="subcards"),
    path("cards/<slug:key>/relatives/", relatives, name="relatives"),
    path("spaces/<slug:key>/order-of-work/", order_of_work, name="order_of_work"),
]
