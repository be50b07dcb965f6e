"""What can be done to many cards at once: each action names the cards that it would change, and its verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q

from cashboard.activity.actors import Actor
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Status


class Action(Protocol):
    """One verb with its value. `will` follows "cards will", `done` follows "cards were"."""

    @property
    def will(self) -> str: ...

    @property
    def done(self) -> str: ...

    def same(self) -> Q:
        """The cards that are so already."""

    def act(self, card: Card, by: Actor) -> None: ...


@dataclass(frozen=True, slots=True)
class MoveTo:
    """Move them to the end of a status."""

    status: Status

    @property
    def will(self) -> str:
        return f"move to {self.status.name}"

    @property
    def done(self) -> str:
        return f"moved to {self.status.name}"

    def same(self) -> Q:
        return Q(status=self.status)

    def act(self, card: Card, by: Actor) -> None:
        if card.status_id != self.status.pk:
            card.move(self.status, by=by)


@dataclass(frozen=True, slots=True)
class AssignTo:
    """Make somebody responsible for them, or nobody."""

    person: Person | None

    @property
    def will(self) -> str:
        return (
            f"get {self.person.name} as responsible person"
            if self.person
            else "lose their responsible person"
        )

    @property
    def done(self) -> str:
        return f"given to {self.person.name}" if self.person else "given to nobody"

    def same(self) -> Q:
        return Q(responsible=self.person)

    def act(self, card: Card, by: Actor) -> None:
        card.assign(self.person, by=by)


@dataclass(frozen=True, slots=True)
class DueOn:
    """Set their due date, or clear it."""

    on: date | None

    @property
    def will(self) -> str:
        return f"become due on {self.on.isoformat()}" if self.on else "lose their due date"

    @property
    def done(self) -> str:
        return f"made due on {self.on.isoformat()}" if self.on else "freed of their due date"

    def same(self) -> Q:
        return Q(due_on=self.on)

    def act(self, card: Card, by: Actor) -> None:
        card.date("due", self.on, by=by)


@dataclass(frozen=True, slots=True)
class PutLabel:
    """Put a label on them; those they have stay."""

    name: str

    @property
    def will(self) -> str:
        return f"get the label {self.name}"

    @property
    def done(self) -> str:
        return f"labelled {self.name}"

    def same(self) -> Q:
        carrying = Card.labels.through._default_manager.filter(label__name__iexact=self.name)
        return Q(pk__in=carrying.values("card_id"))

    def act(self, card: Card, by: Actor) -> None:
        card.label(self.name, by=by)


@dataclass(frozen=True, slots=True)
class Complete:
    """Complete them."""

    will = "be completed"
    done = "completed"

    def same(self) -> Q:
        return Q(status__kind=StatusKind.COMPLETED)

    def act(self, card: Card, by: Actor) -> None:
        card.complete(by=by)


@dataclass(frozen=True, slots=True)
class Delete:
    """Put them into the trash."""

    will = "go to the trash"
    done = "put in the trash"

    def same(self) -> Q:
        return Q(trashed_at__isnull=False)

    def act(self, card: Card, by: Actor) -> None:
        card.trash(by=by)


@dataclass(frozen=True, slots=True)
class Archive:
    """Put them away."""

    will = "be archived"
    done = "archived"

    def same(self) -> Q:
        return Q(archived_at__isnull=False)

    def act(self, card: Card, by: Actor) -> None:
        card.archive(by=by)
