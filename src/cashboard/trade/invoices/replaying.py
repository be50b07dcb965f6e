"""The log alone rebuilds an invoice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cashboard.activity.models import Event


def replay(events: Iterable[Event]) -> dict[str, Any]:
    """The facts that an invoice's events lead to, {} without any. Those of its card are left out."""
    facts: dict[str, Any] = {}
    for event in events:
        if event.type.startswith("invoice."):
            event.typed.apply(facts)
    return facts
