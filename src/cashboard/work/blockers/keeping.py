"""A blocker is reworded, retired, and taken up by spaces that want it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, involved
from cashboard.activity.refusals import Invalid
from cashboard.activity.types import Named
from cashboard.work.blockers.events import BlockerPutDown, BlockerRetired, BlockerReworded, BlockerTakenUp
from cashboard.work.blockers.naming import LONGEST, once, tidy_description
from cashboard.work.blockers.scopes import Scope
from cashboard.work.spaces.models import Space, tidy_name


class Keeping(Changing):
    """What the keepers of a blocker do with it. Its scope never changes."""

    name = models.CharField(max_length=120)
    description = models.CharField(max_length=LONGEST, default="")
    scope = models.CharField(max_length=12, choices=Scope.choices, editable=False)
    spaces = models.ManyToManyField(Space, related_name="taken_up_blockers")
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_retired(self) -> bool:
        """It can no longer be used."""
        return self.retired_at is not None

    def named(self) -> Named:
        """This blocker as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    def check_name_free(self) -> None:
        """Raise Invalid when another blocker of the same place is called so."""
        raise NotImplementedError

    def reword(self, name: str, description: str, *, by: Actor) -> None:
        """Give it another name or description. The same again: nothing."""
        name, description = tidy_name(name, "blocker"), tidy_description(description)
        with self.changing(by=by) as change:
            if (name, description) == (self.name, self.description):
                return
            old, old_description = self.name, self.description
            self.name, self.description = name, description
            self.check_name_free()
            with once(name):
                self.save_changed(change, "name", "description")
            self._renew_fronts()
            event = BlockerReworded(
                blocker=self.named(), old=old, description=description, old_description=old_description
            )
            change.record(event, self)

    def retire(self, *, by: Actor) -> None:
        """Let nobody use it any more. Cards that it blocks stay blocked. Twice: nothing."""
        with self.changing(by=by) as change:
            if self.retired_at is None:
                self.retired_at = change.at
                self.save_changed(change, "retired_at")
                change.record(BlockerRetired(blocker=self.named()), self)

    def take_up(self, space: Space, *, by: Actor) -> None:
        """Let the cards of a space be blocked with it: an owner's choice. Twice: nothing."""
        with self.changing(by=by) as change:
            if self.scope != Scope.ON_DEMAND or self.is_retired:
                raise Invalid("Only a blocker on demand is added to a space.", "blocker")
            if not self.spaces.filter(pk=space.pk).exists():
                self.spaces.add(space)
                self.save_changed(change)
                event = BlockerTakenUp(blocker=self.named(), space=space.named())
                change.record(event, space, also=self._as_object())

    def put_down(self, space: Space, *, by: Actor) -> None:
        """Take it out of a space. Cards that it blocks stay blocked. Not taken up there: nothing."""
        with self.changing(by=by) as change:
            if self.spaces.filter(pk=space.pk).exists():
                self.spaces.remove(space)
                self.save_changed(change)
                event = BlockerPutDown(blocker=self.named(), space=space.named())
                change.record(event, space, also=self._as_object())

    def _as_object(self) -> list[dict[str, Any]]:
        return [involved("blocker", self.pk, str(self), "blocker")]

    def _renew_fronts(self) -> None:
        """Fronts are kept by the version of their card, and show the name of what blocks it."""
        cards = apps.get_model("work", "Card")._default_manager
        blocked = cards.filter(blocks__blocker=self.pk, blocks__ended_at=None).values("pk")
        cards.filter(pk__in=blocked).update(version=F("version") + 1)
