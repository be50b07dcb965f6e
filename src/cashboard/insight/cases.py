"""Cards as cases: the statuses that they went through, and what they are known by. From rows of
`columns.py`.
"""

from __future__ import annotations

import ibis
from ibis import _
from ibis.expr.types import Table

DELETED, RECOVERED = ("card.trashed", "card.purged"), "card.recovered"


def changes(rows: Table) -> Table:
    """case, seq, at, kind, status: one row per entry of a card into a status."""
    rows = _of_cards(rows)
    return rows.filter(rows.kind.notnull()).select("case", "seq", "at", "kind", "status")


def attributes(rows: Table) -> Table:
    """case, customer, person, status, kind: the latest of each; customer and person null where there is
    none.
    """
    rows = _of_cards(rows)
    ordered = rows.mutate(place=ibis.row_number().over(ibis.window(group_by="case", order_by=["at", "seq"])))
    by_case = ibis.window(group_by="case")
    latest = {
        f"{name}_place": _.place.max(where=_[name].notnull()).over(by_case)
        for name in ("customer_name", "person", "kind")
    }
    ordered = ordered.mutate(**latest)
    return ordered.group_by("case").agg(
        customer=_.customer_name.max(where=_.place == _.customer_name_place),
        person=_.person.max(where=_.place == _.person_place).nullif(""),
        status=_.status.max(where=_.place == _.kind_place),
        kind=_.kind.max(where=_.place == _.kind_place),
    )


def _of_cards(rows: Table) -> Table:
    """The rows of cards, without those of cards that were deleted and did not come back."""
    cards = rows.filter(rows.otype == "card")
    told = cards.filter(cards.type.isin([*DELETED, RECOVERED])).group_by("oid").agg(last=_.type.argmax(_.seq))
    cards = cards.anti_join(told.filter(told["last"] != RECOVERED), "oid")
    return cards.filter(cards.kind.notnull() | cards.person.notnull()).mutate(case=_.oname)
