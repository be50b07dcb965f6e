"""The parts that a card's page is put together from. A noun's views register theirs; the page knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from cashboard.web.asking import Asking
from cashboard.web.places import Place
from cashboard.work.cards.models import Card

Where = Literal["top", "main", "dates", "details"]
Load = Callable[[Asking, Card, Place], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A template with what it needs; inside it is called `part`."""

    template: str
    order: int
    load: Load


@dataclass(frozen=True, slots=True)
class LoadedPart:
    """A part of one card: the template reads `part.it`."""

    template: str
    it: dict[str, Any] = field(default_factory=dict)


_PARTS: dict[Where, list[Part]] = {"top": [], "main": [], "dates": [], "details": []}


def card_part(where: Where, template: str, *, order: int) -> Callable[[Load], Load]:
    """Register a part: above all, in the middle under the description, or at the right, under the dates or
    as rows of the details.

    The function loads what `template` shows, in a fixed number of queries; None leaves the part out.
    """

    def register(load: Load) -> Load:
        _PARTS[where].append(Part(template, order, load))
        _PARTS[where].sort(key=lambda part: part.order)
        return load

    return register


def parts_of(request: Asking, card: Card, place: Place) -> dict[Where, list[LoadedPart]]:
    """The parts of this card's page, by where they stand."""
    return {
        where: [
            LoadedPart(part.template, it)
            for part in parts
            if (it := part.load(request, card, place)) is not None
        ]
        for where, parts in _PARTS.items()
    }
