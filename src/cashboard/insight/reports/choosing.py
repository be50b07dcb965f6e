"""Which space a report is about when none was named."""

from __future__ import annotations

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.insight.seeing import NotThere
from cashboard.trade.invoices.models import Invoice
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space

ON_CARDS = ("lead-time", "lead-time-summary")


def space_for(report: str, key: str | None, actor: Actor) -> Space:
    """The space of this key, or the only one that has what the report is about. Raises NotThere or Invalid."""
    spaces = Space.objects.visible_to(actor)
    if key is not None:
        found = spaces.filter(key=key.strip().upper()).first()
        if found is None:
            there = ", ".join(spaces.values_list("key", flat=True)) or "none yet"
            raise NotThere(f"There is no space {key!r}. There is: {there}.")
        return found
    objects, rows = ("cards", Card.objects) if report in ON_CARDS else ("invoices", Invoice.objects)
    filled = list(spaces.filter(pk__in=rows.values("space")))
    if len(filled) != 1:
        there = ", ".join(space.key for space in filled)
        raise Invalid(
            f"Several spaces have {objects}: name one with --space, of {there}." if filled
            else f"No space has {objects} yet: import a list first, see cashboard import --help.",
            "space",
        )  # fmt: skip
    return filled[0]
