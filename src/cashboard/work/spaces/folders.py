"""The folder: groups spaces inside a workspace."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Objects, Place, involved
from cashboard.activity.types import Named
from cashboard.people.roles import Role
from cashboard.work.spaces.events import (
    FolderRenamed,
)
from cashboard.work.spaces.naming import tidy_name
from cashboard.work.spaces.workspaces import Workspace


class Folders(models.QuerySet["Folder"]):
    """Folders."""

    def visible_to(self, actor: Actor) -> Folders:
        """Those of workspaces that this actor may see."""
        return self.filter(workspace__in=Workspace.objects.visible_to(actor))


class Folder(Changing):
    """Groups spaces inside a workspace; folders nest."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="folders")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="folders")
    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)

    objects = Folders.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This folder as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    def event_place(self) -> Place:
        return Place(workspace=self.workspace_id)

    def event_objects(self) -> Objects:
        return [involved("folder", self.pk, self.name)]

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its workspace."""
        return self.workspace.role_of(actor)

    def rename(self, name: str, *, by: Actor) -> None:
        """Give it another name."""
        name = tidy_name(name, "folder")
        with self.changing(by=by) as change:
            if name != self.name:
                self.name, old = name, self.name
                self.save_changed(change, "name")
                change.record(FolderRenamed(old=old, new=name), self)
