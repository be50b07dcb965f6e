"""The inbox: what concerns the person, by card, to be read, put off or put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from cashboard.activity.models import Event
from cashboard.notify.models import Level, Notice, Notices, Reason, Wish
from cashboard.web.asking import Asking, show, today, wants_fragment
from cashboard.web.stream import Line, lines_of
from cashboard.web.views.spaces import read_number
from cashboard.work.cards.models import Card

PAGE = 200
LINES = 4
MORNING = time(8)
BOXES: dict[str, tuple[str, Callable[[Notices], Notices]]] = {
    "": ("Inbox", Notices.waiting),
    "later": ("Later", Notices.asleep),
    "done": ("Done", Notices.put_away),
}


@dataclass(slots=True)
class Bundle:
    """The notices of one card: the newest lines, and why the person is told."""

    card: Card
    reason: Reason
    lines: list[Line]
    more: int
    is_new: bool
    until: datetime | None


@require_safe
def inbox(request: Asking) -> HttpResponse:
    """The bundles of one box, the newest first."""
    box = request.GET.get("box", "")
    if box not in BOXES:
        box = ""
    notices = BOXES[box][1](Notice.objects.of(request.actor)).order_by("-seq")[: PAGE + 1]
    rows = list(notices.select_related("card__space", "card__status"))
    template = "inbox/_bundles.html" if wants_fragment(request) else "inbox/show.html"
    return show(
        request,
        template,
        bundles=bundles_of(rows[:PAGE]),
        is_cut=len(rows) > PAGE,
        box=box,
        boxes=[(name, title) for name, (title, _) in BOXES.items()],
        tab="inbox",
    )


def bundles_of(notices: list[Notice]) -> list[Bundle]:
    """Notices by card. Two queries."""
    events = Event.objects.in_bulk([notice.seq for notice in notices])
    lines = {line.event.seq: line for line in lines_of(events.values())}
    by_card: dict[int, list[Notice]] = {}
    for notice in notices:
        by_card.setdefault(notice.card_id, []).append(notice)
    strongest = list(Reason)
    return [
        Bundle(
            card=those[0].card,
            reason=min((Reason(one.reason) for one in those), key=strongest.index),
            lines=[lines[one.seq] for one in those[:LINES] if one.seq in lines],
            more=max(0, len(those) - LINES),
            is_new=any(one.read_at is None for one in those),
            until=those[0].snoozed_until,
        )
        for those in by_card.values()
    ]


@require_safe
def count(request: Asking) -> HttpResponse:
    """How many cards wait in the inbox: the figure beside its name."""
    waiting = Notice.objects.of(request.actor).waiting().values("card").distinct().count()
    return show(request, "inbox/_count.html", waiting=waiting)


@require_POST
def putting(request: Asking) -> HttpResponse:
    """Put away, put off or bring back the notices of one card, or put away all."""
    mine = Notice.objects.of(request.actor)
    act = request.POST.get("act", "")
    if act == "all":
        mine.waiting().finish()
        return _answer(request)
    those = mine.filter(card=read_number(request.POST.get("card")))
    if not those.exists():
        raise Http404("There is nothing of this card in your inbox.")
    if act == "done":
        those.finish()
    elif act == "back":
        those.bring_back()
    else:
        those.waiting().snooze(_morning(request, 7 if act == "next-week" else 1))
    return _answer(request)


@require_POST
def wish(request: Asking) -> HttpResponse:
    """Choose how much to hear."""
    level = request.POST.get("level", "")
    if level in Level.values:
        Wish.objects.update_or_create(person=request.user, defaults={"level": level})
    return redirect("me")


def _answer(request: Asking) -> HttpResponse:
    if not wants_fragment(request):
        return redirect("inbox")
    response = inbox(_as_read(request))
    response.headers["HX-Trigger"] = "inbox-changed"
    return response


def _as_read(request: Asking) -> Asking:
    request.method = "GET"
    return request


def _morning(request: Asking, days: int) -> datetime:
    """Eight o'clock of a coming day; with 7, of next Monday."""
    day = today(request)
    ahead = 7 - day.weekday() if days == 7 else days
    return datetime.combine(day + timedelta(days=ahead), MORNING, request.user.timezone)


urlpatterns = [
    path("inbox/", inbox, name="inbox"),
    path("inbox/count/", count, name="inbox_count"),
    path("inbox/putting/", putting, name="inbox_putting"),
    path("inbox/wish/", wish, name="inbox_wish"),
]
