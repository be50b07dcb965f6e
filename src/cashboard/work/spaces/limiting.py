"""A status has a limit: how many cards may stand in it at once. The guard is `work/cards/guarding.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.work.spaces.arranging import Arranging
from cashboard.work.spaces.flow_events import StatusLimited
from cashboard.work.spaces.kinds import LimitRule, chosen

if TYPE_CHECKING:
    from cashboard.work.spaces.statuses import Status

MOST = 9_999


class Limiting(Arranging):
    """How much may be in hand at once."""

    class Meta:
        abstract = True

    def limit_status(
        self, status: Status, limit: int | None, *, by: Actor, rule: str = LimitRule.WARN
    ) -> None:
        """Let so many cards stand in a status at once, None: any number. The same again: nothing.

        Cards that are beyond it already stay. Raises Invalid for a limit below 1.
        """
        kept_rule = chosen(LimitRule, rule, "rule")
        if limit is not None and not 1 <= limit <= MOST:
            raise Invalid(f"A limit is a number from 1 to {MOST:,}; leave it empty for none.", "limit")
        with self.changing(by=by) as change:
            status = self.own_status(status)
            old, old_rule = status.limit, status.limit_rule
            if (limit, kept_rule if limit else None) == (old, old_rule if old else None):
                return
            status.limit, status.limit_rule = limit, kept_rule
            status.save(update_fields=["limit", "limit_rule"])
            self.save_changed(change)
            event = StatusLimited(
                status=status.named(),
                old=old,
                new=limit,
                old_rule=old_rule if old else "",
                rule=str(kept_rule) if limit else "",
            )
            change.record(event, self)
