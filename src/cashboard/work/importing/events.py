"""What happens to imports of boards."""

from __future__ import annotations

from typing import ClassVar

from cashboard.activity.types import EventType, event_type


@event_type
class ImportStarted(EventType, frozen=True):
    """Somebody let a file come into a space; the events of its cards follow from this one."""

    name: ClassVar[str] = "board_import.started"
    sentence: ClassVar[str] = "began to import {file}"
    file: str
    kind: str
    sha256: str


@event_type
class ImportFinished(EventType, frozen=True):
    """An import came to its end; `same` cards were there already and stayed as they are."""

    name: ClassVar[str] = "board_import.finished"
    sentence: ClassVar[str] = "imported {file}: {new} cards, {rejected} rows rejected"
    file: str
    new: int
    same: int
    rejected: int
    linked: int = 0


@event_type
class ImportStopped(EventType, frozen=True):
    """An import was stopped in the middle; what had come stays."""

    name: ClassVar[str] = "board_import.stopped"
    sentence: ClassVar[str] = "stopped the import of {file} after {new} cards"
    file: str
    new: int


@event_type
class BoardImportUndone(EventType, frozen=True):
    """The cards of an import were put away again; `kept` had been changed since and stay."""

    name: ClassVar[str] = "board_import.undone"
    sentence: ClassVar[str] = "undid the import of {file}: {withdrawn} cards put away, {kept} kept"
    file: str
    withdrawn: int
    kept: int
