"""What happens to a person's calendar feeds. They belong to no place: nobody else reads of them."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type


@event_type
class FeedOpened(EventType, frozen=True):
    """A person made an address at which a calendar reads a space, or their own work; never the address."""

    name: ClassVar[str] = "calendar_feed.opened"
    sentence: ClassVar[str] = "made an address for the calendar {feed}"
    needs: ClassVar[str] = "self"
    feed: Named
    space: Named | None
    query: str

    def apply(self, state: dict[str, Any]) -> None:
        state[str(self.feed.id)] = {"space": self.space.id if self.space else None, "query": self.query}


@event_type
class FeedClosed(EventType, frozen=True):
    """A person ended a calendar address: who has it gets nothing more."""

    name: ClassVar[str] = "calendar_feed.closed"
    sentence: ClassVar[str] = "ended the address for the calendar {feed}"
    needs: ClassVar[str] = "self"
    feed: Named

    def apply(self, state: dict[str, Any]) -> None:
        state.pop(str(self.feed.id), None)
