"""The catalogue of blockers: named reasons for which a card cannot go on."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, Place, involved, recording
from cashboard.activity.refusals import Invalid
from cashboard.people.roles import Role
from cashboard.work.blockers.events import BlockerAdded
from cashboard.work.blockers.keeping import Keeping
from cashboard.work.blockers.naming import once, taken, tidy_description
from cashboard.work.blockers.scopes import Scope
from cashboard.work.spaces.kinds import chosen
from cashboard.work.spaces.models import Space, tidy_name


class Blockers(models.QuerySet["Blocker"]):
    """Blockers."""

    def visible_to(self, actor: Actor) -> Blockers:
        """The shared ones, and those of spaces that this actor may see."""
        return self.filter(Q(space=None) | Q(space__in=Space.objects.visible_to(actor).values("pk")))

    def in_use(self) -> Blockers:
        """Those that were not retired."""
        return self.filter(retired_at=None)

    def shared(self) -> Blockers:
        """Those that administrators keep for all spaces."""
        return self.filter(space=None)

    def usable_in(self, space: Space) -> Blockers:
        """What a card of this space can be blocked with: its own, the global ones and those it took up."""
        taken_up = Blocker.spaces.through._default_manager.filter(space_id=space.pk).values("blocker_id")
        usable = Q(space=space) | Q(scope=Scope.GLOBAL) | Q(scope=Scope.ON_DEMAND, pk__in=taken_up)
        return self.in_use().filter(usable)

    def add_blocker(
        self, name: str, *, by: Actor, space: Space | None = None, scope: str = "", description: str = ""
    ) -> Blocker:
        """A new blocker: of this space, or shared by all with the scope global or on demand."""
        name, description = tidy_name(name, "blocker"), tidy_description(description)
        kept_scope = chosen(Scope, scope or (Scope.LOCAL if space else Scope.GLOBAL), "scope")
        if (kept_scope == Scope.LOCAL) != (space is not None):
            raise Invalid("A local blocker belongs to a space; a shared one to none.", "scope")
        with recording(by=by) as change, once(name):
            blocker = self.create(
                name=name, description=description, scope=kept_scope, space=space, changed_at=change.at
            )
            blocker.check_name_free()
            event = BlockerAdded(blocker=blocker.named(), scope=blocker.scope, description=description)
            change.record(event, blocker)
        return blocker


class Blocker(Keeping):
    """A named reason for which cards are blocked, such as a missing purchase order."""

    space = models.ForeignKey(
        Space, on_delete=models.CASCADE, null=True, related_name="blockers", editable=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = Blockers.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["space", "name"], condition=Q(retired_at=None), name="blocker_once_in_space"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(space=None, retired_at=None), name="blocker_once_shared"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def event_place(self) -> Place:
        return Place(self.space.workspace_id, self.space_id) if self.space else Place()

    def event_objects(self) -> Objects:
        return [involved("blocker", self.pk, self.name)]

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its space; of a shared one, `check_keeper` has asked for an administrator."""
        return self.space.role_of(actor) if self.space else Role.OWNER

    def check_name_free(self) -> None:
        """Raise Invalid when another blocker of the same place is called so."""
        others = Blocker.objects.in_use().filter(space=self.space_id, name__iexact=self.name)
        if others.exclude(pk=self.pk).exists():
            raise taken(self.name)

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild."""
        return {
            "name": self.name,
            "description": self.description,
            "scope": self.scope,
            "spaces": sorted(self.spaces.values_list("pk", flat=True)),
            "is_retired": self.is_retired,
        }
