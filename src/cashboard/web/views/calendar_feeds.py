"""Calendars for other programs: a file once, or an address that they read again and again."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity import clock
from cashboard.web.asking import Asking, show, today, typed
from cashboard.web.exports import file_name
from cashboard.web.icalendar import TYPE, etag_of, icalendar
from cashboard.web.views.calendar import cards_of, read_layout
from cashboard.web.views.spaces import find_place, find_space, read_number
from cashboard.work.calendar_feeds.models import MY_WORK, CalendarFeed
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.mine import work_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.spanning import ENDS, from_day
from cashboard.work.cards.weeks import shown

PAST, MOST = timedelta(days=180), 3_000


def write(name: str, cards: QuerySet[Card], now: date) -> bytes:
    """The cards that ended at most half a year ago or end later, as many as calendars bear."""
    return icalendar(name, shown(from_day(cards, now - PAST)).order_by(ENDS, "pk")[:MOST])


@require_safe
def calendar_export(request: Asking, key: str) -> HttpResponse:
    """The calendar of a space through the filter, once."""
    place = find_place(request, key)
    layout = read_layout(request, place)
    file = write(place.space.name, cards_of(request, place, layout), layout.today)
    return _download(file, file_name(place.space.name, layout.today, "ics"))


@require_safe
def work_export(request: Asking) -> HttpResponse:
    """My work, once."""
    now = today(request)
    return _download(write(MY_WORK, work_of(request.actor), now), file_name(MY_WORK, now, "ics"))


@require_POST
def feeds(request: Asking) -> HttpResponse:
    """Make an address, which is shown once, or end one."""
    if request.POST.get("end"):
        mine = CalendarFeed.objects.visible_to(request.actor)
        get_object_or_404(mine, pk=read_number(request.POST["end"])).close(by=request.actor)
        return redirect("me")
    key = typed(request.POST, "space")
    space = find_space(request, key) if key else None
    asked = QueryDict(request.POST.get("query", "").encode("utf-8", "ignore"))
    query = CardFilter.read(asked).address().removeprefix("?") if space else ""
    feed, secret = CalendarFeed.open(request.user, space, query, by=request.actor)
    address = f"{settings.URL}{reverse('calendar_feed')}?key={secret}"
    return show(request, "calendars/feed.html", feed=feed, address=address)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What the address of a feed answers, to whoever knows it; the secret is no part of the path, so that
    no log of ours names it.
    """
    found = CalendarFeed.objects.presented(request.GET.get("key", ""))
    if found is None or not found.is_seen:
        return HttpResponse("There is no such calendar.", status=404, content_type="text/plain")
    now = clock.now().astimezone(found.person.timezone).date()
    file = write(str(found), found.cards(), now)
    response = HttpResponse(file, content_type=TYPE)
    response.headers["ETag"] = etag_of(file)
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag_of(file), response=response) or response


def _download(file: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(file, content_type=TYPE, headers={"Content-Disposition": disposition or ""})


urlpatterns = [
    path("spaces/<slug:key>/calendar/export/", calendar_export, name="calendar_export"),
    path("work/calendar/export/", work_export, name="work_calendar_export"),
    path("me/calendar-feeds/", feeds, name="feeds"),
]
