"""The saved views of a page as tabs: which one is open, and whether the page shows something else by now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from cashboard.activity.prepared import Prepared, Row
from cashboard.web.asking import Asking
from cashboard.web.places import Place
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.saved_views import SavedView

Pairs = Iterable[tuple[str, str]]
State = Callable[[Space, QueryDict], Pairs]
PAGES: dict[str, State] = {}


def saved_page(page: str) -> Callable[[State], State]:
    """Register a page of a space whose views can be saved, and what its address carries besides a filter."""

    def register(state: State) -> State:
        PAGES[page] = state
        return state

    return register


@dataclass(frozen=True, slots=True)
class Tab:
    """One saved view with its address."""

    view: SavedView
    address: str
    is_open: bool


class ViewTabs:
    """The views of a page that the person may see. One query."""

    def __init__(self, request: Asking, place: Place, page: str, state: str, usual: str = "") -> None:
        """`state` is the query that the page shows, `usual` what it shows without one."""
        self.page, self.state = page, state
        self.base = reverse(page, args=[place.space.key])
        self._asked = request.GET.get("view", "")
        self._place, self._actor, self._usual = place, request.actor, usual

    @cached_property
    def every(self) -> list[Tab]:
        """The shared ones first, then the person's own."""
        rows = _views(self._place.space.pk, self.page, self._actor.person or 0)
        views = [SavedView(pk=pk, name=name, query=query, owner_id=owner) for pk, name, query, owner in rows]
        found = sorted(views, key=lambda view: (not view.is_shared, view.name.casefold()))
        return [Tab(view, self.base + address(view), str(view.pk) == self._asked) for view in found]

    @property
    def open(self) -> Tab | None:
        """The one that the address names."""
        return next((tab for tab in self.every if tab.is_open), None)

    @property
    def is_changed(self) -> bool:
        """The page shows something else than the open view says."""
        return self.open is not None and self.open.view.query != self.state

    @property
    def may_change_open(self) -> bool:
        """The open one is the person's own, or they own the space."""
        return self.open is not None and (not self.open.view.is_shared or self._place.may_manage)

    @property
    def is_usual(self) -> bool:
        """There is nothing worth a name: the page shows what it always does."""
        return self.state == self._usual

    @property
    def carried(self) -> str:
        """What an address adds so that the view stays open, empty without one."""
        return f"view={self.open.view.pk}" if self.open else ""


def _views_of(space: int, page: str, person: int) -> QuerySet[Any, Row]:
    mine = Q(owner=None) | Q(owner_id=person)
    rows = SavedView.objects.filter(mine, space=space, page=page).order_by()
    return rows.values_list("pk", "name", "query", "owner_id")


_views = Prepared(_views_of)


def address(view: SavedView) -> str:
    """The query of a page's address that opens a view."""
    return f"?{view.query}{'&' if view.query else ''}{urlencode({'view': view.pk})}"
