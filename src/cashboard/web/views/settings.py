"""The settings of a space: a page of sections. A noun's views register theirs; the page knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from cashboard.web.asking import Asking
from cashboard.web.places import Place
from cashboard.web.views.spaces import find_place, show_space

Load = Callable[[Asking, Place], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the settings, at the anchor `name`; its template reads what `load` gives as `it`."""

    name: str
    title: str
    template: str
    order: int
    load: Load


_SECTIONS: list[Section] = []


def settings_section(name: str, title: str, template: str, *, order: int) -> Callable[[Load], Load]:
    """Register a section of the settings; the function loads what its template shows.

    Everybody who sees the space sees its settings; the template offers changes to those who may make them.
    """

    def register(load: Load) -> Load:
        _SECTIONS.append(Section(name, title, template, order, load))
        _SECTIONS.sort(key=lambda section: section.order)
        return load

    return register


@require_safe
def settings(request: Asking, key: str) -> HttpResponse:
    """All sections below each other."""
    place = find_place(request, key)
    shown = [(section, section.load(request, place)) for section in _SECTIONS]
    return show_space(request, "spaces/settings.html", place, sections=shown, tab="settings")


urlpatterns = [path("spaces/<slug:key>/settings/", settings, name="settings")]
