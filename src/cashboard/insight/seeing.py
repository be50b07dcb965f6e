"""What an actor may ask about: a space that they see."""

from __future__ import annotations

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.work.spaces.models import Space


class NotThere(Refused):
    """There is no such space for this actor."""

    status = 404


def seen(actor: Actor, space: Space) -> Space:
    """The space, if the actor may know of it; raises NotThere otherwise."""
    found = Space.objects.visible_to(actor).filter(pk=space.pk).first()
    if found is None:
        raise NotThere("There is no such space.")
    return found


def last_event(space: Space) -> tuple[int, str]:
    """seq and id of the last event in a space: as long as they are the same, nothing happened there."""
    last = Event.objects.filter(space=space.pk).order_by("-seq").values_list("seq", "uid").first()
    return (last[0], last[1].hex) if last else (0, "")
