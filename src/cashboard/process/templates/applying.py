"""Applying a template: the whole workspace comes into being, or nothing."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid, Refused
from cashboard.people.models import Person
from cashboard.process.templates.order_to_cash import ORDER_TO_CASH
from cashboard.process.templates.shapes import WorkspaceTemplate
from cashboard.work.blockers.models import Blocker
from cashboard.work.spaces.models import Folder, Space, Workspace

TEMPLATES = {"order-to-cash": ORDER_TO_CASH}


def template_named(name: str) -> WorkspaceTemplate:
    """The template of this name. Raises Invalid for one that does not exist."""
    if name not in TEMPLATES:
        raise Invalid(f"There is no template {name!r}. There is: {', '.join(TEMPLATES)}.", "template")
    return TEMPLATES[name]


def applied(name: str) -> Workspace | None:
    """The workspace that has all spaces of this template, if it was applied before."""
    keys = template_named(name).keys
    spaces = Space.objects.filter(key__in=keys).values("workspace")
    whole = spaces.annotate(count=Count("pk")).filter(count=len(keys)).values("workspace")
    return Workspace.objects.filter(pk__in=whole).first()


@transaction.atomic
def apply_template(name: str, *, by: Actor, owner: Person) -> Workspace:
    """Make the workspace with its folders, spaces, fields and blockers, owned by `owner`; or nothing.

    Raises Refused when it is there already, Invalid when one of its keys is taken.
    """
    template = template_named(name)
    if there := applied(name):
        raise Refused(f"{there.name} is there already.")
    workspace = Workspace.objects.create_workspace(template.name, by=by, kind=template.kind, owner=owner.pk)
    folders: dict[str, Folder] = {}
    for each in template.spaces:
        if each.folder and each.folder not in folders:
            folders[each.folder] = workspace.add_folder(each.folder, by=by)
        space = workspace.add_space(
            each.key, each.name, by=by, folder=folders.get(each.folder), statuses=each.statuses
        )
        for field in each.fields:
            space.add_field(
                field.name,
                field.kind,
                help=field.help,
                options=field.options,
                formula=field.formula,
                on_front=field.on_front,
                by=by,
            )
        for label, description in each.blockers:
            Blocker.objects.add_blocker(label, description=description, space=space, by=by)
    _share_blockers(template, by)
    return workspace


def _share_blockers(template: WorkspaceTemplate, by: Actor) -> None:
    """Those that all spaces share, as far as they are not there."""
    for label, scope, description in template.blockers:
        if not Blocker.objects.shared().in_use().filter(name__iexact=label).exists():
            Blocker.objects.add_blocker(label, scope=scope, description=description, by=by)
