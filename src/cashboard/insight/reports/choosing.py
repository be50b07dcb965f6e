"""Which space a report is about when none was named."""

from __future__ import annotations

from collections.abc import Iterable

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.insight.seeing import NotThere
from cashboard.trade.invoices.models import Invoice
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space

ON_CARDS = ("lead-time", "lead-time-summary")


def space_for(report: str, key: str | None, actor: Actor) -> Space:
    """The space of this key, or the only one that has what the report is about. Raises NotThere or
    Invalid.
    """
    spaces = Space.objects.visible_to(actor)
    if key is not None:
        found = spaces.filter(key=key.strip().upper()).first()
        if found is None:
            there = ", ".join(spaces.values_list("key", flat=True)) or "none yet"
            raise NotThere(f"There is no space {key!r}. There is: {there}.")
        return found
    if report in ON_CARDS:
        return _only(spaces.filter(pk__in=Card.objects.values("space")), "cards")
    return _only(spaces.filter(pk__in=Invoice.objects.values("space")), "invoices")


def _only(spaces: Iterable[Space], objects: str) -> Space:
    found = list(spaces)
    if not found:
        raise Invalid(
            f"No space has {objects} yet: import a list first, see cashboard import --help.", "space"
        )
    if len(found) > 1:
        there = ", ".join(space.key for space in found)
        raise Invalid(f"Several spaces have {objects}: name one with --space, of {there}.", "space")
    return found[0]
