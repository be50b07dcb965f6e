"""The fields of a space: their section of the settings, and one address for each verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from cashboard.web.asking import Asking, typed, wants_fragment
from cashboard.web.filled import ICONS
from cashboard.web.places import Place
from cashboard.web.views import filling
from cashboard.web.views.settings import settings_section
from cashboard.web.views.spaces import find_place, find_space, read_number, show_space
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field, Option
from cashboard.work.fields.working_out import spelt
from cashboard.work.spaces.models import COLOURS, Space
from cashboard.work.spaces.spaces import Spaces

Ordered = TypeVar("Ordered", Field, Option)


@settings_section("fields", "Fields", "spaces/_fields.html", order=20)
def section(request: Asking, place: Place) -> dict[str, Any]:
    """The fields in use and the archived ones, each with its options."""
    fields = list(Field.objects.filter(space=place.space).with_options())
    return {
        "fields": [field for field in fields if field.archived_at is None],
        "archived": [field for field in fields if field.archived_at is not None],
        "formulas": {field.pk: spelt(field.formula, fields) for field in fields if field.formula},
        "opened": read_number(request.GET.get("field")),
        "kinds": FieldKind,
        "icons": ICONS,
        "colours": COLOURS,
    }


@require_POST
def fields(request: Asking, key: str) -> HttpResponse:
    """Add a field; options come one on a line."""
    space = find_space(request, key)
    made = space.add_field(
        request.POST.get("name", ""),
        request.POST.get("kind", ""),
        help=request.POST.get("help", ""),
        options=request.POST.get("options", "").splitlines(),
        formula=request.POST.get("formula", ""),
        on_front=bool(request.POST.get("on_front")),
        by=request.actor,
    )
    return _answer(request, space, made)


@require_POST
def name(request: Asking, pk: int) -> HttpResponse:
    """Give a field another name."""
    field = _find(request, pk)
    field.space.rename_field(field, request.POST.get("name", ""), by=request.actor)
    return _answer(request, field.space, field)


@require_POST
def explanation(request: Asking, pk: int) -> HttpResponse:
    """Write a field's help text."""
    field = _find(request, pk)
    field.space.explain_field(field, request.POST.get("help", ""), by=request.actor)
    return _answer(request, field.space, field)


@require_POST
def formula(request: Asking, pk: int) -> HttpResponse:
    """Give a field another formula."""
    field = _find(request, pk)
    field.space.reckon_field(field, request.POST.get("formula", ""), by=request.actor)
    return _answer(request, field.space, field)


@require_POST
def front(request: Asking, pk: int) -> HttpResponse:
    """Show a field on the front of cards, or no longer."""
    field = _find(request, pk)
    field.space.show_field(field, on_front=bool(request.POST.get("on_front")), by=request.actor)
    return _answer(request, field.space, field)


@require_POST
def place(request: Asking, pk: int) -> HttpResponse:
    """Put a field one up or down."""
    field = _find(request, pk)
    order = list(Field.objects.filter(space=field.space).in_use())
    field.space.move_field(field, _before(request, order, field), by=request.actor)
    return _answer(request, field.space, field)


@require_POST
def archive(request: Asking, pk: int) -> HttpResponse:
    """Put a field away, or bring it back."""
    field = _find(request, pk)
    if request.POST.get("restore"):
        field.space.restore_field(field, by=request.actor)
    else:
        field.space.archive_field(field, by=request.actor)
    return _answer(request, field.space, None)


@require_POST
def options(request: Asking, pk: int) -> HttpResponse:
    """Add an option to a field."""
    field = _find(request, pk)
    field.space.add_option(field, request.POST.get("name", ""), by=request.actor)
    return _answer(request, field.space, field)


@require_POST
def option_name(request: Asking, pk: int) -> HttpResponse:
    """Give an option another name."""
    option = _find_option(request, pk)
    option.field.space.rename_option(option, request.POST.get("name", ""), by=request.actor)
    return _answer(request, option.field.space, option.field)


@require_POST
def option_colour(request: Asking, pk: int) -> HttpResponse:
    """Give an option another colour."""
    option = _find_option(request, pk)
    option.field.space.colour_option(option, typed(request.POST, "colour"), by=request.actor)
    return _answer(request, option.field.space, option.field)


@require_POST
def option_place(request: Asking, pk: int) -> HttpResponse:
    """Put an option one up or down."""
    option = _find_option(request, pk)
    order = option.field.current_options
    option.field.space.move_option(option, _before(request, order, option), by=request.actor)
    return _answer(request, option.field.space, option.field)


@require_POST
def option_retirement(request: Asking, pk: int) -> HttpResponse:
    """Retire an option, or offer it again."""
    option = _find_option(request, pk)
    if request.POST.get("restore"):
        option.field.space.restore_option(option, by=request.actor)
    else:
        option.field.space.retire_option(option, by=request.actor)
    return _answer(request, option.field.space, option.field)


def _visible(request: Asking) -> Spaces:
    return Space.objects.visible_to(request.actor)


def _find(request: Asking, pk: int) -> Field:
    fields = Field.objects.filter(space__in=_visible(request).values("pk"))
    return get_object_or_404(fields.select_related("space__workspace"), pk=pk)


def _find_option(request: Asking, pk: int) -> Option:
    options = Option.objects.filter(field__space__in=_visible(request).values("pk"))
    return get_object_or_404(options.select_related("field__space__workspace"), pk=pk)


def _before(request: Asking, order: Sequence[Ordered], one: Ordered) -> Ordered | None:
    """Before which it goes when it goes one up or down; before itself where it cannot."""
    if one not in order:
        return one
    at = order.index(one)
    if request.POST.get("to") == "up":
        return order[max(at - 1, 0)]
    return order[at + 2] if at + 2 < len(order) else None


def _answer(request: Asking, space: Space, field: Field | None) -> HttpResponse:
    """The section as it is now, with this field opened, or the way to it."""
    if not wants_fragment(request):
        opened = f"?field={field.pk}" if field else ""
        return redirect(f"{reverse('settings', args=[space.key])}{opened}#fields")
    place = find_place(request, space.key)
    it = section(request, place) | {"opened": field.pk if field else 0}
    return show_space(request, "spaces/_fields.html", place, it=it)


urlpatterns = [
    path("spaces/<slug:key>/fields/", fields, name="fields"),
    path("fields/<int:pk>/name/", name, name="field-name"),
    path("fields/<int:pk>/explanation/", explanation, name="field-explanation"),
    path("fields/<int:pk>/formula/", formula, name="field-formula"),
    path("fields/<int:pk>/front/", front, name="field-front"),
    path("fields/<int:pk>/place/", place, name="field-place"),
    path("fields/<int:pk>/archive/", archive, name="field-archive"),
    path("fields/<int:pk>/options/", options, name="options"),
    path("options/<int:pk>/name/", option_name, name="option-name"),
    path("options/<int:pk>/colour/", option_colour, name="option-colour"),
    path("options/<int:pk>/place/", option_place, name="option-place"),
    path("options/<int:pk>/retirement/", option_retirement, name="option-retirement"),
    *filling.urlpatterns,
]
