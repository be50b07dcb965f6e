"""What the page of an import shows before it begins: columns, statuses and people, each with its choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from cashboard.people.roles import Role
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.importing import choices, columns
from cashboard.work.importing.brought import Source
from cashboard.work.importing.listed import ListedCards
from cashboard.work.importing.runs import BoardImport
from cashboard.work.importing.surveying import Survey
from cashboard.work.importing.targets import IGNORED, TITLES
from cashboard.work.spaces.kinds import StatusKind

Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """Something that the file names, what it is taken for, and an example or a count beside it."""

    name: str
    chosen: str
    beside: str


class Draft:
    """A file that has not come in yet."""

    def __init__(self, run: BoardImport, source: Source, seen: Survey, role: Role | None) -> None:
        self.run, self.seen = run, seen
        self._list = source if isinstance(source, ListedCards) else None
        self._may_add = role is not None and role.may(Role.OWNER)
        self._here = choices.PeopleHere(run.space)
        self._fields = list(Field.objects.filter(space=run.space).in_use())

    @property
    def undecided(self) -> str:
        """What must be chosen first."""
        return self._list.undecided if self._list else ""

    @property
    def has_title(self) -> bool:
        """A list without a title brings nothing."""
        return self._list is None or "title" in self._list.mapped.values()

    @property
    def columns(self) -> list[Line]:
        """The columns of a list with the first text in each."""
        if self._list is None:
            return []
        examples = self._list.examples()
        return [Line(name, target, examples[name]) for name, target in self._list.mapped.items()]

    @property
    def targets(self) -> list[tuple[str, Options]]:
        """What a column can be, in groups."""
        own = [(f"{columns.OWN}{field.pk}", field.name) for field in self._fields]
        own = [
            each for each, field in zip(own, self._fields, strict=True) if field.kind not in columns.NOT_READ
        ]
        new = [
            (f"{columns.NEW}{kind}", f"New field: {FieldKind(kind).label.lower()}")
            for kind in columns.NEW_KINDS
        ]
        groups: list[tuple[str, Options]] = [
            ("", [(IGNORED, "Do not import")]),
            ("Of the card", list(TITLES.items())),
        ]
        groups += [("Fields of the space", own)] if own else []
        return groups + ([("New", new)] if self._may_add else [])

    @property
    def statuses(self) -> list[Line]:
        """The statuses that the file names."""
        there = list(self.run.space.statuses.all())
        chosen = choices.choose_statuses(
            self.seen.statuses, self.run.chosen("statuses"), there, may_add=self._may_add
        )
        return list(_counted(chosen, self.seen.statuses, "card"))

    @property
    def status_targets(self) -> list[tuple[str, Options]]:
        """What a status of the file can become."""
        there = [(f"{choices.OWN}{each.pk}", each.name) for each in self.run.space.statuses.all()]
        new = [(f"{choices.NEW}{kind.value}", f"New: {kind.label.lower()}") for kind in StatusKind]
        return [("Of the space", there), *([("New status", new)] if self._may_add else [])]

    @property
    def people(self) -> list[Line]:
        """The people whom the file names."""
        chosen = self._here.choose(self.seen.people, self.run.chosen("people"))
        return list(_counted(chosen, self.seen.people, "time"))

    @property
    def person_targets(self) -> list[tuple[str, Options]]:
        """Whom a name of the file can stand for."""
        stand_ins = [(choices.PLACEHOLDER, "A placeholder"), (choices.NOBODY, "Nobody")]
        here = [(f"{choices.PERSON}{person.pk}", person.name) for person in self._here.everybody]
        return [("", stand_ins), ("People here", here)]


def choices_in(form: QueryDict) -> dict[str, dict[str, str] | str]:
    """What the form of a draft chooses: pairs of fields, the name in the file and what it is taken for."""
    found: dict[str, dict[str, str] | str] = {}
    for group in ("columns", "statuses", "people"):
        names, targets = form.getlist(f"{group}-name"), form.getlist(f"{group}-target")
        if names and len(names) == len(targets):
            found[group] = dict(zip(names, targets, strict=True))
    for name in ("order", "kind"):
        if name in form:
            found[name] = str(form[name])[:20]
    return found


def _counted(chosen: Mapping[str, str], counts: Mapping[str, int], noun: str) -> Iterator[Line]:
    for name, target in chosen.items():
        count = counts.get(name, 0)
        yield Line(name, target, f"{count:,} {noun}{'' if count == 1 else 's'}")
