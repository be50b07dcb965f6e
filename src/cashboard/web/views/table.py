"""The table of a space: the board's cards as rows, over the same filter."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse, QueryDict
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid
from cashboard.web.asking import Asking, today
from cashboard.web.exports import FORMATS, file_name, written
from cashboard.web.places import Place
from cashboard.web.space_pages import space_page
from cashboard.web.tables import Layout, has_more
from cashboard.web.view_tabs import Pairs, ViewTabs, saved_page
from cashboard.web.views.spaces import (
    FilterChoices,
    find_place,
    has_filtered_fields,
    read_board,
    read_number,
    show_space,
)
from cashboard.work.cards.arranging import Arrangement
from cashboard.work.cards.board import Board
from cashboard.work.cards.columns import columns_of
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.models import Card
from cashboard.work.cards.table import Row, Table, Tally
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.people import people_of

space_page("table", "Table", "table", keys="g l", group="main", order=20)

MANY = 60


def read_layout(request: Asking, place: Place) -> Layout:
    """The filter and the arrangement that the address carries."""
    arrangement = Arrangement.read(request.GET, columns_of(place.space))
    page = reverse("table", args=[place.space.key])
    view = read_number(request.GET.get("view"))
    return Layout(page, CardFilter.read(request.GET), arrangement, f"view={view}" if view else "")


@saved_page("table")
def table_state(space: Space, asked: QueryDict) -> Pairs:
    """What a saved view of the table keeps besides its filter."""
    return Arrangement.read(asked, columns_of(space)).pairs()


def tabs_of(request: Asking, place: Place, layout: Layout) -> ViewTabs:
    """The saved views of the table."""
    usual = urlencode(list(Arrangement(layout.arrangement.known).pairs()))
    return ViewTabs(request, place, "table", layout.state, usual)


def read_table(request: Asking, place: Place, layout: Layout) -> Table:
    """The cards of the place that match."""
    cards = layout.chosen.apply(
        Card.objects.on_board().filter(space=place.space), request.actor, today(request)
    )
    return Table(cards, layout.arrangement, today(request))


@require_safe
def table(request: Asking, key: str) -> HttpResponse:
    """The first rows; just the table when its filter or order changes."""
    place = find_place(request, key)
    layout = read_layout(request, place)
    shown = read_table(request, place, layout)
    rows = shown.page()
    board = read_board(request, place)
    context = {
        "layout": layout,
        "table": shown,
        "rows": rows,
        "subtotals": shown.subtotals(rows),
        "more": has_more(rows),
        "tally": tally_of(board),
        "chosen": layout.chosen,
        "tabs": tabs_of(request, place, layout),
        "seq": request.seq,
        "tab": "table",
    }
    if request.headers.get("HX-Target") == "table":
        return show_space(request, "tables/_fresh.html", place, **context)
    people = list(people_of(place.space)) if place.may_change else []
    picked = FilterChoices(place.space, layout.chosen)
    context.update(board=board, picked=picked, people=people, statuses=place.statuses)
    context.update(has_fields=has_filtered_fields(place))
    return show_space(request, "tables/show.html", place, **context)


@require_safe
def table_rows(request: Asking, key: str) -> HttpResponse:
    """The rows behind a key."""
    place = find_place(request, key)
    layout = read_layout(request, place)
    shown = read_table(request, place, layout)
    after = shown.keyset.read(request.GET.get("after", ""))
    rows = shown.page(after)
    context = {"rows": rows, "subtotals": shown.subtotals(rows), "more": has_more(rows)}
    context["last_group"] = shown.group_at(after) if after else None
    return show_space(request, "tables/_rows.html", place, layout=layout, table=shown, **context)


@require_safe
def table_changes(request: Asking, key: str) -> HttpResponse:
    """The rows that changed after `since`, each told where it stands, and the sums."""
    place = find_place(request, key)
    events = Event.objects.filter(space=place.space.pk, seq__gt=read_number(request.GET.get("since")))
    told = list(events.filter(seq__lte=request.seq).order_by("seq").values_list("objects_json")[: 4 * MANY])
    ids = {entry["id"] for (objects,) in told for entry in objects if entry["type"] == "card"}
    if len(ids) > MANY or len(told) == 4 * MANY:
        request.META["HTTP_HX_TARGET"] = "table"
        request.__dict__.pop("headers", None)
        response = table(request, key)
    else:
        response = show_rows(request, place, ids)
    response.headers["X-Seq"] = str(request.seq)
    return response


@require_safe
def table_export(request: Asking, key: str) -> FileResponse:
    """The table as a file: what is seen, all of it."""
    place = find_place(request, key)
    kind = request.GET.get("format", "csv")
    if kind not in FORMATS:
        raise Invalid(f"There is no format {kind[:20]!r}. Choose one of: {', '.join(FORMATS)}.", "format")
    shown = read_table(request, place, read_layout(request, place))
    file = written(shown, kind, request.user.timezone)
    name = file_name(place.space.name, today(request), kind)
    return FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[kind][1])


def show_rows(request: Asking, place: Place, ids: set[int]) -> HttpResponse:
    """These rows and where they stand, or that they are gone; the heads of their groups and the sums."""
    layout = read_layout(request, place)
    shown = read_table(request, place, layout)
    rows = shown.rows(ids)
    context: dict[str, Any] = {
        "placed": [(row, _stand_before(row, shown.below(row))) for row in reversed(rows)],
        "heads": _heads(shown, rows),
        "gone": ids - {row.card.pk for row in rows},
        "tally": tally_of(read_board(request, place)),
    }
    return show_space(
        request, "tables/_changes.html", place, layout=layout, table=shown, chosen=layout.chosen, **context
    )


def tally_of(board: Board) -> Tally:
    """The sums of a whole board, which are kept."""
    found = Tally()
    for column in board.heads():
        found.count += column.count
        for total in column.totals:
            found.money[total.currency] += total.amount
    return found


def _stand_before(row: Row, below: Row | None) -> str:
    """The id of the element above which the row stands: the next row, or the head of the next group."""
    if below is None:
        return ""
    return f"row-{below.card.pk}" if below.group == row.group else f"group-{below.group}"


def _heads(table: Table, rows: list[Row]) -> list[tuple[Row, Tally, str]]:
    """The head of each group of these rows: a row of it, its sums, and above which row it stands."""
    subtotals = table.subtotals(rows)
    of_group = {row.group: row for row in rows if row.group is not None}
    tops = {group: table.top_of(row) for group, row in of_group.items()}
    return [
        (row, subtotals[str(group)], f"row-{top.card.pk}")
        for group, row in of_group.items()
        if (top := tops[group]) is not None
    ]


urlpatterns = [
    path("spaces/<slug:key>/table/", table, name="table"),
    path("spaces/<slug:key>/table/rows/", table_rows, name="table_rows"),
    path("spaces/<slug:key>/table/changes/", table_changes, name="table_changes"),
    path("spaces/<slug:key>/table/export/", table_export, name="table_export"),
]
