"""What happens to cards."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type


@event_type
class CardCreated(EventType, frozen=True):
    """A card was made in a space."""

    name: ClassVar[str] = "card.created"
    sentence: ClassVar[str] = "created the card in {status}"
    key: str
    title: str
    status: Named
    kind: str
    rank: str
    description: str = ""
    responsible: Named | None = None
    start_on: str | None = None
    due_on: str | None = None
    labels: list[Named] = []
    amount: str | None = None
    currency: str = ""
    party: Named | None = None
    standing_on: Named | None = None
    standing_kind: str = ""

    def apply(self, state: dict[str, Any]) -> None:
        state.update(
            key=self.key,
            title=self.title,
            status=self.status.id,
            rank=self.rank,
            description=self.description,
            responsible=self.responsible.id if self.responsible else None,
            start_on=self.start_on,
            due_on=self.due_on,
            labels=sorted(label.id or 0 for label in self.labels),
            amount=self.amount,
            currency=self.currency,
            party=self.party.id if self.party else None,
            coworkers=[],
            checklists=[],
            documents=[],
            document_groups=[],
            fields={},
            comments={},
            relations=[],
            is_archived=False,
            is_trashed=False,
            blockers=[],
        )


class StatusChange(EventType, frozen=True):
    """A card went from one status to another."""

    from_status: Named
    to_status: Named
    from_kind: str
    to_kind: str
    rank: str
    old_rank: str = ""

    def apply(self, state: dict[str, Any]) -> None:
        state.update(status=self.to_status.id, rank=self.rank)


@event_type
class CardMoved(StatusChange, frozen=True):
    """A card went to another status."""

    name: ClassVar[str] = "card.moved"
    sentence: ClassVar[str] = "moved the card from {from_status} to {to_status}"
    undone_by: ClassVar[str] = "move_back"


@event_type
class CardCompleted(StatusChange, frozen=True):
    """A card reached a status of kind completed."""

    name: ClassVar[str] = "card.completed"
    sentence: ClassVar[str] = "completed the card: {from_status} to {to_status}"
    undone_by: ClassVar[str] = "move_back"


@event_type
class CardReopened(StatusChange, frozen=True):
    """A completed card went back to an open status."""

    name: ClassVar[str] = "card.reopened"
    sentence: ClassVar[str] = "reopened the card: {from_status} to {to_status}"
    undone_by: ClassVar[str] = "move_back"


@event_type
class CardRanked(EventType, frozen=True):
    """A card changed its place within its column."""

    name: ClassVar[str] = "card.ranked"
    sentence: ClassVar[str] = "changed the order in {status}"
    status: Named
    rank: str
    old_rank: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(rank=self.rank)


@event_type
class CardsSpread(EventType, frozen=True):
    """The cards around a crowded place of a column got shorter ranks, by card key; their order stayed."""

    name: ClassVar[str] = "card.spread"
    sentence: ClassVar[str] = "made room between the cards of {status}"
    status: Named
    ranks: dict[str, str]

    def apply(self, state: dict[str, Any]) -> None:
        state.update(rank=self.ranks[state["key"]])


@event_type
class CardAssigned(EventType, frozen=True):
    """A card got another responsible person, or none."""

    name: ClassVar[str] = "card.assigned"
    sentence: ClassVar[str] = "changed the responsible person from {old} to {new}"
    undone_by: ClassVar[str] = "assign_back"
    absent: ClassVar[str] = "nobody"
    old: Named | None
    new: Named | None

    def apply(self, state: dict[str, Any]) -> None:
        state.update(responsible=self.new.id if self.new else None)


@event_type
class CoworkerAdded(EventType, frozen=True):
    """Somebody joined the card as co-worker."""

    name: ClassVar[str] = "card.coworker_added"
    sentence: ClassVar[str] = "added {coworker} as co-worker"
    undone_by: ClassVar[str] = "cowork_back"
    coworker: Named

    def apply(self, state: dict[str, Any]) -> None:
        state["coworkers"] = sorted({*state["coworkers"], self.coworker.id})


@event_type
class CoworkerRemoved(EventType, frozen=True):
    """Somebody is no longer a co-worker of the card."""

    name: ClassVar[str] = "card.coworker_removed"
    sentence: ClassVar[str] = "removed {coworker} as co-worker"
    undone_by: ClassVar[str] = "cowork_back"
    coworker: Named

    def apply(self, state: dict[str, Any]) -> None:
        state["coworkers"] = sorted({*state["coworkers"]} - {self.coworker.id})


@event_type
class CardDated(EventType, frozen=True):
    """A card's start or due date changed."""

    name: ClassVar[str] = "card.dated"
    sentence: ClassVar[str] = "changed the {which} date from {old} to {new}"
    undone_by: ClassVar[str] = "date_back"
    which: str
    old: str | None
    new: str | None

    def apply(self, state: dict[str, Any]) -> None:
        state[f"{self.which}_on"] = self.new


@event_type
class CardShifted(EventType, frozen=True):
    """Start and due date of a card changed together, such as when its bar was moved."""

    name: ClassVar[str] = "card.shifted"
    sentence: ClassVar[str] = "moved the dates from {old} to {new}"
    undone_by: ClassVar[str] = "shift_back"
    old_start: str | None
    old_due: str | None
    new_start: str | None
    new_due: str | None

    @property
    def old(self) -> str:
        """The dates as they were."""
        return _span(self.old_start, self.old_due)

    @property
    def new(self) -> str:
        """The dates as they are now."""
        return _span(self.new_start, self.new_due)

    def apply(self, state: dict[str, Any]) -> None:
        state.update(start_on=self.new_start, due_on=self.new_due)


def _span(start: str | None, due: str | None) -> str:
    return " – ".join(on for on in (start, due) if on)


@event_type
class CardValued(EventType, frozen=True):
    """The money on a card changed, because the object under it did."""

    name: ClassVar[str] = "card.valued"
    sentence: ClassVar[str] = "changed the amount from {old} {old_currency} to {new} {new_currency}"
    old: str | None
    old_currency: str
    new: str | None
    new_currency: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(amount=self.new, currency=self.new_currency)


@event_type
class CardRetitled(EventType, frozen=True):
    """A card got another title."""

    name: ClassVar[str] = "card.retitled"
    sentence: ClassVar[str] = "changed the title from “{old}” to “{new}”"
    old: str
    new: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(title=self.new)


@event_type
class CardDescribed(EventType, frozen=True):
    """A card's description changed."""

    name: ClassVar[str] = "card.described"
    sentence: ClassVar[str] = "changed the description"
    personal: ClassVar[tuple[str, ...]] = ("old", "new")
    old: str
    new: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(description=self.new)


@event_type
class CardLabelled(EventType, frozen=True):
    """A label was put on a card."""

    name: ClassVar[str] = "card.labelled"
    sentence: ClassVar[str] = "put the label {label} on the card"
    undone_by: ClassVar[str] = "label_back"
    label: Named

    def apply(self, state: dict[str, Any]) -> None:
        state["labels"] = sorted({*state["labels"], self.label.id})


@event_type
class CardUnlabelled(EventType, frozen=True):
    """A label was taken off a card."""

    name: ClassVar[str] = "card.unlabelled"
    sentence: ClassVar[str] = "took the label {label} off the card"
    undone_by: ClassVar[str] = "label_back"
    label: Named

    def apply(self, state: dict[str, Any]) -> None:
        state["labels"] = sorted({*state["labels"]} - {self.label.id})


@event_type
class CardCommented(EventType, frozen=True):
    """Somebody wrote a comment on a card. `author`: whose words they are when somebody else imported them."""

    name: ClassVar[str] = "card.commented"
    sentence: ClassVar[str] = "wrote a comment"
    personal: ClassVar[tuple[str, ...]] = ("text",)
    comment: int
    text: str
    mentions: list[Named] = []
    author: Named | None = None
    groups: list[Named] = []
    reply_to: int | None = None
    answered: Named | None = None

    def apply(self, state: dict[str, Any]) -> None:
        state["comments"][self.comment] = {
            "text": self.text,
            "reply_to": self.reply_to,
            "is_removed": False,
            "reactions": [],
            "idea": None,
        }

    def say(self) -> str:
        """An answer names whom it answers."""
        return f"replied to {self.answered.name}" if self.answered else super().say()


@event_type
class CardArchived(EventType, frozen=True):
    """A card was put away."""

    name: ClassVar[str] = "card.archived"
    sentence: ClassVar[str] = "archived the card"
    undone_by: ClassVar[str] = "restore"
    reason: str = ""

    def apply(self, state: dict[str, Any]) -> None:
        state.update(is_archived=True)


@event_type
class CardRestored(EventType, frozen=True):
    """An archived card came back."""

    name: ClassVar[str] = "card.restored"
    sentence: ClassVar[str] = "restored the card"

    def apply(self, state: dict[str, Any]) -> None:
        state.update(is_archived=False)
