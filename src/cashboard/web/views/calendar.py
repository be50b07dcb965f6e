"""Calendars: of a space over the board's filter, and of my work over all spaces."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, show, today, wants_fragment
from cashboard.web.calendars import SHOWS, CalendarLayout, read_calendar
from cashboard.web.places import Place
from cashboard.web.space_pages import space_page
from cashboard.web.view_tabs import Pairs, ViewTabs, saved_page
from cashboard.web.views.cards import find_card, read_day
from cashboard.web.views.spaces import (
    FilterChoices,
    find_place,
    has_filtered_fields,
    read_number,
    show_space,
)
from cashboard.web.weekdays import WeekRule, week_rule
from cashboard.work.cards.agenda import KEYSET, Agenda
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.mine import work_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.weeks import Weeks
from cashboard.work.spaces.models import Space

space_page("calendar", "Calendar", "calendar", keys="g c", group="main", order=30)


@saved_page("calendar")
def calendar_state(space: Space, asked: QueryDict) -> Pairs:
    """What a saved view of the calendar keeps besides its filter."""
    return [("show", str(asked["show"]))] if asked.get("show") in SHOWS else []


LANES = {"month": 3, "week": 20}


def rule_of(request: Asking) -> WeekRule:
    """How the asking person's weeks go."""
    return week_rule(request.headers.get("Accept-Language", ""), request.user.zone)


def read_layout(request: Asking, place: Place) -> CalendarLayout:
    """The filter and the days that the address carries."""
    view = read_number(request.GET.get("view"))
    carried = f"view={view}" if view else ""
    page = reverse("calendar", args=[place.space.key])
    chosen = CardFilter.read(request.GET)
    return read_calendar(request.GET.dict(), page, chosen, today(request), rule_of(request), carried)


def cards_of(request: Asking, place: Place, layout: CalendarLayout) -> QuerySet[Card]:
    """The cards of the place that match."""
    cards = Card.objects.on_board().filter(space=place.space)
    return layout.chosen.apply(cards, request.actor, layout.today)


def _region(cards: QuerySet[Card], layout: CalendarLayout) -> dict[str, Any]:
    """What the days show: weeks as a grid, or a list; both where the screen decides."""
    context: dict[str, Any] = {"layout": layout, "shows": SHOWS, "chosen": layout.chosen}
    if layout.shows in LANES:
        weeks = Weeks(cards, layout.first, layout.weeks, LANES[layout.shows])
        context.update(weeks=weeks.read())
    if layout.asked not in LANES:
        context.update(_list(cards, layout))
    return context


def _list(cards: QuerySet[Card], layout: CalendarLayout, after: str = "") -> dict[str, Any]:
    agenda = Agenda(cards, layout.on, only=layout.shows == "day")
    found = agenda.page(KEYSET.read(after))
    return {"entries": list(agenda.by_day(found)), "more": agenda.key_after(found), "after": after}


@require_safe
def calendar(request: Asking, key: str) -> HttpResponse:
    """The calendar of a space, or just its days when the filter or the days change."""
    place = find_place(request, key)
    layout = read_layout(request, place)
    context = _of_space(request, place, layout)
    if request.headers.get("HX-Target") == "calendar":
        return show_space(request, "calendars/_region.html", place, **context)
    picked = FilterChoices(place.space, layout.chosen)
    context.update(picked=picked, has_fields=has_filtered_fields(place), statuses=place.statuses)
    return show_space(request, "calendars/show.html", place, tab="calendar", **context)


def _of_space(request: Asking, place: Place, layout: CalendarLayout) -> dict[str, Any]:
    cards = cards_of(request, place, layout)
    context = _region(cards, layout)
    if layout.chosen:
        context.update(tally_count=cards.count())
    return {**context, "tabs": ViewTabs(request, place, "calendar", layout.state), "seq": request.seq}


@require_safe
def calendar_changes(request: Asking, key: str) -> HttpResponse:
    """All the days anew, if anything happened in the space after `since`."""
    place = find_place(request, key)
    since = read_number(request.GET.get("since"))
    news = Event.objects.filter(space=place.space.pk, seq__gt=since, seq__lte=request.seq)
    if news.exists():
        context = _of_space(request, place, read_layout(request, place))
        response = show_space(request, "calendars/_region.html", place, **context)
    else:
        response = HttpResponse()
    response.headers["X-Seq"] = str(request.seq)
    return response


@require_safe
def calendar_entries(request: Asking, key: str) -> HttpResponse:
    """The next cards of a list."""
    place = find_place(request, key)
    layout = read_layout(request, place)
    entries = _list(cards_of(request, place, layout), layout, request.GET.get("after", ""))
    return show_space(request, "calendars/_entries.html", place, layout=layout, **entries)


@require_POST
def calendar_cards(request: Asking, key: str) -> HttpResponse:
    """Quick add: a card that is due on a day."""
    place = find_place(request, key)
    status = place.status(read_number(request.POST.get("status")))
    on = read_day(request.POST.get("on", ""))
    if on is None:
        raise Invalid("Choose the day on which it is due.", "on")
    card = Card.create(
        place.space, request.POST.get("title", ""), status=status, due_on=on, on_top=True, by=request.actor
    )
    if wants_fragment(request):
        layout = read_layout(request, place)
        hidden = not cards_of(request, place, layout).filter(pk=card.pk).exists()
        return show_space(request, "calendars/_added.html", place, card=card, hidden=hidden)
    return redirect(f"{reverse('calendar', args=[place.space.key])}?show=day&on={on.isoformat()}")


@require_safe
def moving(request: Asking, key: str) -> HttpResponse:
    """Where a card's dates can be moved: the alternative to dragging."""
    card = find_card(request, key)
    return show_space(request, "calendars/_move.html", find_place(request, card.space.key), card=card)


@require_safe
def work_calendar(request: Asking) -> HttpResponse:
    """My work by the days on which it is due."""
    layout = _work_layout(request)
    context = _region(work_of(request.actor), layout) | {"may_change": True, "is_work": True}
    if request.headers.get("HX-Target") == "calendar":
        return show(request, "calendars/_region.html", **context)
    return show(request, "calendars/work.html", tab="work", **context)


@require_safe
def work_entries(request: Asking) -> HttpResponse:
    """The next cards of a list of my work."""
    layout = _work_layout(request)
    entries = _list(work_of(request.actor), layout, request.GET.get("after", ""))
    return show(request, "calendars/_entries.html", layout=layout, may_change=True, is_work=True, **entries)


def _work_layout(request: Asking) -> CalendarLayout:
    page = reverse("work_calendar")
    return read_calendar(request.GET.dict(), page, CardFilter(), today(request), rule_of(request))


urlpatterns = [
    path("spaces/<slug:key>/calendar/", calendar, name="calendar"),
    path("spaces/<slug:key>/calendar/changes/", calendar_changes, name="calendar_changes"),
    path("spaces/<slug:key>/calendar/entries/", calendar_entries, name="calendar_entries"),
    path("spaces/<slug:key>/calendar/cards/", calendar_cards, name="calendar_cards"),
    path("cards/<slug:key>/moving/", moving, name="moving"),
    path("work/calendar/", work_calendar, name="work_calendar"),
    path("work/calendar/entries/", work_entries, name="work_calendar_entries"),
]
