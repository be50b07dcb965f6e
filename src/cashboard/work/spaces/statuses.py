"""The status: a column of the board."""

from __future__ import annotations

from typing import Any

from django.db import models

from cashboard.activity.types import Named
from cashboard.work.spaces.kinds import LimitRule, StatusKind
from cashboard.work.spaces.spaces import Space


class Status(models.Model):
    """A column of the board: a name, what it means, and how many cards may stand in it at once.

    `arrivals`: who may bring cards here, by the status that they come from, where not everybody may.
    `gate`: what a card needs to come in. `definition`: what is done there before it goes on. See `gating.py`.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="statuses")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=StatusKind.choices)
    position = models.PositiveIntegerField(default=0)
    limit = models.PositiveIntegerField(null=True)
    limit_rule = models.CharField(max_length=8, choices=LimitRule.choices, default=LimitRule.WARN)

    arrivals = models.JSONField(default=dict)
    gate = models.JSONField(default=list)
    definition = models.JSONField(default=list)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This status as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    @property
    def refuses(self) -> bool:
        """It takes no card beyond its limit."""
        return self.limit is not None and self.limit_rule == LimitRule.REFUSE

    def is_over(self, count: int) -> bool:
        """Whether so many cards are more than its limit."""
        return self.limit is not None and count > self.limit

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild; see `flow_state`."""
        return {
            "name": self.name,
            "kind": self.kind,
            "limit": self.limit,
            "limit_rule": self.limit_rule if self.limit is not None else "",
            "arrivals": self.arrivals,
            "gate": self.gate,
            "definition": self.definition,
        }
