"""Times, cash forecast and ageing of a space; every figure opens its cards."""

from __future__ import annotations

from django.http import HttpResponse

from cashboard.web.asking import Asking
from cashboard.web.views.spaces import find_place, show_space


def times(request: Asking, key: str) -> HttpResponse:
    """The Time Chart."""
    return show_space(request, "insight/times.html", find_place(request, key), tab="times")


def forecast(request: Asking, key: str) -> HttpResponse:
    """Expected receipts per week."""
    return show_space(request, "insight/forecast.html", find_place(request, key), tab="forecast")


def ageing(request: Asking, key: str) -> HttpResponse:
    """Ageing and DSO."""
    return show_space(request, "insight/ageing.html", find_place(request, key), tab="ageing")


def rows(request: Asking, key: str) -> HttpResponse:
    """The cards behind a figure."""
    return show_space(request, "insight/rows.html", find_place(request, key), tab="")
