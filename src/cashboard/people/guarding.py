"""The guard of this floor.

Read-only tokens write nothing; accounts are the administrators' and people's own matter.
"""

from __future__ import annotations

from cashboard.activity.actors import Actor
from cashboard.activity.guards import guard
from cashboard.activity.refusals import NotAllowed
from cashboard.activity.types import EventType
from cashboard.people.models import Person


@guard
def check_people(instance: object, event: EventType, actor: Actor) -> None:
    """Raise NotAllowed when the token may only read, or the act needs an administrator or the person
    themselves.
    """
    if actor.scopes is not None and "write" not in actor.scopes:
        raise NotAllowed("This token may only read. Make one with the scope write.")
    if (
        event.needs == "administrator"
        and not Person.objects.filter(pk=actor.person or 0, is_administrator=True).exists()
    ):
        raise NotAllowed("Only an administrator can do that.")
    if event.needs == "self" and (not isinstance(instance, Person) or instance.pk != actor.person):
        raise NotAllowed("Only the person themselves can do that.")
