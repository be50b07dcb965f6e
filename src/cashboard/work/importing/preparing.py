"""What cards need before they come: statuses, fields with their options, and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.people.models import Person
from cashboard.people.placeholders import add_placeholder
from cashboard.people.roles import Role
from cashboard.work.fields.kinds import WITH_OPTIONS
from cashboard.work.fields.models import Field, Option
from cashboard.work.importing import choices
from cashboard.work.importing.brought import BroughtField, Source
from cashboard.work.importing.runs import BoardImport
from cashboard.work.importing.surveying import Survey
from cashboard.work.spaces.fielding import MOST_OPTIONS
from cashboard.work.spaces.models import Space, Status


@dataclass
class Known:
    """What the names of a file stand for in the space."""

    begin: Status
    statuses: dict[str, Status]
    people: dict[str, Person | None]
    fields: dict[str, Field]
    options: dict[tuple[int, str], Option]

    def status(self, name: str) -> Status:
        """The status of this name, or where cards begin."""
        return self.statuses.get(name, self.begin)


def prepare(run: BoardImport, source: Source, seen: Survey, by: Actor) -> Known:
    """Make what is missing, each by its verb; what is there already is taken as it is."""
    space = run.space
    fields = {each.name: _field(space, each, seen, by) for each in source.fields}
    options = {
        (option.field_id, option.name.casefold()): option
        for option in Option.objects.filter(field__in=fields.values(), retired_at=None)
    }
    statuses = _statuses(run, seen, by)
    return Known(
        begin=_begin(space),
        statuses={name: _status(space, name, target, by) for name, target in statuses.items()},
        people={name: _person(name, target, by) for name, target in _people(run, seen).items()},
        fields=fields,
        options=options,
    )


def _begin(space: Space) -> Status:
    begin = space.starting_status()
    if begin is None:
        raise Invalid(f"{space.name} has no status. Add one in its settings first.", "status")
    return begin


def _statuses(run: BoardImport, seen: Survey, by: Actor) -> Mapping[str, str]:
    there, role = run.space.statuses.all(), run.space.role_of(by)
    may_add = role is not None and role.may(Role.OWNER)
    return choices.choose_statuses(seen.statuses, run.chosen("statuses"), there, may_add=may_add)


def _people(run: BoardImport, seen: Survey) -> Mapping[str, str]:
    return choices.PeopleHere(run.space).choose(seen.people, run.chosen("people"))


def _status(space: Space, name: str, target: str, by: Actor) -> Status:
    if target.startswith(choices.OWN):
        return space.statuses.get(pk=int(target.removeprefix(choices.OWN)))
    made = space.statuses.filter(name__iexact=name).first()
    return made or space.add_status(name, target.removeprefix(choices.NEW), by=by)


def _person(name: str, target: str, by: Actor) -> Person | None:
    if target == choices.NOBODY:
        return None
    if target == choices.PLACEHOLDER:
        return add_placeholder(name, by=by)
    return Person.objects.filter(pk=int(target.removeprefix(choices.PERSON))).first()


def _field(space: Space, wanted: BroughtField, seen: Survey, by: Actor) -> Field:
    names = list(seen.options.get(wanted.name, ()))
    made = Field.objects.filter(space=space).in_use()
    found = made.filter(pk=wanted.existing).first() if wanted.existing else None
    found = found or made.filter(name__iexact=wanted.name).first()
    if found is None:
        if len(names) > MOST_OPTIONS:
            raise Invalid(
                f"{wanted.name} has {len(names):,} different values; a select has at most {MOST_OPTIONS}. "
                "Let that column be a text.",
                "columns",
            )
        return space.add_field(wanted.name, wanted.kind, by=by, options=names)
    if found.kind != wanted.kind:
        raise Invalid(
            f"There is a field {found.name} of another kind already. Choose it for that column.",
            "columns",
        )
    if found.kind in WITH_OPTIONS:
        there = {option.name.casefold() for option in found.current_options}
        for name in names:
            if name.casefold() not in there:
                space.add_option(found, name, by=by)
                there.add(name.casefold())
    return found
