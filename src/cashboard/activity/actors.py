"""Who does something: a person, a token, a rule or a connector, and by which way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

from cashboard.activity.uuid7 import uuid7

Kind = Literal["person", "token", "rule", "connector", "system"]
Via = Literal["web", "api", "cli", "import", "rule", "sync", "demo"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts. `person` is the account whose rights apply; None is the system, which may do all.

    `change` is shared by all events of one request; `cause` is the event that led to this.
    `scopes` narrows a token: None means no narrowing.
    """

    kind: Kind
    name: str
    via: Via
    person: int | None = None
    token: int | None = None
    scopes: frozenset[str] | None = None
    cause: UUID | None = None
    change: UUID = field(default_factory=uuid7)

    @property
    def is_system(self) -> bool:
        """The program itself: set-up, sealing, scheduled work."""
        return self.person is None and self.kind == "system"

    def because_of(self, cause: UUID) -> Actor:
        """The same actor, acting because of an earlier event."""
        return replace(self, cause=cause)

    @classmethod
    def system(cls, via: Via = "cli") -> Actor:
        """The program itself."""
        return cls(kind="system", name="Cashboard", via=via)
