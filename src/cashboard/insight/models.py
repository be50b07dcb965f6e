"""Forecasts as they were shown: kept, so that they can be held against what came."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.work.spaces.models import Space


class KeptForecasts(models.QuerySet["KeptForecast"]):
    """Kept forecasts."""

    def visible_to(self, actor: Actor) -> KeptForecasts:
        """Those of spaces that this actor may see."""
        return self.filter(space__in=Space.objects.visible_to(actor).values("pk"))


class KeptForecast(models.Model):
    """The first forecast of its kind that was made for a space on a day, from the events up to `seq`.

    A reading of the log like the columns, not a change of anything: it records no event. Money in `rows` is
    text.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    as_of = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    seq = models.BigIntegerField()
    parameters = models.JSONField(default=dict)
    rows = models.JSONField()

    objects = KeptForecasts.as_manager()

    class Meta:
        ordering = ("as_of", "pk")
        constraints = (
            models.UniqueConstraint(fields=["space", "kind", "as_of"], name="forecast_kept_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of space {self.space_id} as of {self.as_of}"
