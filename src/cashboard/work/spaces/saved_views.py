"""A saved view: what a page of a space shows, under a name; personal, or shared by an owner."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Objects, Place, involved, recording
from cashboard.activity.guards import guard
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.activity.types import EventType
from cashboard.people.models import Person
from cashboard.people.roles import Role
from cashboard.work.spaces.naming import tidy_name
from cashboard.work.spaces.spaces import Space
from cashboard.work.spaces.view_events import ViewChanged, ViewRemoved, ViewRenamed, ViewSaved

LONGEST_QUERY = 2_000
MOST = 50


class SavedViews(models.QuerySet["SavedView"]):
    """Saved views."""

    def visible_to(self, actor: Actor) -> SavedViews:
        """The shared ones of the spaces that this actor may see, and their own there."""
        mine = Q(owner=None) | Q(owner=actor.person or 0)
        return self.filter(mine, space__in=Space.objects.visible_to(actor).values("pk"))


class SavedView(Changing):
    """`page` is where it is seen, `query` what its address carries; without an `owner` it is shared."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="saved_views")
    name = models.CharField(max_length=120)
    page = models.CharField(max_length=20)
    query = models.TextField()

    objects = SavedViews.as_manager()

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        """Everybody who sees the space sees it."""
        return self.owner_id is None

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its space."""
        return self.space.role_of(actor)

    def event_place(self) -> Place:
        """A personal one has none, so that no stream of the space tells of it."""
        if self.is_shared:
            return Place(workspace=self.space.workspace_id, space=self.space_id)
        return Place()

    def event_objects(self) -> Objects:
        return [involved("view", self.pk, self.name)]

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild."""
        return {"name": self.name, "page": self.page, "query": self.query, "shared": self.is_shared}

    @classmethod
    def save_view(
        cls, space: Space, name: str, *, page: str, query: str, owner: Person | None, by: Actor
    ) -> SavedView:
        """A new view, shared when there is no owner. Raises Invalid for a bad name, and one that is taken."""
        name = tidy_name(name, "view")
        _check_query(query)
        with recording(by=by) as change:
            view = cls(space=space, owner=owner, name=name, page=page, query=query)
            told = ViewSaved(view=name, page=page, query=query, shared=view.is_shared)
            change.asking(told, view)
            view.check_name(name)
            if cls.objects.filter(space=space, owner=owner).count() >= MOST:
                raise Invalid(f"There are {MOST} views here already. Remove one that nobody uses.", "name")
            view.save()
            change.record(told, view)
        return view

    def show(self, query: str, *, by: Actor) -> None:
        """Let it show something else. The same again: nothing."""
        _check_query(query)
        with self.changing(by=by) as change:
            if query != self.query:
                old, self.query = self.query, query
                self.save_changed(change, "query")
                change.record(ViewChanged(view=self.name, old=old, new=query), self)

    def rename(self, name: str, *, by: Actor) -> None:
        """Give it another name. The same again: nothing."""
        name = tidy_name(name, "view")
        with self.changing(by=by) as change:
            if name != self.name:
                told = ViewRenamed(old=self.name, new=name)
                change.asking(told, self)
                self.check_name(name)
                self.name = name
                self.save_changed(change, "name")
                change.record(told, self)

    def remove(self, *, by: Actor) -> None:
        """Take it away for good; it can be saved again at any time."""
        with self.changing(by=by) as change:
            change.record(ViewRemoved(view=self.name), self)
            self.delete()

    def check_name(self, name: str) -> None:
        """Raise Invalid when another view of this space, shared or of this owner, has the name."""
        others = SavedView.objects.filter(space=self.space_id, owner=self.owner_id).exclude(pk=self.pk)
        if others.filter(name__iexact=name).exists():
            raise Invalid(f"There is a view {name} already. Choose another name.", "name")


def _check_query(query: str) -> None:
    if len(query) > LONGEST_QUERY:
        raise Invalid("This filter is too long to be saved. Choose fewer things in its menus.", "query")


@guard
def check_whose(instance: object, event: EventType, actor: Actor) -> None:
    """Raise NotAllowed when this is somebody else's view, or a shared one and the actor no owner."""
    if not isinstance(instance, SavedView):
        return
    if instance.is_shared:
        role = instance.role_of(actor)
        if role is None or not role.may(Role.OWNER):
            raise NotAllowed(
                f"Only an owner of {instance.space.name} changes what everybody sees. Save one for yourself."
            )
    elif instance.owner_id != actor.person:
        raise NotAllowed("This is somebody else's view. Save one for yourself.")
