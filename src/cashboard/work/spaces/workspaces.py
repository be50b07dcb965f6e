"""The workspace: the hub of a department or process, and its people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, Place, involved, recording
from cashboard.activity.refusals import Invalid
from cashboard.activity.types import Named
from cashboard.people.roles import Membership, Role
from cashboard.work.spaces.access import known_workspaces, role_at_workspace, visible_workspaces
from cashboard.work.spaces.colouring import Colouring
from cashboard.work.spaces.events import (
    FolderCreated,
    SpaceCreated,
    Stage,
    WorkspaceArchived,
    WorkspaceCreated,
    WorkspaceRenamed,
)
from cashboard.work.spaces.kinds import SpaceKind, StatusKind, WorkspaceKind, chosen
from cashboard.work.spaces.membering import Membering
from cashboard.work.spaces.naming import COLOURS, tidy_name
from cashboard.work.spaces.place_events import WorkspaceColoured, WorkspaceRestored

if TYPE_CHECKING:
    from cashboard.work.spaces.folders import Folder
    from cashboard.work.spaces.spaces import Space

USUAL_STATUSES = (("To do", "not_started"), ("Doing", "in_progress"), ("Done", "completed"))


class Workspaces(models.QuerySet["Workspace"]):
    """Workspaces."""

    def visible_to(self, actor: Actor) -> Workspaces:
        """Those that this actor may know of."""
        return self.filter(visible_workspaces(actor))

    def known_to(self, actor: Actor) -> Workspaces:
        """The same with those that were archived."""
        return self.filter(known_workspaces(actor))

    def create_workspace(
        self, name: str, *, by: Actor, kind: str = "private", owner: int | None = None
    ) -> Workspace:
        """A new workspace, owned by the actor or by the person `owner`."""
        with recording(by=by) as change:
            workspace = self.create(
                name=tidy_name(name, "workspace"), kind=chosen(WorkspaceKind, kind), changed_at=change.at
            )
            holder = owner or by.person
            if holder:
                workspace.members.create(person_id=holder, role=Role.OWNER)
            change.record(WorkspaceCreated(workspace=workspace.named(), kind=workspace.kind), workspace)
        return workspace


class Workspace(Colouring, Membering):
    """The hub of a department or process."""

    coloured = WorkspaceColoured
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=WorkspaceKind.choices, default=WorkspaceKind.PRIVATE)
    archived_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = Workspaces.as_manager()

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This workspace as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    def event_place(self) -> Place:
        return Place(workspace=self.pk)

    def event_objects(self) -> Objects:
        return [involved("workspace", self.pk, self.name)]

    def role_of(self, actor: Actor) -> Role | None:
        """The actor's role here, None when they may not know of it."""
        return role_at_workspace(self.pk, self.kind, actor)

    def rename(self, name: str, *, by: Actor) -> None:
        """Give it another name."""
        name = tidy_name(name, "workspace")
        with self.changing(by=by) as change:
            if name != self.name:
                self.name, old = name, self.name
                self.save_changed(change, "name")
                change.record(WorkspaceRenamed(old=old, new=name), self)

    def archive(self, *, by: Actor) -> None:
        """Put it away: nobody sees it until it is taken out again."""
        with self.changing(by=by) as change:
            if self.archived_at is None:
                self.archived_at = change.at
                self.save_changed(change, "archived_at")
                change.record(WorkspaceArchived(workspace=self.named()), self)

    def take_out(self, *, by: Actor) -> None:
        """Take it out of the archive, with all that lies in it. Not in there: nothing."""
        with self.changing(by=by) as change:
            if self.archived_at is not None:
                self.archived_at = None
                self.save_changed(change, "archived_at")
                change.record(WorkspaceRestored(workspace=self.named()), self)

    def add_folder(self, name: str, *, by: Actor, parent: Folder | None = None) -> Folder:
        """A new folder at the end."""
        name = tidy_name(name, "folder")
        with self.changing(by=by) as change:
            if parent is not None and parent.workspace_id != self.pk:
                raise Invalid("A folder lies in a folder of the same workspace.", "parent")
            position = self.folders.count()
            folder = self.folders.create(name=name, parent=parent, position=position)
            change.record(FolderCreated(folder=folder.named()), folder)
        return folder

    def add_space(
        self,
        key: str,
        name: str,
        *,
        by: Actor,
        kind: str = "standard",
        folder: Folder | None = None,
        statuses: Iterable[tuple[str, str]] = USUAL_STATUSES,
    ) -> Space:
        """A new space with its statuses.

        `key` starts the keys of its cards and is unique in the installation.
        """
        key, name = key.strip().upper(), tidy_name(name, "space")
        if not re.fullmatch(r"[A-Z][A-Z0-9]{1,9}", key):
            raise Invalid("A key has 2 to 10 letters and digits and starts with a letter, like COL.", "key")
        with self.changing(by=by) as change:
            if folder is not None and folder.workspace_id != self.pk:
                raise Invalid("The folder belongs to another workspace.", "folder")
            space = self._new_space(key, name, chosen(SpaceKind, kind), folder)
            made = [
                space.statuses.create(
                    name=tidy_name(label, "status"), kind=chosen(StatusKind, meaning), position=index
                )
                for index, (label, meaning) in enumerate(statuses)
            ]
            if space.kind != SpaceKind.STANDARD and by.person:
                space.members.create(person_id=by.person, role=Role.OWNER)
            event = SpaceCreated(
                space=space.named(),
                key=key,
                kind=space.kind,
                statuses=[status.name for status in made],
                stages=[Stage(status.pk, status.name, status.kind) for status in made],
            )
            change.asking(event, self)  # at the workspace: of a private space its maker is owner already
            change.record(event, space)
        return space

    def _new_space(self, key: str, name: str, kind: SpaceKind, folder: Folder | None) -> Space:
        """The row, at the end of its workspace; also where two take the same key at once."""
        taken = Invalid(f"The key {key} is taken by another space.", "key")
        if self.spaces.model.objects.filter(key=key).exists():
            raise taken
        position = self.spaces.count()
        colour = COLOURS[position % len(COLOURS)]
        try:
            with transaction.atomic():
                return self.spaces.create(
                    key=key, name=name, kind=kind, folder=folder, position=position, colour=colour
                )
        except IntegrityError as error:
            raise taken from error


class WorkspaceMember(Membership):
    """Somebody's role at a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")

    class Meta:
        indexes = (models.Index(fields=["person", "workspace", "role"], name="workspace_of_person"),)

    def __str__(self) -> str:
        return f"{self.holder_name}: {self.role}"
