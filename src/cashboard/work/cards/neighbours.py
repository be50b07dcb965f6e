"""Who stands where in a column: the ranks beside a place, by the index. What is archived stands nowhere."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from cashboard.activity.prepared import Prepared, Row

Ranks = QuerySet[Any, Row]


def rank_of(space: int, status: int, card: int) -> str | None:
    """The rank of this card, None when it stands elsewhere."""
    row = _rank_of.first(space, status, card)
    return row[0] if row else None


def top_rank(space: int, status: int) -> str:
    """The rank of the first card; an empty text in an empty column."""
    return _rank(_top.first(space, status))


def end_rank(space: int, status: int, but: int = 0) -> str:
    """The rank of the last card, not counting the card `but`."""
    return _rank(_end.first(space, status, but))


def rank_above(space: int, status: int, rank: str, but: int) -> str:
    """The rank of the card right above this rank, not counting the card `but`."""
    return _rank(_above.first(space, status, rank, but))


def card_below(space: int, status: int, rank: str, card: int) -> int | None:
    """The card right below the one of this rank and id."""
    row = _below.first(space, status, rank, card)
    return row[0] if row else None


def _column(space: int, status: int) -> QuerySet[Any]:
    cards = apps.get_model("work", "Card")._default_manager
    return cards.filter(space=space, status=status, archived_at=None).order_by("rank", "pk")


def _up_from_the_end(space: int, status: int, but: int) -> QuerySet[Any]:
    return _column(space, status).exclude(pk=but).order_by("-rank", "-pk")


def _following(space: int, status: int, rank: str, card: int) -> Ranks:
    rows = _column(space, status).filter(rank__gte=rank).filter(Q(rank__gt=rank) | Q(pk__gt=card))
    return rows.values_list("pk")[:1]


def _rank(row: Row | None) -> str:
    return row[0] if row else ""


_rank_of = Prepared(lambda space, status, card: _column(space, status).filter(pk=card).values_list("rank"))
_top = Prepared(lambda space, status: _column(space, status).values_list("rank")[:1])
_end = Prepared(lambda space, status, but: _up_from_the_end(space, status, but).values_list("rank")[:1])
_above = Prepared(
    lambda space, status, rank, but: (
        _up_from_the_end(space, status, but).filter(rank__lt=rank).values_list("rank")[:1]
    )
)
_below = Prepared(_following)
