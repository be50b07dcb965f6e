"""All documents of a space: found by words, in an order that the person chooses, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from cashboard.activity.actors import Actor
from cashboard.work.documents.models import Document, Documents
from cashboard.work.spaces.models import Space

PAGE = 100
ORDERS = {
    "new": ("-added_at", "-pk"),
    "name": ("name", "pk"),
    "card": ("card__number", "name", "pk"),
    "size": ("-size", "name", "pk"),
}


@dataclass(frozen=True)
class SpaceDocuments:
    """What of a space's documents has these words in its name, its address, or its card's key or title."""

    space: Space
    actor: Actor
    words: str = ""
    order: str = "new"
    page: int = 1

    @cached_property
    def rows(self) -> list[Document]:
        """The documents of this page, and one more where another page follows."""
        first = (self.page - 1) * PAGE
        ordered = self._found().select_related("card", "group", "added_by").order_by(*ORDERS[self.order])
        return list(ordered[first : first + PAGE + 1])

    @property
    def shown(self) -> list[Document]:
        """The documents of this page."""
        return self.rows[:PAGE]

    @property
    def following(self) -> int | None:
        """The number of the next page, None at the end."""
        return self.page + 1 if len(self.rows) > PAGE else None

    @cached_property
    def count(self) -> int:
        """How many there are on all pages."""
        return self._found().count()

    def _found(self) -> Documents:
        rows = Document.objects.visible_to(self.actor).present().filter(card__space=self.space)
        for word in self.words.split()[:8]:
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(url__icontains=word)
                | Q(card__key__iexact=word)
                | Q(card__title__icontains=word)
            )
        return rows
