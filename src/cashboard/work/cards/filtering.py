"""The filter of a board or list: read from the address, written back to it, applied to cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any, Protocol
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from cashboard.activity.actors import Actor
from cashboard.activity.texts import storable
from cashboard.work.cards.field_filtering import (
    PREFIX,
    Asked,
    asked_pairs,
    fields_condition,
    read_asked,
    without,
)
from cashboard.work.cards.range_filtering import Ranges, ranges_condition, read_ranges
from cashboard.work.spaces.kinds import OPEN_KINDS

FURTHEST = Decimal(2**62)
FINEST = -10


class Query(Protocol):
    """What a request's GET offers."""

    def getlist(self, key: str) -> list[str]: ...
    def __iter__(self) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which cards to show. Values of one field are alternatives; the fields are joined by AND."""

    text: str = ""
    parties: tuple[int, ...] = ()
    statuses: tuple[int, ...] = ()
    people: tuple[str, ...] = ()
    labels: tuple[int, ...] = ()
    overdue: bool = False
    blocked: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    fields: Asked = ()
    ranges: Ranges = ()

    @classmethod
    def read(cls, query: Query) -> CardFilter:
        """From an address; what cannot be read is left out."""
        return cls(
            text=storable(" ".join(query.getlist("q"))).strip()[:200].strip(),
            parties=_numbers(query.getlist("customer")),
            statuses=_numbers(query.getlist("status")),
            people=tuple(one for one in query.getlist("person") if one in {"me", "none"} or _numbers([one])),
            labels=_numbers(query.getlist("label")),
            overdue="1" in query.getlist("overdue"),
            blocked="1" in query.getlist("blocked"),
            least=_decimal(query.getlist("min")),
            most=_decimal(query.getlist("max")),
            fields=read_asked(query),
            ranges=read_ranges(query),
        )

    def __bool__(self) -> bool:
        return any(True for _ in self.pairs())

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The filter as the address carries it."""
        if self.text:
            yield "q", self.text
        many: Mapping[str, tuple[Any, ...]] = {
            "customer": self.parties,
            "status": self.statuses,
            "person": self.people,
            "label": self.labels,
        }
        for name, values in many.items():
            yield from ((name, str(value)) for value in values)
        if self.overdue:
            yield "overdue", "1"
        if self.blocked:
            yield "blocked", "1"
        if self.least is not None:
            yield "min", f"{self.least:f}"
        if self.most is not None:
            yield "max", f"{self.most:f}"
        yield from asked_pairs(self.fields)
        yield from ((each.name, each.value) for each in self.ranges)

    def asked_in(self, name: str) -> str:
        """What is asked under this name of a range, such as `due-from`; empty for nothing."""
        return next((each.value for each in self.ranges if each.name == name), "")

    def address(self) -> str:
        """`?q=...` or an empty text."""
        pairs = list(self.pairs())
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, value: str = "") -> CardFilter:
        """The filter with one condition taken out: what a chip's cross links to."""
        fields = {"customer": "parties", "status": "statuses", "person": "people", "label": "labels"}
        if any(each.name == name for each in self.ranges):
            return replace(self, ranges=tuple(each for each in self.ranges if each.name != name))
        if name.startswith(PREFIX):
            return replace(self, fields=without(self.fields, name, value))
        if name in fields:
            kept = tuple(one for one in getattr(self, fields[name]) if str(one) != value)
            changed: dict[str, Any] = {fields[name]: kept}
            return replace(self, **changed)
        plain: dict[str, Any] = {
            "q": {"text": ""},
            "overdue": {"overdue": False},
            "blocked": {"blocked": False},
            "min": {"least": None},
            "max": {"most": None},
        }
        return replace(self, **plain.get(name, {}))

    def condition(self, actor: Actor, today: date) -> Q:
        """The filter as a condition on cards."""
        where = Q()
        for word in self.text.split():
            where &= Q(title__icontains=word) | Q(key__iexact=word) | Q(party_name__icontains=word)
        if self.parties:
            where &= Q(party__in=self.parties)
        if self.statuses:
            where &= Q(status__in=self.statuses)
        if self.labels:
            where &= Q(pk__in=cards_labelled(self.labels))
        if self.people:
            where &= self._of_people(actor)
        if self.fields:
            where &= fields_condition(self.fields, actor)
        if self.ranges:
            where &= ranges_condition(self.ranges, actor, today)
        return where & self._of_plight(today) & self._of_amount()

    def apply(self, cards: QuerySet[Any], actor: Actor, today: date) -> QuerySet[Any]:
        """The cards that match, each once."""
        return cards.filter(self.condition(actor, today))

    def _of_plight(self, today: date) -> Q:
        late = Q(due_on__lt=today, status__kind__in=OPEN_KINDS) if self.overdue else Q()
        return late & Q(blocked_at__isnull=False) if self.blocked else late

    def _of_people(self, actor: Actor) -> Q:
        ids = [actor.person or 0 if one == "me" else int(one) for one in self.people if one != "none"]
        where = Q(responsible__in=ids)
        return where | Q(responsible=None) if "none" in self.people else where

    def _of_amount(self) -> Q:
        """Amounts are compared in minor units; the exponent of the row decides."""
        where = Q()
        bounds = ((self.least, "gte", ROUND_CEILING), (self.most, "lte", ROUND_FLOOR))
        for bound, lookup, inwards in bounds:
            if bound is not None:
                either = Q()
                for exponent in (0, 2, 3, 4):
                    scaled = bound.scaleb(exponent).to_integral_value(inwards)
                    minor = int(min(max(scaled, -FURTHEST), FURTHEST))
                    either |= Q(exponent=exponent, **{f"amount_minor__{lookup}": minor})
                where &= either
        return where


def cards_labelled(labels: tuple[int, ...]) -> QuerySet[Any]:
    """The ids of cards that carry any of these labels."""
    from cashboard.work.cards.models import Card

    return Card.labels.through._default_manager.filter(label__in=labels).values("card_id")


def _numbers(texts: list[str]) -> tuple[int, ...]:
    return tuple(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19)


def _decimal(texts: list[str]) -> Decimal | None:
    try:
        value = Decimal(texts[0].replace(",", "").strip())
    except (IndexError, InvalidOperation):
        return None
    if not value.is_finite() or abs(value) >= 10**15:
        return None
    return value if int(value.as_tuple().exponent) >= FINEST else None  # 1e-999999999 is a gigabyte
