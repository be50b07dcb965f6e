"""My work: what is open for me in all spaces, by how near it is due."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse, QueryDict
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from cashboard.web.asking import Asking, show, today
from cashboard.web.tables import Layout, has_more
from cashboard.work.cards.arranging import Arrangement
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.mine import COLUMNS, work_of
from cashboard.work.cards.table import Table


def read_work(request: Asking) -> tuple[Layout, Table]:
    """My cards in the order that the address asks for; always grouped by due date."""
    asked = QueryDict(mutable=True)
    asked.setlist("sort", request.GET.getlist("sort"))
    arrangement = Arrangement.read(asked, COLUMNS, usual="due", group="due")
    layout = Layout(reverse("work"), CardFilter(), arrangement)
    return layout, Table(work_of(request.actor), arrangement, today(request))


@require_safe
def work(request: Asking) -> HttpResponse:
    """The first rows."""
    layout, table = read_work(request)
    rows = table.page()
    context = _context(layout, table, rows) | {"tally": table.tally()}
    template = "work/_table.html" if request.headers.get("HX-Target") == "table" else "work/show.html"
    return show(request, template, tab="work", **context)


@require_safe
def work_rows(request: Asking) -> HttpResponse:
    """The rows behind a key."""
    layout, table = read_work(request)
    after = table.keyset.read(request.GET.get("after", ""))
    last_group = table.group_at(after) if after else None
    return show(
        request,
        "tables/_rows.html",
        last_group=last_group,
        **_context(layout, table, table.page(after)),
    )


@require_safe
def work_count(request: Asking) -> HttpResponse:
    """How many there are, for the navigation."""
    late = Count("pk", filter=Q(due_on__lt=today(request)))
    return show(request, "work/_count.html", **work_of(request.actor).aggregate(count=Count("pk"), late=late))


def _context(layout: Layout, table: Table, rows: list[Any]) -> dict[str, Any]:
    return {
        "layout": layout,
        "table": table,
        "rows": rows,
        "subtotals": table.subtotals(rows),
        "more": has_more(rows),
        "may_change": True,
        "edits_place": False,
    }


urlpatterns = [
    path("work/", work, name="work"),
    path("work/rows/", work_rows, name="work_rows"),
    path("work/count/", work_count, name="work_count"),
]
