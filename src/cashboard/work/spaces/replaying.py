"""The log alone rebuilds how a space is arranged: its statuses now, or as of any moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cashboard.activity.models import Event
from cashboard.work.spaces.models import Space


def replay_flow(events: Iterable[Event]) -> dict[str, Any]:
    """The statuses, their order and the rules that these events of one space lead to."""
    state: dict[str, Any] = {}
    for event in events:
        if event.type.startswith(("space.", "status.")):
            event.typed.apply(state)
    return state


def flow_state(space: Space) -> dict[str, Any]:
    """The same as the rows hold it: what the replay must arrive at."""
    statuses = list(space.statuses.all())
    return {
        "order": [status.pk for status in statuses],
        "statuses": {status.pk: status.state() for status in statuses},
        "default_status": space.default_status_id,
        "needs_responsible": space.needs_responsible,
    }
