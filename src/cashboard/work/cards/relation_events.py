"""What happens between two cards: each event takes part in the history of both."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type


class RelationTold(EventType, frozen=True):
    """What two cards are to each other changed; `source` is the parent or the previous one."""

    tie: ClassVar[str] = ""
    opposite: ClassVar[str] = ""
    source: Named
    target: Named

    def keep(self, state: dict[str, Any], lag: int = 0) -> None:
        """The replayed card is now related with the other one; an older relation keeps its place."""
        mine, kept = self._mine(state), state["relations"]
        for each in kept:
            if each[:2] == mine:
                each[2] = lag
                return
        kept.append([*mine, lag])

    def drop(self, state: dict[str, Any]) -> None:
        """The replayed card is no longer related with the other one."""
        mine = self._mine(state)
        state["relations"] = [each for each in state["relations"] if each[:2] != mine]

    def _mine(self, state: dict[str, Any]) -> list[Any]:
        """What the other card is to the replayed one, and its id."""
        if state["key"] == self.target.name:
            return [self.tie, self.source.id]
        return [self.opposite, self.target.id]


class NestingTold(RelationTold, frozen=True):
    """Whether a card is a subcard of another one changed."""

    tie: ClassVar[str] = "parent"
    opposite: ClassVar[str] = "child"


class SequenceTold(RelationTold, frozen=True):
    """Whether a card comes before another one changed."""

    tie: ClassVar[str] = "previous"
    opposite: ClassVar[str] = "next"


@event_type
class CardNested(NestingTold, frozen=True):
    """A card became a subcard of another one, in this space or elsewhere."""

    name: ClassVar[str] = "card.nested"
    sentence: ClassVar[str] = "made {target} a subcard of {source}"

    def apply(self, state: dict[str, Any]) -> None:
        self.keep(state)


@event_type
class CardUnnested(NestingTold, frozen=True):
    """A card is no longer a subcard of another one."""

    name: ClassVar[str] = "card.unnested"
    sentence: ClassVar[str] = "took the subcard {target} out of {source}"

    def apply(self, state: dict[str, Any]) -> None:
        self.drop(state)


@event_type
class CardSequenced(SequenceTold, frozen=True):
    """A card was put before another one, which starts at least `lag` days after it ends."""

    name: ClassVar[str] = "card.sequenced"
    sentence: ClassVar[str] = "put {source} before {target}{apart}"
    lag: int = 0

    @property
    def apart(self) -> str:
        """The days between the two, as the end of the sentence."""
        return f", {self.lag} {'day' if self.lag == 1 else 'days'} apart" if self.lag else ""

    def say(self) -> str:
        return self.sentence.format(source=self.source.name, target=self.target.name, apart=self.apart)

    def apply(self, state: dict[str, Any]) -> None:
        self.keep(state, self.lag)


@event_type
class CardUnsequenced(SequenceTold, frozen=True):
    """A card no longer comes before another one."""

    name: ClassVar[str] = "card.unsequenced"
    sentence: ClassVar[str] = "no longer puts {source} before {target}"

    def apply(self, state: dict[str, Any]) -> None:
        self.drop(state)


RELATION_EVENTS = (CardNested.name, CardUnnested.name, CardSequenced.name, CardUnsequenced.name)
