"""Pages of an ordered list that begin after a row, not after a count: as quick at the end as at the start."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from cashboard.activity.texts import storable

Key = tuple[Any, ...]


class Term(NamedTuple):
    """One thing to order by: its expression, how a key's text is read back, and which way it goes.

    What is empty stands last either way; `nullable` says whether it can be.
    """

    expression: Any
    read: Callable[[Any], Any]
    descending: bool = False
    nullable: bool = True


class Keyset:
    """An order by several terms of which the last tells all rows apart."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = [*terms, Term(F("pk"), whole, nullable=False)]
        self.names = [f"key_{at}" for at in range(len(self.terms))]

    def order(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in this order, each with its key."""
        ordered: QuerySet[Any] = self.keyed(rows).order_by(*self.directions)
        return ordered

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with their keys, in no order."""
        terms = zip(self.names, self.terms, strict=True)
        keyed: QuerySet[Any] = rows.order_by().annotate(**{name: term.expression for name, term in terms})
        return keyed

    @property
    def directions(self) -> list[Any]:
        """The order as expressions on rows of `order`."""
        return [*map(_direction, self.names, self.terms)]

    def key_of(self, row: Any) -> Key:
        """Where a row of `order` stands."""
        return tuple(getattr(row, name) for name in self.names)

    def after(self, key: Key) -> Q:
        """The rows behind this key, as a condition on rows of `order`."""
        behind, same = Q(pk__in=()), Q()
        for name, term, value in zip(self.names, self.terms, key, strict=True):
            if value is not None:
                beyond = Q(**{f"{name}__{'lt' if term.descending else 'gt'}": value})
                behind |= same & (beyond | Q(**{f"{name}__isnull": True}) if term.nullable else beyond)
            same &= Q(**({f"{name}__isnull": True} if value is None else {name: value}))
        return behind

    def write(self, key: Key) -> str:
        """A key as an address carries it."""
        return json.dumps([each.isoformat() if isinstance(each, date) else each for each in key])

    def read(self, text: str) -> Key | None:
        """The key that an address carries, None for anything that is none."""
        try:
            values = json.loads(text)
            if not isinstance(values, list) or len(values) != len(self.terms):
                return None
            pairs = zip(self.terms, values, strict=True)
            return tuple(None if value is None else term.read(value) for term, value in pairs)
        except (ValueError, TypeError, RecursionError):
            return None


def whole(value: Any) -> int:
    """A whole number that a database holds. Raises ValueError for anything else."""
    if type(value) is not int or abs(value) >= 2**63:
        raise ValueError(value)
    return value


def real(value: Any) -> float:
    """A finite number."""
    if not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def words(value: Any) -> str:
    """A text that a database holds."""
    if not isinstance(value, str) or storable(value) != value:
        raise ValueError(value)
    return value


def a_day(value: Any) -> date:
    """A date."""
    return date.fromisoformat(value)


def a_moment(value: Any) -> datetime:
    """A moment with its zone."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


def _direction(name: str, term: Term) -> Any:
    last = True if term.nullable else None
    return F(name).desc(nulls_last=last) if term.descending else F(name).asc(nulls_last=last)
