"""What happens to workspaces, folders, spaces and their people."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from cashboard.activity.types import EventType, Named, event_type


class Stage(msgspec.Struct, frozen=True):
    """A status as it was made: its id, name and kind."""

    id: int
    name: str
    kind: str


@event_type
class WorkspaceCreated(EventType, frozen=True):
    """A workspace was made."""

    name: ClassVar[str] = "workspace.created"
    sentence: ClassVar[str] = "made the workspace {workspace}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "anyone"
    workspace: Named
    kind: str


@event_type
class WorkspaceRenamed(EventType, frozen=True):
    """A workspace got another name."""

    name: ClassVar[str] = "workspace.renamed"
    sentence: ClassVar[str] = "renamed the workspace {old} to {new}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    old: str
    new: str


@event_type
class WorkspaceArchived(EventType, frozen=True):
    """A workspace was put away."""

    name: ClassVar[str] = "workspace.archived"
    sentence: ClassVar[str] = "archived the workspace {workspace}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    shifts_rights: ClassVar[bool] = True
    workspace: Named


@event_type
class FolderCreated(EventType, frozen=True):
    """A folder was made."""

    name: ClassVar[str] = "folder.created"
    sentence: ClassVar[str] = "made the folder {folder}"
    structural: ClassVar[bool] = True
    folder: Named


@event_type
class FolderRenamed(EventType, frozen=True):
    """A folder got another name."""

    name: ClassVar[str] = "folder.renamed"
    sentence: ClassVar[str] = "renamed the folder {old} to {new}"
    structural: ClassVar[bool] = True
    old: str
    new: str


@event_type
class SpaceCreated(EventType, frozen=True):
    """A space was made with its statuses."""

    name: ClassVar[str] = "space.created"
    sentence: ClassVar[str] = "made the space {space}"
    structural: ClassVar[bool] = True
    space: Named
    key: str
    kind: str
    statuses: list[str]
    stages: list[Stage] = []

    def apply(self, state: dict[str, Any]) -> None:
        for stage in self.stages:
            add_stage(state, stage.id, stage.name, stage.kind)


@event_type
class SpaceRenamed(EventType, frozen=True):
    """A space got another name."""

    name: ClassVar[str] = "space.renamed"
    sentence: ClassVar[str] = "renamed the space {old} to {new}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    old: str
    new: str


@event_type
class SpaceFiled(EventType, frozen=True):
    """A space was put into a folder, or out of one."""

    name: ClassVar[str] = "space.filed"
    sentence: ClassVar[str] = "moved the space from {old} to {new}"
    absent: ClassVar[str] = "no folder"
    structural: ClassVar[bool] = True
    old: Named | None
    new: Named | None


@event_type
class StatusAdded(EventType, frozen=True):
    """A space got another status."""

    name: ClassVar[str] = "status.added"
    sentence: ClassVar[str] = "added the status {status} ({kind})"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    status: Named
    kind: str

    def apply(self, state: dict[str, Any]) -> None:
        add_stage(state, self.status.id or 0, self.status.name, self.kind)


def add_stage(state: dict[str, Any], pk: int, name: str, kind: str) -> None:
    """A new status at the right end of a space's replayed state."""
    state.setdefault("order", []).append(pk)
    state.setdefault("statuses", {})[pk] = {
        "name": name,
        "kind": kind,
        "limit": None,
        "limit_rule": "",
        "arrivals": {},
        "gate": [],
        "definition": [],
    }
    state.setdefault("default_status", None)
    state.setdefault("needs_responsible", False)


@event_type
class OrderOfWorkSet(EventType, frozen=True):
    """An owner chose whether cards may be begun while one before them is open: warn or enforce."""

    name: ClassVar[str] = "space.order_set"
    sentence: ClassVar[str] = "changed the order of work from {old} to {new}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    old: str
    new: str


@event_type
class MemberAdded(EventType, frozen=True):
    """Somebody got a role at a workspace or space, or another one."""

    name: ClassVar[str] = "member.added"
    sentence: ClassVar[str] = "gave {member} the role {role}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    shifts_rights: ClassVar[bool] = True
    member: Named
    role: str
    old_role: str = ""


@event_type
class MemberRemoved(EventType, frozen=True):
    """Somebody lost their role at a workspace or space."""

    name: ClassVar[str] = "member.removed"
    sentence: ClassVar[str] = "removed {member}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "owner"
    shifts_rights: ClassVar[bool] = True
    member: Named
    role: str
