"""One import of a file into a space: how it is to be read, how far it got, and whether it was undone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, Place, involved
from cashboard.activity.uuid7 import uuid7
from cashboard.people.models import Person
from cashboard.people.roles import Role
from cashboard.work.spaces.models import Space

LEASE = timedelta(seconds=30)


class ImportState(models.TextChoices):
    """How far an import is."""

    DRAFT = "draft", "Not started"
    QUEUED = "queued", "Importing"
    FINISHED = "finished", "Imported"
    CANCELLED = "cancelled", "Stopped"
    FAILED = "failed", "Failed"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"


UNDER_WAY = (ImportState.QUEUED, ImportState.UNDOING)
HAS_BROUGHT = (ImportState.FINISHED, ImportState.CANCELLED, ImportState.FAILED)


class BoardImports(models.QuerySet["BoardImport"]):
    """Imports of boards."""

    def visible_to(self, actor: Actor) -> BoardImports:
        """Imports into spaces that this actor may see."""
        return self.filter(space__in=Space.objects.visible_to(actor).values("pk"))

    def waiting(self) -> BoardImports:
        """Under way, and no process is at them."""
        stale = clock.now() - LEASE
        return self.filter(state__in=UNDER_WAY).filter(Q(alive_at=None) | Q(alive_at__lt=stale))

    def claim(self, pk: int) -> bool:
        """Take one that waits; False when another process was quicker. How far an import is, is no event."""
        return bool(self.waiting().filter(pk=pk).update(alive_at=clock.now()))

    def ask_to_stop(self, pk: int) -> None:
        """Let the process that is at it stop after its chunk."""
        self.filter(pk=pk, state=ImportState.QUEUED).update(wants_stop=True)

    def fail(self, pk: int, message: str) -> None:
        """It came to no good end; what has come stays."""
        self.filter(pk=pk).update(
            state=ImportState.FAILED, message=message, ended_at=clock.now(), alive_at=None
        )


class BoardImport(models.Model):
    """All events of an import carry `change`. `done` rows of the file are in the space, or known not to be.

    `options`: how the file is read, see `choices.py`; a run is taken up again with the same. `alive_at`: the
    last sign of life of the process that is at it.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="board_imports")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.DRAFT)
    change = models.UUIDField(unique=True, default=uuid7)
    cause = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    alive_at = models.DateTimeField(null=True)
    wants_stop = models.BooleanField(default=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    linked = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True, default="")
    withdrawn = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    undo_change = models.UUIDField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = BoardImports.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["alive_at"], name="import_under_way", condition=Q(state__in=UNDER_WAY)),
        )

    def __str__(self) -> str:
        return f"{self.file} into {self.space.key}"

    def role_of(self, actor: Actor) -> Role | None:
        """The role at its space."""
        return self.space.role_of(actor)

    def event_place(self) -> Place:
        return Place(workspace=self.space.workspace_id, space=self.space_id)

    def event_objects(self) -> Objects:
        return [involved("board_import", self.pk, self.file)]

    @property
    def path(self) -> Path:
        """Where its file lies as long as it is needed."""
        return folder() / f"{self.change.hex}{Path(self.file).suffix[:10]}"

    @property
    def rejects(self) -> Path:
        """Where the rows lie that could not be taken."""
        return folder() / f"{self.change.hex}.rejected.csv"

    @property
    def is_under_way(self) -> bool:
        """Somebody is at it, or will be."""
        return self.state in UNDER_WAY

    @property
    def can_be_undone(self) -> bool:
        """It has brought something that can be taken back."""
        return self.state in HAS_BROUGHT and self.new > 0

    def acting(self) -> Actor:
        """Who imports, under the change that all its events share."""
        if self.person is None:
            return Actor(kind="system", name="Cashboard", via="import", change=self.change)
        return Actor(
            kind="person",
            name=self.person.name,
            via="import",
            person=self.person_id,
            change=self.change,
            cause=self.cause,
        )

    def chosen(self, name: str) -> dict[str, Any]:
        """One of the groups of choices."""
        found: dict[str, Any] = self.options.get(name, {})
        return found


class ImportedCard(models.Model):
    """A card that came from a source under this key there; it is not brought a second time."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="imported_as")
    run = models.ForeignKey(BoardImport, on_delete=models.CASCADE, related_name="cards")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["space", "source", "key"], name="imported_once_into_space"),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


def folder() -> Path:
    """Where the files of imports lie."""
    found: Path = settings.DATA / "imports"
    found.mkdir(parents=True, exist_ok=True)
    return found
