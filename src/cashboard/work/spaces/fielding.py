"""A space has fields: what its cards say besides what every card says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, Changing
from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable
from cashboard.work.fields import events
from cashboard.work.fields.kinds import WITH_OPTIONS, FieldKind
from cashboard.work.spaces.kinds import chosen
from cashboard.work.spaces.naming import COLOURS, tidy_name

if TYPE_CHECKING:
    from cashboard.work.fields.models import Field

MOST_FIELDS, MOST_OPTIONS, LONGEST_HELP = 50, 100, 300


class Fielding(Changing):
    """The fields of a space. Its owners define them; a field's kind stays. `fields` is their manager."""

    fields: Any

    class Meta:
        abstract = True

    def add_field(
        self,
        name: str,
        kind: str,
        *,
        by: Actor,
        help: str = "",
        options: Sequence[str | tuple[str, str]] = (),
        formula: str = "",
        on_front: bool = False,
    ) -> Field:
        """A new field at the end, with these options; without colours of their own they get them in turn.

        Raises Invalid for a name that is taken, an unknown kind or a formula that cannot be worked out.
        """
        name, meant, help = tidy_name(name, "field"), chosen(FieldKind, kind), _tidy_help(help)
        names = _tidy_options(options) if meant in WITH_OPTIONS else []
        with self.changing(by=by) as change:
            self._check_name(name)
            if self.fields.count() >= MOST_FIELDS:
                raise Invalid(f"A space has at most {MOST_FIELDS} fields, archived ones too.", "name")
            kept = self._kept_formula(formula) if meant == FieldKind.FORMULA else ""
            position = self.fields.count()
            field: Field = self.fields.create(
                name=name, kind=meant, help=help, formula=kept, position=position, on_front=on_front
            )
            made = [
                field.options.create(name=name, colour=colour, position=at)
                for at, (name, colour) in enumerate(names)
            ]
            self.save_changed(change)
            event = events.FieldAdded(
                field=field.named(),
                kind=field.kind,
                help=help,
                formula=kept,
                options=[events.KeptOption(id=one.pk, name=one.name, colour=one.colour) for one in made],
                on_front=on_front,
            )
            change.record(event, self)
        return field

    def rename_field(self, field: Field, name: str, *, by: Actor) -> None:
        """Give it another name; cards and formulas keep it."""
        name = tidy_name(name, "field")
        with self.changing(by=by) as change:
            self._read_own(field)
            if name != field.name:
                self._check_name(name, field)
                field.name, old = name, field.name
                self._save_field(field, change, "name")
                change.record(events.FieldRenamed(field=field.named(), old=old, new=name), self)

    def explain_field(self, field: Field, help: str, *, by: Actor) -> None:
        """Write its help text anew."""
        help = _tidy_help(help)
        with self.changing(by=by) as change:
            self._read_own(field)
            if help != field.help:
                field.help, old = help, field.help
                self._save_field(field, change, "help")
                change.record(events.FieldExplained(field=field.named(), old=old, new=help), self)

    def reckon_field(self, field: Field, formula: str, *, by: Actor) -> None:
        """Give it another formula. Raises Invalid where that cannot be worked out."""
        with self.changing(by=by) as change:
            self._read_own(field)
            if field.kind != FieldKind.FORMULA:
                raise Invalid(f"{field.name} is no formula.", "formula")
            kept = self._kept_formula(formula, field)
            if kept != field.formula:
                field.formula, old = kept, field.formula
                self._save_field(field, change, "formula")
                change.record(events.FieldReckoned(field=field.named(), old=old, new=kept), self)

    def show_field(self, field: Field, *, by: Actor, on_front: bool = True) -> None:
        """Show it on the front of cards, or no longer."""
        with self.changing(by=by) as change:
            self._read_own(field)
            if field.on_front != on_front:
                field.on_front = on_front
                self._save_field(field, change, "on_front")
                meant = events.FieldShown if on_front else events.FieldHidden
                change.record(meant(field=field.named()), self)

    def archive_field(self, field: Field, *, by: Actor) -> None:
        """Put it away. What cards say in it is kept; a formula that reads it holds it here."""
        with self.changing(by=by) as change:
            self._read_own(field)
            if field.archived_at is None:
                self._check_unread(field)
                field.archived_at = change.at
                self._save_field(field, change, "archived_at")
                change.record(events.FieldArchived(field=field.named()), self)

    def restore_field(self, field: Field, *, by: Actor) -> None:
        """Bring an archived one back."""
        with self.changing(by=by) as change:
            self._read_own(field)
            if field.archived_at is not None:
                self._check_name(field.name, field)
                if field.kind == FieldKind.FORMULA:
                    self._check_formula(field)
                field.archived_at = None
                self._save_field(field, change, "archived_at")
                change.record(events.FieldRestored(field=field.named()), self)

    def move_field(self, field: Field, before: Field | None, *, by: Actor) -> None:
        """Put it before another one, or at the end. Where it stands already: nothing."""
        with self.changing(by=by) as change:
            self._read_own(field)
            if before is not None:
                self._read_own(before)
            old = list(self.fields.all())
            order = moved(old, field, before)
            if order != old:
                place_all(order)
                self.save_changed(change)
                event = events.FieldMoved(field=field.named(), order=[each.named() for each in order])
                change.record(event, self)

    def fields_state(self) -> dict[str, Any]:
        """What the log must be able to rebuild: the state of each field by its id, in their order."""
        return {str(field.pk): field.state() for field in self.fields.all()}

    def _read_own(self, field: Field) -> None:
        if field.space_id != self.pk:
            raise Invalid("That field belongs to another space.", "field")
        field.refresh_from_db()

    def _save_field(self, field: Field, change: Change, *names: str) -> None:
        """Write these of the field with its next version, and the space's."""
        field.version += 1
        field.save(update_fields=[*names, "version"])
        self.save_changed(change)

    def _check_name(self, name: str, field: Field | None = None) -> None:
        for each in self.fields.filter(name__iexact=name, archived_at=None):
            if field is None or each.pk != field.pk:
                raise Invalid(f"There is a field {each.name} already. Choose another name.", "name")

    def _kept_formula(self, formula: str, field: Field | None = None) -> str:
        from cashboard.work.fields.working_out import kept_formula

        return kept_formula(storable(formula), list(self.fields.all()), field)

    def _check_formula(self, field: Field) -> None:
        """The fields that it reads are there still."""
        from cashboard.work.fields.working_out import spelt

        self._kept_formula(spelt(field.formula, list(self.fields.all())), field)

    def _check_unread(self, field: Field) -> None:
        from cashboard.work.fields.working_out import readers_of

        readers = readers_of(field, list(self.fields.all()))
        if readers:
            named = " and ".join(each.name for each in readers)
            raise Invalid(f"{named} works with {field.name}. Change that formula first.", "field")


def moved(order: Sequence[Any], one: Any, before: Any) -> list[Any]:
    """The same things with one of them before another, or at the end."""
    if before == one:
        return list(order)
    others = [each for each in order if each != one]
    at = others.index(before) if before is not None else len(others)
    return [*others[:at], one, *others[at:]]


def place_all(order: Sequence[models.Model]) -> None:
    """Number their positions in this order."""
    for at, each in enumerate(order):
        if each.position != at:  # type: ignore[attr-defined]
            each.position = at  # type: ignore[attr-defined]
            each.save(update_fields=["position"])


def _tidy_help(text: str) -> str:
    text = " ".join(storable(text).split())
    if len(text) > LONGEST_HELP:
        raise Invalid(
            f"A help text has at most {LONGEST_HELP} characters; this one has {len(text):,}.", "help"
        )
    return text


def known_colour(colour: str) -> str:
    """This colour. Raises Invalid and names those that there are."""
    if colour not in COLOURS:
        raise Invalid(f"Choose one of the colours {', '.join(COLOURS)}.", "colour")
    return colour


def _tidy_options(options: Sequence[str | tuple[str, str]]) -> list[tuple[str, str]]:
    """Names with colours; empty names are left out."""
    if len(options) > MOST_OPTIONS:
        raise Invalid(f"A field has at most {MOST_OPTIONS} options.", "options")
    made: dict[str, tuple[str, str]] = {}
    for each in options:
        given, colour = (each, "") if isinstance(each, str) else each
        if not given.strip():
            continue
        name = tidy_name(given, "option")
        if name.lower() in made:
            raise Invalid(f"The option {name} is there twice.", "options")
        made[name.lower()] = (name, known_colour(colour or COLOURS[len(made) % len(COLOURS)]))
    return list(made.values())
