"""A card has its place: a space, a number in it and the key made of both."""

from __future__ import annotations

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Place
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.people.roles import Role
from cashboard.work.spaces.models import Space


class Placed(Changing):
    """The space of a card and its key there; what every behaviour of a card builds on."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="cards")
    number = models.PositiveIntegerField(editable=False)
    key = models.CharField(max_length=24, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its space."""
        return self.space.role_of(actor)

    def event_place(self) -> Place:
        return Place(workspace=self.space.workspace_id, space=self.space_id)

    def check_tells(self, event: Event) -> None:
        """Raise Refused when this event tells of another card: what all undoing asks first."""
        if event.object_id("card") != self.pk:
            raise Refused(f"That did not happen to {self.key}.")
