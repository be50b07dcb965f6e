"""A person's own matters: zone, sessions, tokens; and whom one can mention."""

from __future__ import annotations

from zoneinfo import available_timezones

from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cashboard.notify.models import Level, Wish
from cashboard.people.models import Token
from cashboard.web.asking import Asking, show, typed
from cashboard.web.views.spaces import find_space, read_number
from cashboard.work.calendar_feeds.models import CalendarFeed
from cashboard.work.cards.mentioning import groups_of
from cashboard.work.spaces.people import people_of


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: Asking) -> HttpResponse:
    """The person's page."""
    if request.method == "POST":
        request.user.live_in(request.POST.get("zone", ""), by=request.actor)
        return redirect("me")
    sessions = UserSession.objects.purge_and_list(request.user)
    tokens = Token.objects.visible_to(request.actor).filter(revoked_at=None)
    wish = Wish.objects.filter(person=request.user).first()
    return show(
        request,
        "people/me.html",
        sessions=sessions,
        tokens=tokens,
        feeds=CalendarFeed.objects.visible_to(request.actor).select_related("space"),
        zones=sorted(available_timezones()),
        levels=Level,
        level=wish.level if wish else Level.RELEVANT,
    )


@require_POST
def sessions(request: Asking) -> HttpResponse:
    """Sign out everywhere else."""
    for session in UserSession.objects.filter(user=request.user).exclude(
        session_key=request.session.session_key
    ):
        session.end()
    return redirect("me")


@require_POST
def tokens(request: Asking) -> HttpResponse:
    """Make an API token, shown once, or end one."""
    if request.POST.get("revoke"):
        mine = Token.objects.visible_to(request.actor)
        token = get_object_or_404(mine, pk=read_number(request.POST["revoke"]))
        token.revoke(by=request.actor)
        return redirect("me")
    scopes = ["read", "write"] if request.POST.get("scope") == "write" else ["read"]
    token, secret = Token.issue(request.user, request.POST.get("name", ""), scopes, by=request.actor)
    return show(request, "people/token.html", token=token, secret=secret)


@require_safe
def mentions(request: Asking, key: str) -> HttpResponse:
    """People and groups of the space in whose name stands what was typed after @."""
    space, words = find_space(request, key), typed(request.GET, "q")[:60]
    people = people_of(space).filter(name__icontains=words)[:8]
    groups = groups_of(space).filter(name__icontains=words)[:4]
    return show(request, "people/_mentions.html", people=list(people), groups=list(groups), words=words)
