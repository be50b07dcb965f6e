"""The settings of a space: a page of sections. A noun's views register theirs; the page knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from cashboard.web.asking import Asking, wants_fragment
from cashboard.web.places import Place
from cashboard.web.space_pages import space_page
from cashboard.web.views.spaces import find_place, show_space

space_page("settings", "Settings", "settings", keys="g s", group="space", order=90)

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


def answer_section(request: Asking, key: str, name: str) -> HttpResponse:
    """What a change of a section answers: the section as it is now, or the way to it."""
    if not wants_fragment(request):
        return redirect(f"{reverse('settings', args=[key])}#{name}")
    place = find_place(request, key)
    section = next(section for section in _SECTIONS if section.name == name)
    return show_space(request, section.template, place, it=section.load(request, place))


urlpatterns = [path("spaces/<slug:key>/settings/", settings, name="settings")]
