"""Dates of related cards that contradict each other: KanBo's eight rules, also over several relations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from cashboard.work.cards.relations import RelationKind, Tie
from cashboard.work.cards.relatives import Relative, Relatives
from cashboard.work.spaces.kinds import StatusKind

End = Literal["start_on", "due_on"]
SPOKEN = {"start_on": "starts", "due_on": "ends"}


class Rule(NamedTuple):
    """What must not be: a card's start or end lies before, or after, one of the card ahead of it."""

    name: str
    kind: RelationKind
    own: End
    where: Literal["before", "after"]
    ahead: End

    def is_broken(self, card: Relative, ahead: Relative, lag: int) -> bool:
        """Whether this card and the one ahead of it (a previous one or a parent) break the rule."""
        own: date | None = getattr(card, self.own)
        other: date | None = getattr(ahead, self.ahead)
        if own is None or other is None:
            return False
        if self.where == "after":
            return own > other
        return own < other + timedelta(days=lag if self.has_lag else 0)

    @property
    def has_lag(self) -> bool:
        """The days between two cards lie between the end of one and the start of the next."""
        return (self.own, self.ahead) == ("start_on", "due_on")


_SEQUENCE, _NESTING = RelationKind.SEQUENCE, RelationKind.NESTING
RULES = (
    Rule("next_starts_before_previous_starts", _SEQUENCE, "start_on", "before", "start_on"),
    Rule("next_starts_before_previous_ends", _SEQUENCE, "start_on", "before", "due_on"),
    Rule("next_ends_before_previous_starts", _SEQUENCE, "due_on", "before", "start_on"),
    Rule("next_ends_before_previous_ends", _SEQUENCE, "due_on", "before", "due_on"),
    Rule("child_starts_before_parent_starts", _NESTING, "start_on", "before", "start_on"),
    Rule("child_ends_before_parent_starts", _NESTING, "due_on", "before", "start_on"),
    Rule("child_starts_after_parent_ends", _NESTING, "start_on", "after", "due_on"),
    Rule("child_ends_after_parent_ends", _NESTING, "due_on", "after", "due_on"),
)
OTHERS = {
    Tie.PREVIOUS: "a previous card",
    Tie.NEXT: "A following card",
    Tie.PARENT: "a parent",
    Tie.CHILD: "A subcard",
}


class Conflict(NamedTuple):
    """A rule that a card and a culprit break; `tie` is what the culprit is to the card."""

    rule: Rule
    tie: Tie
    culprit: Relative
    lag: int

    @property
    def sentence(self) -> str:
        """What is wrong, seen from the card."""
        own, ahead = SPOKEN[self.rule.own], SPOKEN[self.rule.ahead]
        if self.tie.is_ahead:
            return f"This card {own} {self.rule.where} {OTHERS[self.tie]} {ahead}"
        return f"{OTHERS[self.tie]} {own} {self.rule.where} this card {ahead}"

    @property
    def verb(self) -> str:
        """What the culprit does on its day: starts or ends."""
        return SPOKEN[self.rule.ahead if self.tie.is_ahead else self.rule.own]

    @property
    def on(self) -> date:
        """The culprit's day."""
        day: date = getattr(self.culprit, self.rule.ahead if self.tie.is_ahead else self.rule.own)
        return day


def conflicts_of(card: int, relatives: Relatives) -> list[Conflict]:
    """The conflicts in which this card takes part, in the order of the rules.

    Cards that are archived or cancelled contradict nothing; two that are completed no longer do.
    """
    found = [each for tie in Tie for each in _conflicts(card, tie, relatives)]
    return sorted(found, key=lambda each: (RULES.index(each.rule), not each.tie.is_ahead, each.culprit.id))


def _conflicts(card: int, tie: Tie, relatives: Relatives) -> Iterator[Conflict]:
    for reached, lag in relatives.reached(card, tie).items():
        own, culprit = relatives.cards[card], relatives.cards[reached]
        if _is_past(own, culprit):
            continue
        behind, ahead = (own, culprit) if tie.is_ahead else (culprit, own)
        for rule in RULES:
            if rule.kind == tie.kind and rule.is_broken(behind, ahead, lag):
                yield Conflict(rule, tie, culprit, lag if rule.has_lag else 0)


def _is_past(*cards: Relative) -> bool:
    gone = any(card.is_archived or card.kind == StatusKind.CANCELLED for card in cards)
    return gone or all(card.kind == StatusKind.COMPLETED for card in cards)
