"""Keeping a forecast as it was shown, once a day and space."""

from __future__ import annotations

from cashboard.activity.turns import writing_turn
from cashboard.insight.models import KeptForecast
from cashboard.insight.reports.shape import Report
from cashboard.work.spaces.models import Space


def keep(space: Space, forecast: Report) -> None:
    """Keep it, unless one of its kind was kept for that day already, or it says nothing."""
    kept = KeptForecast.objects.filter(space=space, kind=forecast.name, as_of=forecast.as_of)
    if not forecast.rows or kept.exists():
        return
    said = forecast.described()
    row = KeptForecast(
        space=space,
        kind=forecast.name,
        as_of=forecast.as_of,
        seq=forecast.seq,
        parameters=said["parameters"],
        rows=said["rows"],
    )
    with writing_turn():
        KeptForecast.objects.bulk_create([row], ignore_conflicts=True)
