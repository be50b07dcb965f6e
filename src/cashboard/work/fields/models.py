"""The field of a space and its options: the rows. The space's verbs change them (`spaces/fielding.py`)."""

from __future__ import annotations

from typing import Any

from django.db import models

from cashboard.activity.types import Named
from cashboard.work.fields.kinds import WITH_OPTIONS, FieldKind
from cashboard.work.spaces.spaces import Space


class Fields(models.QuerySet["Field"]):
    """Fields."""

    def in_use(self) -> Fields:
        """Those that are not archived."""
        return self.filter(archived_at=None)

    def with_options(self) -> Fields:
        """With their options, in one more query."""
        return self.prefetch_related("options")


class Field(models.Model):
    """Something that the cards of a space say besides what every card says."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="fields")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=FieldKind.choices)
    help = models.CharField(max_length=300, blank=True, default="")
    formula = models.TextField(blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    on_front = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = Fields.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This field as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    @property
    def has_options(self) -> bool:
        """One chooses among its options."""
        return self.kind in WITH_OPTIONS

    @property
    def current_options(self) -> list[Option]:
        """The options that can be chosen."""
        return [option for option in self.options.all() if option.retired_at is None]

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild."""
        return {
            "name": self.name,
            "kind": self.kind,
            "help": self.help,
            "formula": self.formula,
            "on_front": self.on_front,
            "is_archived": self.archived_at is not None,
            "options": [option.state() for option in self.options.all()],
        }


class Option(models.Model):
    """One of the answers of a select; a retired one is no longer offered and stays on its cards."""

    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="options")
    name = models.CharField(max_length=120)
    colour = models.CharField(max_length=12, default="blue")
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This option as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild."""
        return {
            "id": self.pk,
            "name": self.name,
            "colour": self.colour,
            "is_retired": self.retired_at is not None,
        }
