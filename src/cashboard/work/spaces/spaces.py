"""The space: the place of cards, and its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, Place, involved
from cashboard.activity.refusals import Invalid
from cashboard.activity.types import Named
from cashboard.people.roles import Membership, Role
from cashboard.work.spaces.access import known_spaces, role_at_space, visible_spaces
from cashboard.work.spaces.arranging import Arranging
from cashboard.work.spaces.colouring import Colouring
from cashboard.work.spaces.events import SpaceFiled, SpaceRenamed
from cashboard.work.spaces.folders import Folder
from cashboard.work.spaces.gating import Gating
from cashboard.work.spaces.kinds import SpaceKind
from cashboard.work.spaces.limiting import Limiting
from cashboard.work.spaces.membering import Membering
from cashboard.work.spaces.naming import tidy_name
from cashboard.work.spaces.optioning import Optioning
from cashboard.work.spaces.ordering import Ordering
from cashboard.work.spaces.place_events import SpaceArchived, SpaceColoured, SpaceRestored
from cashboard.work.spaces.starting import Starting
from cashboard.work.spaces.workspaces import Workspace

if TYPE_CHECKING:
    from cashboard.work.spaces.statuses import Status


class Spaces(models.QuerySet["Space"]):
    """Spaces."""

    def visible_to(self, actor: Actor) -> Spaces:
        """Those that this actor may know of."""
        return self.filter(visible_spaces(actor))

    def known_to(self, actor: Actor) -> Spaces:
        """The same with those that were archived."""
        return self.filter(known_spaces(actor))


class Space(Colouring, Limiting, Gating, Starting, Arranging, Ordering, Optioning, Membering):
    """A process or project: the place of cards, with its own statuses."""

    coloured = SpaceColoured
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="spaces")
    folder = models.ForeignKey(Folder, on_delete=models.SET_NULL, null=True, related_name="spaces")
    key = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=SpaceKind.choices, default=SpaceKind.STANDARD)
    position = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = Spaces.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This space as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    def event_place(self) -> Place:
        return Place(workspace=self.workspace_id, space=self.pk)

    def event_objects(self) -> Objects:
        return [involved("space", self.pk, self.name)]

    def role_of(self, actor: Actor) -> Role | None:
        """The actor's role here, None when they may not know of it."""
        return role_at_space(self.pk, self.kind, self.workspace_id, self.workspace.kind, actor)

    def needs_own_owner(self) -> bool:
        """The owners of its workspace own a standard space too."""
        return self.kind != SpaceKind.STANDARD

    def take_numbers(self, count: int) -> int:
        """Reserve `count` card numbers inside the running transaction; returns the first."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE work_space SET last_number = last_number + %s WHERE id = %s RETURNING last_number",
                [count, self.pk],
            )
            return int(cursor.fetchone()[0]) - count + 1

    def first_status(self, kind: str) -> Status | None:
        """The leftmost status of this kind."""
        return self.statuses.filter(kind=kind).first()

    def rename(self, name: str, *, by: Actor) -> None:
        """Give it another name."""
        name = tidy_name(name, "space")
        with self.changing(by=by) as change:
            if name != self.name:
                self.name, old = name, self.name
                self.save_changed(change, "name")
                change.record(SpaceRenamed(old=old, new=name), self)

    def file_under(self, folder: Folder | None, *, by: Actor) -> None:
        """Put it into a folder of its workspace, or out of any."""
        with self.changing(by=by) as change:
            if folder is not None and folder.workspace_id != self.workspace_id:
                raise Invalid("The folder belongs to another workspace.", "folder")
            if folder != self.folder:
                self.folder, old = folder, self.folder
                self.save_changed(change, "folder")
                event = SpaceFiled(old=old.named() if old else None, new=folder.named() if folder else None)
                change.record(event, self)

    def archive(self, *, by: Actor) -> None:
        """Put it away with its cards: nobody sees it until it is taken out again. Away already: nothing."""
        with self.changing(by=by) as change:
            if self.archived_at is None:
                self.archived_at = change.at
                self.save_changed(change, "archived_at")
                change.record(SpaceArchived(space=self.named()), self)

    def take_out(self, *, by: Actor) -> None:
        """Take it out of the archive. Not in there: nothing."""
        with self.changing(by=by) as change:
            if self.archived_at is not None:
                self.archived_at = None
                self.save_changed(change, "archived_at")
                change.record(SpaceRestored(space=self.named()), self)


class SpaceMember(Membership):
    """Somebody's role at a space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="members")

    class Meta:
        indexes = (models.Index(fields=["person", "space", "role"], name="space_of_person"),)

    def __str__(self) -> str:
        return f"{self.holder_name}: {self.role}"
