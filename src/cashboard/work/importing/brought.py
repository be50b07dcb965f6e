"""A card as a file brings it, before anything of the space is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeAlias

from cashboard.work.fields.kinds import FieldKind
from cashboard.work.list_files.faults import BadRow

Raw: TypeAlias = str | Decimal | date | bool | tuple[str, ...] | tuple[Decimal, str]


class BroughtItem(NamedTuple):
    """An item of a checklist."""

    text: str
    is_done: bool = False
    due_on: date | None = None


class BroughtComment(NamedTuple):
    """Something that was said; without a moment it is said when it is imported."""

    text: str
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BroughtCard:
    """Statuses and people are names as in the file; `key` is the card's id there, unique in the source.

    `steps`: the statuses that it went through, each with its moment, as far as the source tells. `said`: what
    the card says, by the field. `parents`, `followers` and `precursors` are keys of other cards there.
    """

    line: int
    key: str
    title: str
    status: str = ""
    description: str = ""
    responsible: str = ""
    coworkers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    start_on: date | None = None
    due_on: date | None = None
    created_at: datetime | None = None
    completed_at: datetime | None = None
    steps: tuple[tuple[str, datetime], ...] = ()
    is_archived: bool = False
    said: dict[str, Raw] = field(default_factory=dict)
    checklists: tuple[tuple[str, tuple[BroughtItem, ...]], ...] = ()
    comments: tuple[BroughtComment, ...] = ()
    parents: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    precursors: tuple[str, ...] = ()

    @property
    def people(self) -> Iterator[str]:
        """Everybody whom it names, as the file does."""
        yield from (self.responsible, *self.coworkers, *(each.author for each in self.comments))

    @property
    def is_linked(self) -> bool:
        """It names other cards."""
        return bool(self.parents or self.followers or self.precursors)


class BroughtField(NamedTuple):
    """A field that the source's cards say something in; `existing` is the id of the space's own."""

    name: str
    kind: FieldKind
    existing: int | None = None


class Source(Protocol):
    """A file of one kind, read from the start at every call of `rows`."""

    source: str
    """Whose ids its keys are: cards of the same source and key are the same card."""

    @property
    def header(self) -> Sequence[str]:
        """The columns of rows that cannot be taken."""

    @property
    def fields(self) -> Sequence[BroughtField]:
        """The fields that its cards say something in."""

    def rows(self) -> Iterator[BroughtCard | BadRow]:
        """Its cards in order, and what cannot be one."""
