"""One run of an import: which file, how far it got, what it did, and whether it was undone."""

from __future__ import annotations

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, Place, involved
from cashboard.people.roles import Role
from cashboard.work.spaces.models import Space


class InvoiceImports(models.QuerySet["InvoiceImport"]):
    """Runs of imports."""

    def visible_to(self, actor: Actor) -> InvoiceImports:
        """Imports into spaces that this actor may see."""
        return self.filter(space__in=Space.objects.visible_to(actor).values("pk"))

    def unfinished(self) -> InvoiceImports:
        """Stopped in the middle, or still running."""
        return self.filter(finished_at=None, undone_at=None, undo_change=None)


class InvoiceImport(models.Model):
    """A run. All its events carry `change`; `line` is the last line of the file whose rows are in the book.

    `options`: the columns and styles with which the file was read; a run is taken up again with the same.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="invoice_imports")
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    options = models.JSONField(default=dict)
    change = models.UUIDField(unique=True)
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    line = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    undo_change = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    withdrawn = models.PositiveIntegerField(default=0)
    restored = models.PositiveIntegerField(default=0)

    objects = InvoiceImports.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.file} into {self.space.key}"

    @property
    def state(self) -> str:
        """running, finished, undoing or undone; a killed run is still called running."""
        if self.undone_at:
            return "undone"
        if self.undo_change:
            return "undoing"
        return "finished" if self.finished_at else "running"

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its space."""
        return self.space.role_of(actor)

    def event_place(self) -> Place:
        return Place(workspace=self.space.workspace_id, space=self.space_id)

    def event_objects(self) -> Objects:
        return [involved("invoice_import", self.pk, self.file)]
