"""What happens to the shape of the whole: colours, places in the tree, what is put away and taken out."""

from __future__ import annotations

from typing import ClassVar

from cashboard.activity.types import EventType, Named, event_type


@event_type
class WorkspaceColoured(EventType, frozen=True):
    """A workspace got another colour."""

    name: ClassVar[str] = "workspace.coloured"
    sentence: ClassVar[str] = "changed the colour of the workspace from {old} to {new}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    old: str
    new: str


@event_type
class WorkspaceRestored(EventType, frozen=True):
    """An archived workspace came back with all that lies in it."""

    name: ClassVar[str] = "workspace.restored"
    sentence: ClassVar[str] = "took the workspace {workspace} out of the archive"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    shifts_rights: ClassVar[bool] = True
    workspace: Named


@event_type
class FolderMoved(EventType, frozen=True):
    """A folder went into another folder or workspace, with all that lies in it."""

    name: ClassVar[str] = "folder.moved"
    sentence: ClassVar[str] = "moved the folder {folder} to {new}"
    absent: ClassVar[str] = "the top of its workspace"
    structural: ClassVar[bool] = True
    folder: Named
    old: Named | None
    new: Named | None
    old_workspace: Named
    new_workspace: Named


@event_type
class FoldersOrdered(EventType, frozen=True):
    """The folders that lie beside each other got another order."""

    name: ClassVar[str] = "folder.ordered"
    sentence: ClassVar[str] = "put the folder {folder} at another place"
    structural: ClassVar[bool] = True
    folder: Named
    order: list[Named]


@event_type
class FolderRemoved(EventType, frozen=True):
    """An empty folder was removed."""

    name: ClassVar[str] = "folder.removed"
    sentence: ClassVar[str] = "removed the folder {folder}"
    structural: ClassVar[bool] = True
    folder: Named


@event_type
class SpaceColoured(EventType, frozen=True):
    """A space got another colour."""

    name: ClassVar[str] = "space.coloured"
    sentence: ClassVar[str] = "changed the colour of the space from {old} to {new}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    old: str
    new: str


@event_type
class SpaceMoved(EventType, frozen=True):
    """A space went to another workspace; a standard space takes its people from there at once.

    Who moves it owns the space where it was, and is a member where it goes.
    """

    name: ClassVar[str] = "space.moved"
    sentence: ClassVar[str] = "moved the space to the workspace {new}"
    structural: ClassVar[bool] = True
    shifts_rights: ClassVar[bool] = True
    old: Named
    new: Named
    folder: Named | None = None


@event_type
class SpacesOrdered(EventType, frozen=True):
    """The spaces that lie beside each other got another order."""

    name: ClassVar[str] = "space.ordered"
    sentence: ClassVar[str] = "put the space {space} at another place"
    structural: ClassVar[bool] = True
    space: Named
    order: list[Named]


@event_type
class SpaceArchived(EventType, frozen=True):
    """A space was put away with its cards: nobody sees it until it is taken out again."""

    name: ClassVar[str] = "space.archived"
    sentence: ClassVar[str] = "archived the space {space}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    shifts_rights: ClassVar[bool] = True
    space: Named


@event_type
class SpaceRestored(EventType, frozen=True):
    """An archived space came back with its cards."""

    name: ClassVar[str] = "space.restored"
    sentence: ClassVar[str] = "took the space {space} out of the archive"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    shifts_rights: ClassVar[bool] = True
    space: Named
