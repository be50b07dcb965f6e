"""What happens to the baselines of a space."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from cashboard.activity.types import EventType, event_type


class PlannedDates(msgspec.Struct, frozen=True):
    """The dates of a card as a baseline keeps them."""

    id: int
    name: str
    start_on: str | None
    due_on: str | None


@event_type
class BaselineKept(EventType, frozen=True):
    """An owner kept the present dates of all cards, to see later how far the plan drifts from them."""

    name: ClassVar[str] = "baseline.kept"
    sentence: ClassVar[str] = "kept the dates of {count} as baseline {baseline}"
    needs: ClassVar[str] = "owner"
    baseline: str
    cards: list[PlannedDates]

    @property
    def count(self) -> str:
        """How many cards it holds."""
        return "1 card" if len(self.cards) == 1 else f"{len(self.cards):,} cards"

    def apply(self, state: dict[str, Any]) -> None:
        state.update(name=self.baseline, dates={card.id: [card.start_on, card.due_on] for card in self.cards})


@event_type
class BaselineRemoved(EventType, frozen=True):
    """A baseline was removed; the cards stay as they are."""

    name: ClassVar[str] = "baseline.removed"
    sentence: ClassVar[str] = "removed the baseline {baseline}"
    needs: ClassVar[str] = "owner"
    baseline: str

    def apply(self, state: dict[str, Any]) -> None:
        state.clear()
