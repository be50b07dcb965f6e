"""What the address of a board says: its filter, its layout and the saved view that is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from cashboard.web.asking import Asking
from cashboard.web.places import Place
from cashboard.work.cards.attributes.attribute import Attribute
from cashboard.work.cards.attributes.catalogue import attributes_of
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.laying_out import BoardLayout
from cashboard.work.spaces.models import Status


@dataclass(frozen=True)
class BoardState:
    """One board as its address describes it."""

    base: str
    chosen: CardFilter
    layout: BoardLayout
    view: int = 0

    @cached_property
    def state(self) -> str:
        """What a saved view keeps of it."""
        return urlencode([*self.chosen.pairs(), *self.layout.pairs()])

    @property
    def query(self) -> str:
        """`?q=...` or an empty text: what requests about this board carry along."""
        return f"?{self.state}" if self.state else ""

    def asking(self, **more: object) -> str:
        """The query with these pairs behind it."""
        return f"?{urlencode([*self.chosen.pairs(), *self.layout.pairs(), *more.items()])}"

    def folding(self, key: str) -> str:
        """The address at which this group is folded, or open again."""
        return self._at(self.layout.folding(key))

    def hiding(self, key: str) -> str:
        """The address at which this column is hidden, or shown again."""
        return self._at(self.layout.hiding(key))

    def hidden_of(self, statuses: Iterable[Status]) -> list[tuple[str, str]]:
        """The keys and names of those that are hidden as columns."""
        named = [(f"status-{status.pk}", status.name) for status in statuses]
        return [(key, name) for key, name in named if key in self.layout.hidden]

    def _at(self, layout: BoardLayout) -> str:
        view = [("view", self.view)] if self.view else []
        pairs = [*view, *self.chosen.pairs(), *layout.pairs()]
        return f"{self.base}?{urlencode(pairs)}" if pairs else self.base


def read_state(request: Asking, place: Place, query: QueryDict | None = None) -> BoardState:
    """The state that the address carries, or another query."""
    query = request.GET if query is None else query
    view = query.get("view", "")
    return BoardState(
        reverse("board", args=[place.space.key]),
        CardFilter.read(query),
        BoardLayout.read(query, attributes_in(place)),
        int(view) if view.isascii() and view.isdigit() and len(view) < 19 else 0,
    )


def attributes_in(place: Place) -> dict[str, Attribute]:
    """What the cards of a place can be grouped by."""
    return attributes_of(place.fields)
