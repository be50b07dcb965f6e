"""What a template says, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldTemplate:
    """A field of the cards of a space; a select's options come with their colours."""

    name: str
    kind: str
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""
    formula: str = ""
    on_front: bool = False


@dataclass(frozen=True, slots=True)
class SpaceTemplate:
    """A space: its statuses from left to right with their kinds, its blockers with their descriptions.

    Without a folder it lies at the top.
    """

    key: str
    name: str
    folder: str
    statuses: tuple[tuple[str, str], ...]
    fields: tuple[FieldTemplate, ...] = ()
    blockers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkspaceTemplate:
    """A workspace with its spaces; folders come in the order in which spaces name them.

    `blockers` are shared with all spaces, each with its scope and description.
    """

    name: str
    kind: str
    spaces: tuple[SpaceTemplate, ...]
    blockers: tuple[tuple[str, str, str], ...] = ()

    @property
    def keys(self) -> set[str]:
        """The keys of its spaces."""
        return {space.key for space in self.spaces}
