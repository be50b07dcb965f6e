"""The Gantt chart of a space: its cards as a tree of bars, over the same filter as the board."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from cashboard.activity.models import Event
from cashboard.activity.types import REGISTRY
from cashboard.web.asking import Asking, today
from cashboard.web.gantt import Display, GanttPage, draw, span_days
from cashboard.web.places import Place
from cashboard.web.scales import ZOOMS, Scale
from cashboard.web.space_pages import space_page
from cashboard.web.view_tabs import Pairs, ViewTabs, saved_page
from cashboard.web.views.spaces import (
    FilterChoices,
    find_place,
    has_filtered_fields,
    read_number,
    show_space,
)
from cashboard.work.cards.bars import bars_of
from cashboard.work.cards.baselines import Baseline
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.models import Card
from cashboard.work.cards.outline import PAGE, Outline
from cashboard.work.cards.relatives import Relatives
from cashboard.work.spaces.models import Space

MANY, MOST_NEWS = 60, 240
TRAY = 60

space_page("gantt", "Gantt", "chart-gantt", keys="g g", group="views", order=10)


@saved_page("gantt")
def gantt_state(space: Space, asked: QueryDict) -> Pairs:
    """What a saved view of the chart keeps besides its filter."""
    return Display.read(asked).pairs()


@require_safe
def gantt(request: Asking, key: str) -> HttpResponse:
    """The first rows; just the chart when its filter or zoom changes."""
    place = find_place(request, key)
    if request.headers.get("HX-Target") == "gantt":
        return _show_chart(request, place)
    page = _read_page(request, place)
    picked = FilterChoices(place.space, page.chosen)
    kept = list(Baseline.objects.filter(space=place.space))
    context = {
        "baselines": kept,
        "picked": picked,
        "statuses": place.statuses,
        "has_fields": has_filtered_fields(place),
    }
    return _show_chart(request, place, "gantt/show.html", tab="gantt", zooms=ZOOMS, **context)


@require_safe
def gantt_rows(request: Asking, key: str) -> HttpResponse:
    """The rows behind a card."""
    place = find_place(request, key)
    page, outline = _read_page(request, place), _read_outline(request, place)
    scale = _scale(request, page, outline)
    nodes = outline.page(read_number(request.GET.get("after")))
    context = {
        "rows": draw(bars_of(nodes, request.actor), scale, page.baseline),
        "more": outline.has_more(nodes),
    }
    return show_space(request, "gantt/_rows.html", place, page=page, scale=scale, outline=outline, **context)


@require_safe
def gantt_changes(request: Asking, key: str) -> HttpResponse:
    """The rows that changed after `since`, each told where it stands; the whole chart when its scale did."""
    place = find_place(request, key)
    since = read_number(request.GET.get("since"))
    events = Event.objects.filter(space=place.space.pk, seq__gt=since, seq__lte=request.seq)
    told = list(events.order_by("seq").values_list("objects_json", "type")[:MOST_NEWS])
    ids = {entry["id"] for objects, _ in told for entry in objects if entry["type"] == "card"}
    page, outline = _read_page(request, place), _read_outline(request, place)
    scale = _scale(request, page, outline)
    is_other = request.GET.get("from") != scale.first.isoformat() or len(told) == MOST_NEWS
    concerned = outline.around(ids | set(Relatives(ids, request.actor).cards))
    if is_other or len(concerned) > MANY or any(REGISTRY[name].structural for _, name in told):
        response = _show_chart(request, place)
    else:
        nodes = outline.shown(concerned)
        placed = [
            (row, outline.below(row.bar.node))
            for row in draw(bars_of(nodes, request.actor), scale, page.baseline)
        ]
        gone = concerned - {node.id for node in nodes}
        context = {"placed": placed[::-1], "gone": gone, "outline": outline, **_tray(outline)}
        response = show_space(request, "gantt/_changes.html", place, page=page, scale=scale, **context)
    response.headers["X-Seq"] = str(request.seq)
    return response


def _show_chart(
    request: Asking, place: Place, template: str = "gantt/_chart.html", **context: Any
) -> HttpResponse:
    page, outline = _read_page(request, place), _read_outline(request, place)
    scale = _scale(request, page, outline)
    size = min(max(read_number(request.headers.get("X-Rows")), PAGE), 10 * PAGE)
    nodes = outline.page(size=size)
    usual = ""
    context |= {
        "page": page,
        "scale": scale,
        "outline": outline,
        "rows": draw(bars_of(nodes, request.actor), scale, page.baseline),
        "more": outline.has_more(nodes),
        "chosen": page.chosen,
        "tabs": ViewTabs(request, place, "gantt", page.state, usual),
        "seq": request.seq,
        **_tray(outline),
    }
    return show_space(request, template, place, **context)


def _read_page(request: Asking, place: Place) -> GanttPage:
    view = read_number(request.GET.get("view"))
    address = reverse("gantt", args=[place.space.key])
    chosen, display = CardFilter.read(request.GET), Display.read(request.GET)
    baseline = None
    if display.baseline:
        baseline = Baseline.objects.filter(space=place.space, pk=display.baseline).first()
    return GanttPage(address, chosen, display, f"view={view}" if view else "", baseline)


def _read_outline(request: Asking, place: Place) -> Outline:
    cards = Card.objects.on_board().filter(space=place.space)
    chosen = CardFilter.read(request.GET).apply(cards, request.actor, today(request))
    return Outline(chosen, place.space, Display.read(request.GET).closed)


def _scale(request: Asking, page: GanttPage, outline: Outline) -> Scale:
    return Scale.over(span_days(outline.rows), page.display.zoom, today(request))


def _tray(outline: Outline) -> dict[str, Any]:
    """The cards that have no dates yet, the newest first."""
    ids = sorted(outline.tray, reverse=True)[:TRAY]
    cards = Card.objects.select_related("status").defer("description").in_bulk(ids)
    return {"tray": [cards[pk] for pk in ids if pk in cards], "tray_count": len(outline.tray)}


urlpatterns = [
    path("spaces/<slug:key>/gantt/", gantt, name="gantt"),
    path("spaces/<slug:key>/gantt/rows/", gantt_rows, name="gantt_rows"),
    path("spaces/<slug:key>/gantt/changes/", gantt_changes, name="gantt_changes"),
]
