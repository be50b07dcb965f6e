"""What happens to the statuses of a space and to the rules of its flow."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type


class FlowEvent(EventType, frozen=True):
    """A change of how cards flow through a space: an owner's matter, and open boards are drawn anew."""

    needs: ClassVar[str] = "owner"
    structural: ClassVar[bool] = True


@event_type
class StatusRenamed(FlowEvent, frozen=True):
    """A status got another name."""

    name: ClassVar[str] = "status.renamed"
    sentence: ClassVar[str] = "renamed the status {old} to {status}"
    status: Named
    old: str

    def apply(self, state: dict[str, Any]) -> None:
        state["statuses"][self.status.id]["name"] = self.status.name


@event_type
class StatusKindChanged(FlowEvent, frozen=True):
    """A status means something else from now on; each card in it tells what that makes of it."""

    name: ClassVar[str] = "status.kind_changed"
    sentence: ClassVar[str] = "changed the kind of the status {status} from {old_kind} to {new_kind}"
    status: Named
    old: str
    new: str

    @property
    def old_kind(self) -> str:
        """The kind before, in words."""
        return self.old.replace("_", " ")

    @property
    def new_kind(self) -> str:
        """The kind from now on, in words."""
        return self.new.replace("_", " ")

    def apply(self, state: dict[str, Any]) -> None:
        state["statuses"][self.status.id]["kind"] = self.new


@event_type
class StatusesOrdered(FlowEvent, frozen=True):
    """A status went to another place among the statuses; `order` is all of them from left to right."""

    name: ClassVar[str] = "status.ordered"
    sentence: ClassVar[str] = "put the statuses in the order {order}"
    status: Named
    order: list[Named]

    def apply(self, state: dict[str, Any]) -> None:
        state["order"] = [status.id for status in self.order]


@event_type
class StatusLimited(FlowEvent, frozen=True):
    """The number of cards that may stand in a status changed, or what happens beyond it; None: no limit."""

    name: ClassVar[str] = "status.limited"
    sentence: ClassVar[str] = "changed the limit of the status {status} from {old_limit} to {new_limit}"
    status: Named
    old: int | None
    new: int | None
    old_rule: str
    rule: str

    @property
    def old_limit(self) -> str:
        """The limit before, in words."""
        return _limit(self.old, self.old_rule)

    @property
    def new_limit(self) -> str:
        """The limit from now on, in words."""
        return _limit(self.new, self.rule)

    def apply(self, state: dict[str, Any]) -> None:
        state["statuses"][self.status.id].update(limit=self.new, limit_rule=self.rule)


@event_type
class StatusRemoved(FlowEvent, frozen=True):
    """A status was taken away; the cards that stood in it went to `into`, as each of them tells."""

    name: ClassVar[str] = "status.removed"
    sentence: ClassVar[str] = "removed the status {status}; its cards went to {into}"
    absent: ClassVar[str] = "nowhere, there were none"
    status: Named
    kind: str
    into: Named | None

    def apply(self, state: dict[str, Any]) -> None:
        state["order"].remove(self.status.id)
        del state["statuses"][self.status.id]
        if state["default_status"] == self.status.id:
            state["default_status"] = None


@event_type
class DefaultStatusChanged(FlowEvent, frozen=True):
    """New cards of the space begin in another status; None: in its first."""

    name: ClassVar[str] = "space.default_status_changed"
    sentence: ClassVar[str] = "changed where new cards begin from {old} to {new}"
    absent: ClassVar[str] = "the first status"
    old: Named | None
    new: Named | None

    def apply(self, state: dict[str, Any]) -> None:
        state["default_status"] = self.new.id if self.new else None


@event_type
class ResponsibleRequired(FlowEvent, frozen=True):
    """From now on a card of the space needs a responsible person before work on it starts."""

    name: ClassVar[str] = "space.responsible_required"
    sentence: ClassVar[str] = "made a responsible person a condition for starting work"

    def apply(self, state: dict[str, Any]) -> None:
        state["needs_responsible"] = True


@event_type
class ResponsibleNotRequired(FlowEvent, frozen=True):
    """From now on work on a card of the space may start without a responsible person."""

    name: ClassVar[str] = "space.responsible_not_required"
    sentence: ClassVar[str] = "let work start without a responsible person"

    def apply(self, state: dict[str, Any]) -> None:
        state["needs_responsible"] = False


def _limit(number: int | None, rule: str) -> str:
    return "none" if number is None else f"{number} ({rule})"
