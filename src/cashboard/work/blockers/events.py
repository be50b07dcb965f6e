"""What happens to the catalogue of blockers, and to cards that they hold up."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type


@event_type
class BlockerAdded(EventType, frozen=True):
    """The catalogue got another reason for which cards are blocked."""

    name: ClassVar[str] = "blocker.added"
    sentence: ClassVar[str] = "added the blocker {blocker}"
    needs: ClassVar[str] = "owner"
    blocker: Named
    scope: str
    description: str = ""

    def apply(self, state: dict[str, Any]) -> None:
        state.update(
            name=self.blocker.name,
            description=self.description,
            scope=self.scope,
            spaces=[],
            is_retired=False,
        )


@event_type
class BlockerReworded(EventType, frozen=True):
    """A blocker got another name or description."""

    name: ClassVar[str] = "blocker.reworded"
    sentence: ClassVar[str] = "reworded the blocker {old} as {blocker}"
    needs: ClassVar[str] = "owner"
    blocker: Named
    old: str
    description: str
    old_description: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(name=self.blocker.name, description=self.description)


@event_type
class BlockerRetired(EventType, frozen=True):
    """A blocker can no longer be used; what it holds up stays blocked until somebody ends that."""

    name: ClassVar[str] = "blocker.retired"
    sentence: ClassVar[str] = "retired the blocker {blocker}"
    needs: ClassVar[str] = "owner"
    blocker: Named

    def apply(self, state: dict[str, Any]) -> None:
        state.update(is_retired=True)


@event_type
class BlockerTakenUp(EventType, frozen=True):
    """An on-demand blocker can be used in a space from now on."""

    name: ClassVar[str] = "blocker.taken_up"
    sentence: ClassVar[str] = "took up the blocker {blocker} in {space}"
    needs: ClassVar[str] = "owner"
    blocker: Named
    space: Named

    def apply(self, state: dict[str, Any]) -> None:
        state["spaces"] = sorted({*state["spaces"], self.space.id})


@event_type
class BlockerPutDown(EventType, frozen=True):
    """An on-demand blocker can no longer be used in a space."""

    name: ClassVar[str] = "blocker.put_down"
    sentence: ClassVar[str] = "took the blocker {blocker} out of {space}"
    needs: ClassVar[str] = "owner"
    blocker: Named
    space: Named

    def apply(self, state: dict[str, Any]) -> None:
        state["spaces"] = sorted({*state["spaces"]} - {self.space.id})


@event_type
class CardBlocked(EventType, frozen=True):
    """A card cannot go on, for a named reason that somebody has to remove; its status is frozen."""

    name: ClassVar[str] = "card.blocked"
    sentence: ClassVar[str] = "blocked the card: {blocker}, owned by {owner}"
    absent: ClassVar[str] = "nobody"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    block: int
    blocker: Named
    owner: Named | None
    note: str = ""

    def apply(self, state: dict[str, Any]) -> None:
        state["blockers"] = sorted({*state["blockers"], self.blocker.id})


@event_type
class CardUnblocked(EventType, frozen=True):
    """What held a card up is gone. `since` is when it began, so that the blocked time is in the log."""

    name: ClassVar[str] = "card.unblocked"
    sentence: ClassVar[str] = "ended the blocker {blocker} after {days}"
    block: int
    blocker: Named
    owner: Named | None
    since: str
    seconds: int

    def apply(self, state: dict[str, Any]) -> None:
        state["blockers"] = sorted({*state["blockers"]} - {self.blocker.id})

    @property
    def days(self) -> str:
        """How long the card was blocked, in words."""
        days = self.seconds // 86_400
        if not days:
            return "less than a day"
        return "1 day" if days == 1 else f"{days} days"
