"""The fronts of cards as HTML, kept by version: what differs by person stands beside them, never inside."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from threading import Lock
from typing import NamedTuple, TypeVar

from django.template.loader import get_template
from markupsafe import Markup

from cashboard.web.marks import Mark, marks_at_a_look, marks_of
from cashboard.web.places import Place
from cashboard.work.cards.board import Column, Total
from cashboard.work.cards.fronts import Front, labels_of
from cashboard.work.cards.labelling import Label
from cashboard.work.spaces.statuses import Status

T = TypeVar("T")
Looks = tuple[tuple[int, int], ...]


class _Small(NamedTuple):
    """What a front shows of a card's labels and of what hangs on it."""

    labels: list[Label]
    marks: list[Mark]


_KEPT: OrderedDict[tuple[object, ...], Markup] = OrderedDict()
_SMALL: OrderedDict[tuple[object, ...], _Small] = OrderedDict()
_LOCK = Lock()
_TOLD: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
LIMIT, TOLD_LIMIT = 20_000, 100
IN_FOOT, FOOT = Markup("<!--in-foot-->"), Markup("<!--foot-->")


def render_fronts(fronts: Iterable[Front], place: Place, today: date) -> dict[int, Markup]:
    """Each card of a board as HTML, by card id, with what hangs on other cards as the person sees it now."""
    fronts = list(fronts)
    found = _kept_fronts(fronts, place, today)
    related = [front.id for front in fronts if front.is_related]
    if related:
        template = get_template("cards/_marks.html", using="jinja2")
        for pk, marks in marks_at_a_look(related, place.actor).items():
            shown = Markup(template.render({"marks": marks}))
            foot = Markup('<div class="card-foot">{}</div>').format(shown) if marks else ""
            found[pk] = found[pk].replace(IN_FOOT, shown, 1).replace(FOOT, foot, 1)
    return found


def _kept_fronts(fronts: Iterable[Front], place: Place, today: date) -> dict[int, Markup]:
    """The fronts without that; only those not seen at this version are rendered."""
    found: dict[int, Markup] = {}
    missing = []
    looks = place.looks
    for front in fronts:
        key = (front.id, front.version, today, front.responsible_name, place.may_change, looks)
        kept = _KEPT.get(key)
        if kept is None:
            missing.append((key, front))
        else:
            found[front.id] = kept
    if missing:
        small = _small_things([front for _, front in missing], today, looks)
        kinds = {status.pk: status.kind for status in place.statuses}
        template = get_template("cards/_front.html", using="jinja2")
        for key, front in missing:
            context = {
                "card": front,
                "labels": small[front.id].labels,
                "marks": small[front.id].marks,
                "nearness": front.nearness(kinds.get(front.status_id, ""), today),  # a status of this moment
                "today": today,
                "may_change": place.may_change,
            }
            found[front.id] = _keep(_KEPT, key, Markup(template.render(context)))
    return found


def _small_things(fronts: list[Front], today: date, looks: Looks) -> dict[int, _Small]:
    """Labels and marks of these cards; a card that was only moved since has the same ones."""
    keys = {front.id: (front.id, front.version - front.moves, today, looks) for front in fronts}
    found = {pk: kept for pk, key in keys.items() if (kept := _SMALL.get(key))}
    missing = [front for front in fronts if front.id not in found]
    if missing:
        labels, marks = labels_of(missing), marks_of([front.id for front in missing])
        for front in missing:
            small = _Small(labels[front.id], marks[front.id])
            found[front.id] = _keep(_SMALL, keys[front.id], small)
    return found


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a column shows."""

    status: int
    name: str
    kind: str
    limit: int | None
    limit_rule: str
    count: int
    standing: int
    totals: tuple[tuple[str, Decimal], ...]


@lru_cache(maxsize=4_000)
def _head(shown: _Head) -> Markup:
    status = Status(
        pk=shown.status, name=shown.name, kind=shown.kind, limit=shown.limit, limit_rule=shown.limit_rule
    )
    totals = [Total(*total) for total in shown.totals]
    column = Column(status, shown.count, totals, standing=shown.standing)
    template = get_template("spaces/_head.html", using="jinja2")
    return Markup(template.render({"column": column}))


def render_heads(columns: Iterable[Column]) -> list[Markup]:
    """The head of each column as HTML; most stay as they are from one change to the next."""
    return [
        _head(
            _Head(
                column.status.pk,
                column.status.name,
                column.status.kind,
                column.status.limit,
                column.status.limit_rule,
                column.count,
                column.standing,
                tuple((total.currency, total.amount) for total in column.totals),
            )
        )
        for column in columns
    ]


def tell_once(news: tuple[object, ...], tell: Callable[[], bytes]) -> bytes:
    """What `tell` says of this news, found once for all who ask for the same within a while."""
    with _LOCK:
        told = _TOLD.get(news)
    if told is None:
        told = tell()
        with _LOCK:
            _TOLD[news] = told
            while len(_TOLD) > TOLD_LIMIT:
                _TOLD.popitem(last=False)
    return told


def place_front(html: Markup, front: Front, below: int | None) -> Markup:
    """The same card with a word on where it stands: in which list, and above which card."""
    before = f"card-{below}" if below else ""
    spot = Markup('<article data-into="list-{}" data-before="{}" ').format(front.status_id, before)
    return Markup(html.replace("<article ", spot, 1))


def _keep(kept: OrderedDict[tuple[object, ...], T], key: tuple[object, ...], it: T) -> T:
    with _LOCK:
        kept[key] = it
        while len(kept) > LIMIT:
            kept.popitem(last=False)
    return it
