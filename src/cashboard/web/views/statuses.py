"""The statuses of a space: a section of its settings, and one address for each of their verbs."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, typed
from cashboard.web.places import Place
from cashboard.web.views.gate_settings import rules_of
from cashboard.web.views.settings import answer_section, settings_section
from cashboard.web.views.spaces import find_space, read_number
from cashboard.work.cards.flowing import change_kind, remove_status
from cashboard.work.spaces.kinds import LimitRule, StatusKind
from cashboard.work.spaces.models import Space, Status

SECTION = "statuses"


@settings_section(SECTION, "Statuses", "spaces/_statuses.html", order=10)
def section(request: Asking, place: Place) -> dict[str, Any]:
    """Every status with how many cards stand in it, archived ones too, and the rules of how work starts."""
    statuses = list(place.space.statuses.annotate(held=Count("cards")))
    return {"statuses": statuses, "kinds": StatusKind, "rules": LimitRule, **rules_of(place, statuses)}


@require_POST
def statuses(request: Asking, key: str) -> HttpResponse:
    """Add a status at the right end."""
    find_space(request, key).add_status(
        request.POST.get("name", ""), request.POST.get("kind", ""), by=request.actor
    )
    return answer_section(request, key, SECTION)


@require_POST
def name(request: Asking, key: str, pk: int) -> HttpResponse:
    """Give a status another name."""
    space, status = _found(request, key, pk)
    space.rename_status(status, request.POST.get("name", ""), by=request.actor)
    return answer_section(request, key, SECTION)


@require_POST
def kind(request: Asking, key: str, pk: int) -> HttpResponse:
    """Let a status mean something else."""
    space, status = _found(request, key, pk)
    change_kind(space, status, request.POST.get("kind", ""), by=request.actor)
    return answer_section(request, key, SECTION)


@require_POST
def limit(request: Asking, key: str, pk: int) -> HttpResponse:
    """Limit how many cards may stand in a status, or let any number."""
    space, status = _found(request, key, pk)
    rule = request.POST.get("rule", LimitRule.WARN)
    space.limit_status(status, _limit(typed(request.POST, "limit")), rule=rule, by=request.actor)
    return answer_section(request, key, SECTION)


@require_POST
def position(request: Asking, key: str, pk: int) -> HttpResponse:
    """Put a status to the left of another, or at the right end."""
    space, status = _found(request, key, pk)
    before = _optional(request, space, "before")
    space.place_status(status, before=before, by=request.actor)
    return answer_section(request, key, SECTION)


@require_POST
def removal(request: Asking, key: str, pk: int) -> HttpResponse:
    """Take a status away; its cards go where the form says."""
    space, status = _found(request, key, pk)
    remove_status(space, status, into=_optional(request, space, "into"), by=request.actor)
    return answer_section(request, key, SECTION)


@require_POST
def beginning(request: Asking, key: str) -> HttpResponse:
    """Choose where new cards begin."""
    space = find_space(request, key)
    space.start_cards_in(_optional(request, space, "status"), by=request.actor)
    return answer_section(request, key, SECTION)


@require_POST
def condition(request: Asking, key: str) -> HttpResponse:
    """Ask for a responsible person before work starts, or do not."""
    required = bool(request.POST.get("responsible"))
    find_space(request, key).require_responsible(required, by=request.actor)
    return answer_section(request, key, SECTION)


def _found(request: Asking, key: str, pk: int) -> tuple[Space, Status]:
    space = find_space(request, key)
    return space, get_object_or_404(space.statuses, pk=pk)


def _optional(request: Asking, space: Space, field: str) -> Status | None:
    number = read_number(request.POST.get(field))
    return get_object_or_404(space.statuses, pk=number) if number else None


def _limit(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid(f"{text[:20]} is no limit. Give a whole number, or nothing for none.", "limit")
    return int(text)


urlpatterns = [
    path("spaces/<slug:key>/statuses/", statuses, name="statuses"),
    path("spaces/<slug:key>/statuses/<int:pk>/name/", name, name="status-name"),
    path("spaces/<slug:key>/statuses/<int:pk>/kind/", kind, name="status-kind"),
    path("spaces/<slug:key>/statuses/<int:pk>/limit/", limit, name="status-limit"),
    path("spaces/<slug:key>/statuses/<int:pk>/position/", position, name="status-position"),
    path("spaces/<slug:key>/statuses/<int:pk>/removal/", removal, name="status-removal"),
    path("spaces/<slug:key>/beginning/", beginning, name="beginning"),
    path("spaces/<slug:key>/condition/", condition, name="condition"),
]
