"""Who sees which place. Every query on work starts here."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from cashboard.activity.actors import Actor
from cashboard.activity.prepared import Prepared
from cashboard.people.roles import Role, held_by, held_by_person, strongest
from cashboard.work.spaces.kinds import SpaceKind, WorkspaceKind

NOBODY = 0


def _members(name: str, actor: Actor) -> QuerySet[Model]:
    found: QuerySet[Model] = apps.get_model("work", name)._default_manager.filter(held_by(actor))
    return found


def visible_workspaces(actor: Actor) -> Q:
    """Workspaces that this actor may see: open to all, or with a role there."""
    return Q() if actor.is_system else Q(archived_at=None) & known_workspaces(actor)


def known_workspaces(actor: Actor) -> Q:
    """The same with those that were archived."""
    if actor.is_system:
        return Q()
    mine = _members("WorkspaceMember", actor).values("workspace")
    return ~Q(kind=WorkspaceKind.PRIVATE) | Q(pk__in=mine)


def visible_spaces(actor: Actor) -> Q:
    """Spaces that this actor may see.

    Standard ones of a workspace they see, and those where they have a role.
    """
    return Q() if actor.is_system else Q(archived_at=None) & known_spaces(actor)


def known_spaces(actor: Actor) -> Q:
    """The same with those that were archived in a workspace that was not."""
    if actor.is_system:
        return Q()
    workspaces = (
        apps.get_model("work", "Workspace")._default_manager.filter(visible_workspaces(actor)).values("pk")
    )
    mine = _members("SpaceMember", actor).values("space")
    there = Q(workspace__archived_at=None)
    return there & (Q(kind=SpaceKind.STANDARD, workspace__in=workspaces) | Q(pk__in=mine))


def role_at_workspace(workspace_id: int, kind: str, actor: Actor) -> Role | None:
    """The actor's strongest role at a workspace."""
    if actor.is_system:
        return Role.OWNER
    roles = list(
        _members("WorkspaceMember", actor).filter(workspace=workspace_id).values_list("role", flat=True)
    )
    return strongest([*roles, *_given_to_all(kind)])


def role_at_space(
    space_id: int, kind: str, workspace_id: int, workspace_kind: str, actor: Actor
) -> Role | None:
    """The actor's strongest role at a space. Private and shared ones take nothing from above. One query."""
    if actor.is_system:
        return Role.OWNER
    person = actor.person or NOBODY
    if kind != SpaceKind.STANDARD:
        return strongest([role for (role,) in _roles_there(person, space_id)])
    roles = _roles_there_or_above(person, space_id, workspace_id)
    return strongest([*(role for (role,) in roles), *_given_to_all(workspace_kind)])


def _held_there(person: int, space: int) -> QuerySet[Any, tuple[Any, ...]]:
    members = apps.get_model("work", "SpaceMember")._default_manager
    return members.filter(held_by_person(person), space=space).values_list("role")


def _held_there_or_above(person: int, space: int, workspace: int) -> QuerySet[Any, tuple[Any, ...]]:
    above = apps.get_model("work", "WorkspaceMember")._default_manager.filter(
        held_by_person(person), workspace=workspace
    )
    return _held_there(person, space).union(above.values_list("role"))


_roles_there, _roles_there_or_above = Prepared(_held_there), Prepared(_held_there_or_above)


def _given_to_all(workspace_kind: str) -> list[str]:
    return {WorkspaceKind.PUBLIC.value: ["visitor"], WorkspaceKind.ORGANISATION.value: ["member"]}.get(
        workspace_kind, []
    )
