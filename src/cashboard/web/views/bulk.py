"""Many cards at once: a preview of the count, the change in short runs with its progress, and one undo."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.activity.uuid7 import uuid7
from cashboard.web.asking import Asking, today, typed
from cashboard.web.places import Place
from cashboard.web.views.cards import read_day
from cashboard.web.views.spaces import find_place, read_number, show_space
from cashboard.work.cards.bulk import MOST, Outcome, change_cards, concerned, events_to_undo, undo_change
from cashboard.work.cards.bulk_actions import (
    Action,
    Archive,
    AssignTo,
    Complete,
    Delete,
    DueOn,
    MoveTo,
    PutLabel,
)
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.models import Card
from cashboard.work.spaces.naming import tidy_name
from cashboard.work.spaces.people import people_of

AT_A_TIME = 0.8
SALT = "cashboard.bulk"


@require_safe
def people(request: Asking, key: str) -> HttpResponse:
    """Who can be made responsible, once the menu is opened."""
    place = find_place(request, key)
    return show_space(request, "bulk/_people.html", place, people=list(people_of(place.space)))


@require_POST
def preview(request: Asking, key: str) -> HttpResponse:
    """How many of the chosen cards will change."""
    place = changeable(request, key)
    action = _action(request, place)
    ids, same = concerned(_chosen(request, place), action)
    job = _sign(request.actor, uuid7(), Outcome(), len(ids))
    response = _show(request, place, "bulk/_preview.html", action=action, ids=ids, same=same, job=job)
    response.headers["HX-Trigger-After-Swap"] = "many-open"
    return response


@require_POST
def change(request: Asking, key: str) -> HttpResponse:
    """Change them for a short while; what is left goes on with the next request."""
    place = changeable(request, key)
    action = _action(request, place)
    uid, outcome, total = _signed(request)
    by = replace(request.actor, change=uid)
    change_cards(place.space, numbers(request, "cards"), action, outcome, by=by, pause=_pause())
    return _answer(request, place, uid, outcome, total, done=action.done, action=action)


@require_POST
def undo(request: Asking, key: str) -> HttpResponse:
    """Take a change of many cards back, the newest event first."""
    place = changeable(request, key)
    uid, outcome, total = _signed(request)
    seqs = numbers(request, "events") or events_to_undo(place.space, uid, by=request.actor)
    by = replace(request.actor, change=uuid7())
    undo_change(place.space, seqs, outcome, by=by, pause=_pause())
    return _answer(request, place, uid, outcome, total or len(seqs), done="put back")


def _answer(
    request: Asking,
    place: Place,
    uid: UUID,
    outcome: Outcome,
    total: int,
    *,
    done: str,
    action: Action | None = None,
) -> HttpResponse:
    """The progress while cards are left, then what could not be done; a message when all went well."""
    job = _sign(request.actor, uid, outcome, total)
    context = {"outcome": outcome, "total": total, "job": job, "done": done, "action": action}
    if action is not None and not outcome.left:
        context["undo_job"] = sign_undo(replace(request.actor, change=uid))
    response = _show(
        request, place, "bulk/_progress.html" if outcome.left else "bulk/_result.html", **context
    )
    is_over = not outcome.left and not outcome.refused
    response.headers["HX-Trigger-After-Swap"] = "many-done" if is_over else "many-open"
    return response


def _show(request: Asking, place: Place, template: str, **context: Any) -> HttpResponse:
    values = [
        (name, request.POST[name])
        for name in ("action", "status", "person", "on", "name")
        if name in request.POST
    ]
    return show_space(request, template, place, values=values, **context)


def changeable(request: Asking, key: str) -> Place:
    """The place of this key, where the person may change cards. Raises NotAllowed."""
    place = find_place(request, key)
    if not place.may_change:
        raise NotAllowed("You are visitor here; this needs the role member. Ask an owner of the space.")
    return place


def _chosen(request: Asking, place: Place) -> QuerySet[Card]:
    """The cards that were picked, or all that match a filter; what is not of this space is not known here."""
    cards = Card.objects.on_board().filter(space=place.space)
    if request.POST.get("all"):
        chosen = CardFilter.read(QueryDict(request.POST["all"].removeprefix("?").encode("utf-8", "ignore")))
        return chosen.apply(cards, request.actor, today(request))
    ids = numbers(request, "cards")
    if not ids:
        raise Invalid("Select at least one card first.", "cards")
    return cards.filter(pk__in=ids)


def _action(request: Asking, place: Place) -> Action:
    made = ACTIONS.get(request.POST.get("action", ""))
    if made is None:
        raise Invalid(f"Choose what to do: {', '.join(ACTIONS)}.", "action")
    return made(request, place)


def _move_to(request: Asking, place: Place) -> Action:
    status = place.status(read_number(request.POST.get("status")))
    if status is None:
        raise Http404("There is no such status.")
    return MoveTo(status)


def _assign_to(request: Asking, place: Place) -> Action:
    number = read_number(request.POST.get("person"))
    return AssignTo(get_object_or_404(people_of(place.space), pk=number) if number else None)


ACTIONS: dict[str, Callable[[Asking, Place], Action]] = {
    "move": _move_to,
    "assign": _assign_to,
    "due": lambda request, _: DueOn(read_day(request.POST.get("on", ""))),
    "label": lambda request, _: PutLabel(tidy_name(typed(request.POST, "name"), "label")),
    "complete": lambda _, __: Complete(),
    "archive": lambda _, __: Archive(),
    "delete": lambda _, __: Delete(),
}


def numbers(request: Asking, field: str) -> list[int]:
    """Numbers out of one field, because a form has at most a thousand fields."""
    texts = request.POST.get(field, "").split(",")
    found = list(dict.fromkeys(number for text in texts if (number := read_number(text.strip()))))
    if len(found) > MOST:
        raise Invalid(
            f"These are {len(found):,} cards; at most {MOST:,} change at once. Select fewer.", field
        )
    return found


def _pause() -> Callable[[], bool]:
    end = time.monotonic() + AT_A_TIME
    return lambda: time.monotonic() > end


def sign_undo(actor: Actor) -> str:
    """What a form that takes back this actor's change sends."""
    return _sign(actor, actor.change, Outcome(), 0)


def _sign(actor: Actor, uid: UUID, outcome: Outcome, total: int) -> str:
    """What goes to the browser and comes back with the next request, for nobody else."""
    told = asdict(outcome) | {"left": [], "change": str(uid), "person": actor.person, "total": total}
    return signing.dumps(told, salt=SALT, compress=True)


def _signed(request: Asking) -> tuple[UUID, Outcome, int]:
    try:
        told = signing.loads(request.POST.get("job", ""), salt=SALT)
    except signing.BadSignature as error:
        raise Invalid("Look at the number of cards first, then change them.", "job") from error
    if told["person"] != request.actor.person:
        raise Invalid("Somebody else began that change. Select the cards yourself.", "job")
    reasons = [(key, reason) for key, reason in told["reasons"]]
    return UUID(told["change"]), Outcome(told["changed"], told["refused"], reasons), told["total"]


urlpatterns = [
    path("spaces/<slug:key>/bulk/people/", people, name="bulk_people"),
    path("spaces/<slug:key>/bulk/preview/", preview, name="bulk_preview"),
    path("spaces/<slug:key>/bulk/", change, name="bulk"),
    path("spaces/<slug:key>/bulk/undo/", undo, name="bulk_undo"),
]
