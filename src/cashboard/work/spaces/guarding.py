"""The guard of this floor: a verb at a place needs a role there."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from cashboard.activity.actors import Actor
from cashboard.activity.guards import place_guard
from cashboard.activity.refusals import NotAllowed
from cashboard.activity.types import EventType
from cashboard.people.roles import RANKS, Role


@runtime_checkable
class HasRoles(Protocol):
    """Something at a place: it can say which role an actor has there."""

    def role_of(self, actor: Actor) -> Role | None: ...


@place_guard
def check_role(instance: object, event: EventType, actor: Actor) -> None:
    """Raise NotAllowed when the actor's role at the place is too small for the event."""
    if event.needs in RANKS and isinstance(instance, HasRoles):
        require(instance, event.needs, actor)


def require(instance: HasRoles, needs: str, actor: Actor) -> None:
    """Raise NotAllowed without this role there: for what costs much before the verb can say so."""
    role = instance.role_of(actor)
    if role is None or not role.may(needs):
        held = f"You are {role.label.lower()} here" if role else "You have no role here"
        raise NotAllowed(
            f"{held}; this needs the role {Role(needs).label.lower()}. Ask an owner of the space."
        )
