"""The tree at the left: workspaces, their folders and spaces, as far as the person may see them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from cashboard.activity.actors import Actor
from cashboard.work.spaces.models import Folder, Space, Workspace


@dataclass(slots=True)
class Branch:
    """A workspace or folder with what lies in it."""

    place: Workspace | Folder | None
    spaces: list[Space] = field(default_factory=list)
    folders: list[Branch] = field(default_factory=list)


class Navigation:
    """Three queries, whatever the size of the tree."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    @cached_property
    def spaces(self) -> list[Space]:
        """All of them, wherever they lie."""
        return list(Space.objects.visible_to(self._actor).order_by("position", "pk"))

    @cached_property
    def workspaces(self) -> list[Branch]:
        """A branch for each workspace; spaces shared from elsewhere come in a last one without a place."""
        spaces = self.spaces
        in_folder: dict[int | None, list[Space]] = defaultdict(list)
        loose: dict[int, list[Space]] = defaultdict(list)
        known = list(Workspace.objects.visible_to(self._actor))
        ids = {workspace.pk for workspace in known}
        for space in spaces:
            (in_folder[space.folder_id] if space.folder_id else loose[space.workspace_id]).append(space)
        folders: dict[tuple[int, int | None], list[Folder]] = defaultdict(list)
        for folder in Folder.objects.filter(workspace__in=ids).order_by("position", "pk"):
            folders[folder.workspace_id, folder.parent_id].append(folder)

        def branch(folder: Folder) -> Branch:
            below = [branch(child) for child in folders[folder.workspace_id, folder.pk]]
            return Branch(folder, in_folder[folder.pk], below)

        tree = [Branch(one, loose[one.pk], [branch(top) for top in folders[one.pk, None]]) for one in known]
        shared = [space for space in spaces if space.workspace_id not in ids]
        return [*tree, Branch(None, shared)] if shared else tree
