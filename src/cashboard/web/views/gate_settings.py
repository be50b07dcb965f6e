"""What the settings show of how cards go on: who moves them where, the gates, and when work is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cashboard.web.places import Place
from cashboard.work.spaces.models import Status


def rules_of(place: Place, statuses: Sequence[Status]) -> dict[str, Any]:
    """The rules of these statuses, and what a rule can name."""
    names = place.space.need_names()
    return {
        "need_names": names,
        "gates": {each.pk: [names[need] for need in each.gate if need in names] for each in statuses},
        "groups": place.space.groups_here() if place.may_manage else [],
        "ruled": sum(1 for to in statuses for start in statuses if str(start.pk) in to.arrivals),
    }
