"""The status: a column of the board."""

from __future__ import annotations

from django.db import models

from cashboard.activity.types import Named
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.spaces import Space


class Status(models.Model):
    """A column of the board: a name and what it means."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="statuses")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=StatusKind.choices)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This status as an event keeps it."""
        return Named(id=self.pk, name=self.name)
