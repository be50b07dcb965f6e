"""The options of a space's selects: added, renamed, coloured, ordered and retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.work.fields import events
from cashboard.work.spaces.fielding import MOST_OPTIONS, Fielding, known_colour, moved, place_all
from cashboard.work.spaces.naming import COLOURS, tidy_name

if TYPE_CHECKING:
    from cashboard.work.fields.models import Field, Option


class Optioning(Fielding):
    """Cards choose an option by its id, so that its name and colour can change."""

    class Meta:
        abstract = True

    def add_option(self, field: Field, name: str, *, by: Actor, colour: str = "") -> Option:
        """A new option at the end, in the next colour if none is named."""
        name = tidy_name(name, "option")
        with self.changing(by=by) as change:
            self._read_own(field)
            count = field.options.count()
            if not field.has_options:
                raise Invalid(f"{field.name} has no options.", "field")
            if count >= MOST_OPTIONS:
                raise Invalid(f"A field has at most {MOST_OPTIONS} options, retired ones too.", "name")
            _check_option(field, name)
            colour = known_colour(colour or COLOURS[count % len(COLOURS)])
            option = field.options.create(name=name, colour=colour, position=count)
            self._save_field(field, change)
            event = events.OptionAdded(field=field.named(), option=option.named(), colour=colour)
            change.record(event, self)
        return option

    def rename_option(self, option: Option, name: str, *, by: Actor) -> None:
        """Give it another name; the cards that chose it keep it."""
        name = tidy_name(name, "option")
        with self.changing(by=by) as change:
            field = self._read_own_option(option)
            if name != option.name:
                _check_option(field, name, option)
                option.name, old = name, option.name
                option.save(update_fields=["name"])
                self._save_field(field, change)
                event = events.OptionRenamed(field=field.named(), option=option.named(), old=old, new=name)
                change.record(event, self)

    def colour_option(self, option: Option, colour: str, *, by: Actor) -> None:
        """Give it another colour."""
        known_colour(colour)
        with self.changing(by=by) as change:
            field = self._read_own_option(option)
            if colour != option.colour:
                option.colour, old = colour, option.colour
                option.save(update_fields=["colour"])
                self._save_field(field, change)
                event = events.OptionColoured(field=field.named(), option=option.named(), old=old, new=colour)
                change.record(event, self)

    def move_option(self, option: Option, before: Option | None, *, by: Actor) -> None:
        """Put it before another one of its field, or at the end."""
        with self.changing(by=by) as change:
            field = self._read_own_option(option)
            if before is not None and before.field_id != field.pk:
                raise Invalid("That option belongs to another field.", "before")
            old = list(field.options.all())
            order = moved(old, option, before)
            if order != old:
                place_all(order)
                self._save_field(field, change)
                names = [each.named() for each in order]
                event = events.OptionMoved(field=field.named(), option=option.named(), order=names)
                change.record(event, self)

    def retire_option(self, option: Option, *, by: Actor) -> None:
        """Offer it no longer; the cards that chose it keep it."""
        with self.changing(by=by) as change:
            field = self._read_own_option(option)
            if option.retired_at is None:
                option.retired_at = change.at
                option.save(update_fields=["retired_at"])
                self._save_field(field, change)
                change.record(events.OptionRetired(field=field.named(), option=option.named()), self)

    def restore_option(self, option: Option, *, by: Actor) -> None:
        """Offer a retired one again."""
        with self.changing(by=by) as change:
            field = self._read_own_option(option)
            if option.retired_at is not None:
                _check_option(field, option.name, option)
                option.retired_at = None
                option.save(update_fields=["retired_at"])
                self._save_field(field, change)
                change.record(events.OptionRestored(field=field.named(), option=option.named()), self)

    def _read_own_option(self, option: Option) -> Field:
        option.refresh_from_db()
        field: Field | None = self.fields.filter(pk=option.field_id).first()
        if field is None:
            raise Invalid("That option belongs to another space.", "option")
        return field


def _check_option(field: Field, name: str, option: Option | None = None) -> None:
    for each in field.options.filter(name__iexact=name, retired_at=None):
        if option is None or each.pk != option.pk:
            raise Invalid(f"{field.name} has an option {each.name} already.", "name")
