"""The guard of the catalogue: what all spaces share is the administrators' matter."""

from __future__ import annotations

from cashboard.activity.actors import Actor
from cashboard.activity.guards import guard
from cashboard.activity.refusals import NotAllowed
from cashboard.activity.types import EventType
from cashboard.people.models import Person
from cashboard.work.blockers.models import Blocker


@guard
def check_keeper(instance: object, event: EventType, actor: Actor) -> None:
    """Raise NotAllowed when somebody else than an administrator changes a shared blocker."""
    if not isinstance(instance, Blocker) or instance.space_id is not None:
        return
    if not Person.objects.filter(pk=actor.person or 0, is_administrator=True).exists():
        raise NotAllowed(
            "Only an administrator changes blockers that all spaces share. Ask one, or add one to your space."
        )
