"""The fields of a space: one address per change, each of them one verb."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet

from cashboard.api.calls import Call, found
from cashboard.api.paging import Page, PageQuery, page
from cashboard.api.routing import route
from cashboard.api.shapes import fields as shapes
from cashboard.api.shapes.values import NameChange
from cashboard.api.views.spaces import space_of
from cashboard.work.fields.models import Field, Option
from cashboard.work.fields.working_out import spelt
from cashboard.work.spaces.models import Space


@route("GET", "spaces/{id}/fields")
def fields(call: Call, id: int, query: PageQuery) -> Page[shapes.Field]:
    """List the fields of a space

    Archived ones too, in the order in which they were made.
    """
    return page(call, query, _fields(space_of(call, id)), _shapes)


@route("POST", "spaces/{id}/fields")
def add_field(call: Call, id: int, body: shapes.NewField) -> shapes.Field:
    """Add a field to a space"""
    space = space_of(call, id)
    with call.as_seen(space):
        field = space.add_field(
            body.name,
            body.kind,
            help=body.help,
            options=[(each.name, each.colour or "") for each in body.options],
            formula=body.formula,
            on_front=body.on_front,
            by=call.actor,
        )
    return _shown(field)


@route("POST", "spaces/{id}/fields/{field}/name")
def rename_field(call: Call, id: int, field: int, body: NameChange) -> shapes.Field:
    """Give a field another name"""
    space, one = _found(call, id, field)
    with call.as_seen(space):
        space.rename_field(one, body.name, by=call.actor)
    return _shown(one)


@route("POST", "spaces/{id}/fields/{field}/help")
def explain_field(call: Call, id: int, field: int, body: shapes.HelpChange) -> shapes.Field:
    """Write a field's help text"""
    space, one = _found(call, id, field)
    with call.as_seen(space):
        space.explain_field(one, body.help, by=call.actor)
    return _shown(one)


@route("POST", "spaces/{id}/fields/{field}/formula")
def reckon_field(call: Call, id: int, field: int, body: shapes.FormulaChange) -> shapes.Field:
    """Give a field another formula"""
    space, one = _found(call, id, field)
    with call.as_seen(space):
        space.reckon_field(one, body.formula, by=call.actor)
    return _shown(one)


@route("POST", "spaces/{id}/fields/{field}/front")
def show_field(call: Call, id: int, field: int, body: shapes.FrontChange) -> shapes.Field:
    """Show a field on the front of cards, or no longer"""
    space, one = _found(call, id, field)
    with call.as_seen(space):
        space.show_field(one, on_front=body.on_front, by=call.actor)
    return _shown(one)


@route("POST", "spaces/{id}/fields/{field}/place")
def move_field(call: Call, id: int, field: int, body: shapes.Placing) -> shapes.Field:
    """Put a field before another one"""
    space, one = _found(call, id, field)
    before = found(_fields(space), body.before, "before") if body.before else None
    with call.as_seen(space):
        space.move_field(one, before, by=call.actor)
    return _shown(one)


@route("POST", "spaces/{id}/fields/{field}/archive")
def archive_field(call: Call, id: int, field: int) -> shapes.Field:
    """Put a field away

    What cards say in it is kept.
    """
    space, one = _found(call, id, field)
    with call.as_seen(space):
        space.archive_field(one, by=call.actor)
    return _shown(one)


@route("DELETE", "spaces/{id}/fields/{field}/archive")
def restore_field(call: Call, id: int, field: int) -> shapes.Field:
    """Bring an archived field back"""
    space, one = _found(call, id, field)
    with call.as_seen(space):
        space.restore_field(one, by=call.actor)
    return _shown(one)


@route("POST", "spaces/{id}/fields/{field}/options")
def add_option(call: Call, id: int, field: int, body: shapes.NewOption) -> shapes.Field:
    """Add an option to a select"""
    space, one = _found(call, id, field)
    with call.as_seen(space):
        space.add_option(one, body.name, colour=body.colour or "", by=call.actor)
    return _shown(one)


@route("POST", "spaces/{id}/options/{option}/name")
def rename_option(call: Call, id: int, option: int, body: NameChange) -> shapes.Field:
    """Give an option another name

    The cards that chose it keep it.
    """
    space, one = _found_option(call, id, option)
    with call.as_seen(space):
        space.rename_option(one, body.name, by=call.actor)
    return _shown(one.field)


@route("POST", "spaces/{id}/options/{option}/colour")
def colour_option(call: Call, id: int, option: int, body: shapes.ColourChange) -> shapes.Field:
    """Give an option another colour"""
    space, one = _found_option(call, id, option)
    with call.as_seen(space):
        space.colour_option(one, body.colour, by=call.actor)
    return _shown(one.field)


@route("POST", "spaces/{id}/options/{option}/place")
def move_option(call: Call, id: int, option: int, body: shapes.Placing) -> shapes.Field:
    """Put an option before another one of its field"""
    space, one = _found_option(call, id, option)
    before = found(one.field.options.all(), body.before, "before") if body.before else None
    with call.as_seen(space):
        space.move_option(one, before, by=call.actor)
    return _shown(one.field)


@route("POST", "spaces/{id}/options/{option}/retirement")
def retire_option(call: Call, id: int, option: int) -> shapes.Field:
    """Offer an option no longer

    The cards that chose it keep it.
    """
    space, one = _found_option(call, id, option)
    with call.as_seen(space):
        space.retire_option(one, by=call.actor)
    return _shown(one.field)


@route("DELETE", "spaces/{id}/options/{option}/retirement")
def restore_option(call: Call, id: int, option: int) -> shapes.Field:
    """Offer a retired option again"""
    space, one = _found_option(call, id, option)
    with call.as_seen(space):
        space.restore_option(one, by=call.actor)
    return _shown(one.field)


def _fields(space: Space) -> QuerySet[Field]:
    return Field.objects.filter(space=space)


def _found(call: Call, id: int, field: int) -> tuple[Space, Field]:
    space = space_of(call, id)
    return space, found(_fields(space), field)


def _found_option(call: Call, id: int, option: int) -> tuple[Space, Option]:
    space = space_of(call, id)
    return space, found(Option.objects.filter(field__space=space).select_related("field"), option)


def _shown(field: Field) -> shapes.Field:
    return _shapes(Field.objects.filter(pk=field.pk))[0]


def _shapes(rows: QuerySet[Field]) -> list[shapes.Field]:
    listed = list(rows.prefetch_related("options"))
    spaces = {field.space_id for field in listed}
    known = list(Field.objects.filter(space__in=spaces)) if any(field.formula for field in listed) else []
    return [
        shapes.Field(
            id=field.pk,
            space=field.space_id,
            name=field.name,
            kind=cast(shapes.Kind, field.kind),
            help=field.help,
            formula=spelt(field.formula, known),
            on_front=field.on_front,
            is_archived=field.archived_at is not None,
            options=[
                shapes.Option(one.pk, one.name, cast(shapes.Colour, one.colour), one.retired_at is not None)
                for one in field.options.all()
            ],
        )
        for field in listed
    ]
