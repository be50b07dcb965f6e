"""Workspaces and folders as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.values import Id, Name

WorkspaceKind = Annotated[
    Literal["private", "public", "organisation"],
    Meta(description="Who sees it without a role: nobody, everybody, or everybody as a member."),
]


class Workspace(msgspec.Struct, kw_only=True):
    """The hub of a department or process."""

    id: int
    version: int
    name: str
    kind: WorkspaceKind
    colour: str
    created_at: datetime
    changed_at: datetime


Colour = Annotated[
    Literal["blue", "violet", "teal", "amber", "rose", "green", "indigo", "orange"],
    Meta(description="One of a few that are told apart in light and dark."),
]


class PlaceColour(msgspec.Struct, forbid_unknown_fields=True):
    """Another colour."""

    colour: Colour


class FolderPlace(msgspec.Struct, forbid_unknown_fields=True):
    """Where a folder goes: last into another folder, or to the top of a workspace."""

    workspace: Id
    parent: Id | None = None


class SpacePlace(msgspec.Struct, forbid_unknown_fields=True):
    """Where a space goes: last into a folder, or to the top of a workspace."""

    workspace: Id
    folder: Id | None = None


class Before(msgspec.Struct, forbid_unknown_fields=True):
    """The one beside it before which it goes; null: last."""

    before: Id | None


class NewWorkspace(msgspec.Struct, forbid_unknown_fields=True):
    """A workspace to make; the caller owns it."""

    name: Name
    kind: WorkspaceKind = "private"


class Folder(msgspec.Struct, kw_only=True):
    """Groups spaces inside a workspace."""

    id: int
    version: int
    workspace: int
    parent: int | None
    name: str
    position: int


class FolderQuery(PageQuery, kw_only=True):
    """Which folders."""

    workspace: Id | UnsetType = UNSET


class NewFolder(msgspec.Struct, forbid_unknown_fields=True):
    """A folder to make, in another one or in none."""

    workspace: Id
    name: Name
    parent: Id | None = None
