"""Answering: a report is computed once for what happened in its space, and remembered until something else
happens.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, date, datetime

from django.conf import settings

from cashboard.activity.actors import Actor
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.reports.shape import Report, Row
from cashboard.insight.seeing import last_event, seen
from cashboard.work.spaces.models import Space

ROOM = 256
_KNOWN: OrderedDict[Hashable, Report] = OrderedDict()
_TURN = threading.Lock()

Compute = Callable[[SpaceLog, date], Iterable[Row]]


def today() -> date:
    """The day in UTC: what a report is as of when nothing else is asked for."""
    return datetime.now(UTC).date()


def answer(
    name: str,
    columns: tuple[str, ...],
    compute: Compute,
    *,
    actor: Actor,
    space: Space,
    as_of: date | None,
    **parameters: Hashable,
) -> Report:
    """The report: from memory, or computed from the space's log. Raises NotThere for a space that the actor
    may not see.
    """
    space, day = seen(actor, space), as_of or today()
    seq, uid = last_event(space)
    key = (settings.DATA, space.pk, uid, name, day, tuple(sorted(parameters.items())))
    known = _remembered(key)
    if known is None:
        log = SpaceLog(actor, space, day)
        rows = tuple(compute(log, day))
        known = Report(name, space.key, day, columns, rows, _said(parameters), _count(log), seq)
        _remember(key, known)
    return known


def _said(parameters: dict[str, Hashable]) -> Row:
    return {name: value for name, value in parameters.items() if value is not None}


def _count(log: SpaceLog) -> int:
    return int(log.ask(lambda rows: rows.aggregate(events=rows.seq.nunique()), "events")[0]["events"])


def _remembered(key: Hashable) -> Report | None:
    with _TURN:
        if key in _KNOWN:
            _KNOWN.move_to_end(key)
        return _KNOWN.get(key)


def _remember(key: Hashable, report: Report) -> None:
    with _TURN:
        _KNOWN[key] = report
        while len(_KNOWN) > ROOM:
            _KNOWN.popitem(last=False)
