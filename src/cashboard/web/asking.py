"""What a view knows of the request: who asks, their day, and whether they want a page or a fragment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import get_template
from markupsafe import Markup

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.texts import storable
from cashboard.people.models import Person
from cashboard.web.places import Places, places_of


class Asking(HttpRequest):
    """A signed-in request, for types: the middleware has set `actor`, and `user` is a Person."""

    actor: Actor
    user: Person
    places: Places
    seq: int


def today(request: Asking) -> date:
    """The day that the asking person has."""
    return clock.now().astimezone(request.user.timezone).date()


def typed(fields: QueryDict, name: str) -> str:
    """What was typed into a field, without what no database takes."""
    return storable(fields.get(name) or "").strip()


def wants_fragment(request: HttpRequest) -> bool:
    """The page asks for a piece of itself."""
    return request.headers.get("HX-Request") == "true"


def show(request: Asking, template: str, *, code: int = 200, **context: Any) -> HttpResponse:
    """Render a template; whole pages get the sidebar."""
    person = request.user
    context.update(me=person, today=today(request), zone=person.timezone)
    if "/_" not in template:
        chosen = request.COOKIES.get("theme", "")
        context["theme"] = chosen if chosen in {"light", "dark"} else ""
        context["sidebar"] = _sidebar(request, context)
    return render(request, template, context, status=code, using="jinja2")


def _sidebar(request: Asking, context: dict[str, Any]) -> Markup:
    """The tree at the left, kept as long as the structure stays as it is."""
    places = request.places if hasattr(request, "places") else places_of(request.actor)[0]
    current = context["space"].key if "space" in context else context.get("tab", "")
    key = f"{current} {request.user.name} {request.user.title}"
    if key not in places.sidebars:
        context = {"navigation": places.navigation, "me": request.user, "current": current}
        places.sidebars[key] = Markup(get_template("_sidebar.html", using="jinja2").render(context))
    return places.sidebars[key]
