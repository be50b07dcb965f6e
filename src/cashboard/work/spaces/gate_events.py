"""What happens to the rules of how cards go from status to status."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import Named, event_type
from cashboard.work.spaces.flow_events import FlowEvent


@event_type
class TransitionRuled(FlowEvent, frozen=True):
    """Who may bring cards from one status to another changed: all, none, owners, or a group."""

    name: ClassVar[str] = "status.transition_ruled"
    sentence: ClassVar[str] = "changed who moves cards from {from_status} to {to_status} from {old} to {new}"
    from_status: Named
    to_status: Named
    old_who: str
    who: str
    old_group: Named | None = None
    group: Named | None = None

    @property
    def old(self) -> str:
        """Who might before, in words."""
        return _who(self.old_who, self.old_group)

    @property
    def new(self) -> str:
        """Who may from now on, in words."""
        return _who(self.who, self.group)

    def apply(self, state: dict[str, Any]) -> None:
        arrivals = state["statuses"][self.to_status.id]["arrivals"]
        arrivals.pop(str(self.from_status.id), None)
        if self.who != "all":
            arrivals[str(self.from_status.id)] = rule_of(self.who, self.group)


@event_type
class StatusGated(FlowEvent, frozen=True):
    """What a card needs before it enters a status changed; the names are those of then."""

    name: ClassVar[str] = "status.gated"
    sentence: ClassVar[str] = "changed what a card needs to enter {status} from {old_names} to {new_names}"
    status: Named
    old: list[str]
    new: list[str]
    old_names: list[str]
    new_names: list[str]

    def apply(self, state: dict[str, Any]) -> None:
        state["statuses"][self.status.id]["gate"] = self.new


@event_type
class StatusDefined(FlowEvent, frozen=True):
    """The definition of done of a status changed: what must be checked off before a card goes on."""

    name: ClassVar[str] = "status.done_defined"
    sentence: ClassVar[str] = "changed when work in {status} is done from {old} to {new}"
    status: Named
    old: list[str]
    new: list[str]

    def apply(self, state: dict[str, Any]) -> None:
        state["statuses"][self.status.id]["definition"] = self.new


def rule_of(who: str, group: Named | None) -> dict[str, Any]:
    """One rule as the row of a status keeps it."""
    return {"who": who} | ({"group": group.id, "name": group.name} if group else {})


def _who(who: str, group: Named | None) -> str:
    return f"only {group.name}" if group else {"all": "everybody", "none": "nobody"}.get(who, "owners only")
