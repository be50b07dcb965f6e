"""A card is filled in: what it says in the fields of its space."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, involved
from cashboard.activity.inserting import insert
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.people.models import Person
from cashboard.work.cards.placing import Placed
from cashboard.work.fields.content import Content, stored
from cashboard.work.fields.events import CardFilled
from cashboard.work.fields.kinds import FieldKind

if TYPE_CHECKING:
    from cashboard.work.fields.checking import Given
    from cashboard.work.fields.models import Field

COLUMNS = ("card_id", "field_id", "text", "number", "currency", "on", "person_id", "option_id")


class Filling(Placed):
    """What a card says in fields; the rows are in `contents.py`."""

    class Meta:
        abstract = True

    def fill(self, field: Field, given: Given, *, by: Actor, version: int | None = None) -> None:
        """Say this in the field; None, an empty text, no option or False: nothing. The same again: nothing.

        Raises Invalid for what the field's kind does not take.
        """
        from cashboard.work.fields.checking import checked

        with self.changing(by=by, version=version) as change:
            if field.space_id != self.space_id:
                raise Invalid("That field belongs to another space.", "field")
            field.space = self.space
            old = self.said_in(field)
            new = checked(field, given, old)
            if (old.told(field.kind), old.ids) == (new.told(field.kind), new.ids):
                return
            self._fill(field, old, new, change)

    def fill_back(self, event: Event, *, by: Actor) -> None:
        """Undo `event`, which filled a field, if the card says there what it said then."""
        told = event.typed
        if not isinstance(told, CardFilled):
            raise Refused("Only what a field says can be undone here.")
        with self.changing(by=by.because_of(event.uid)) as change:
            self.check_tells(event)
            field = self.space.fields.filter(pk=told.field.id or 0).first()
            held = self.said_in(field) if field else Content()
            said = (told.new_text, {each.id for each in told.new})
            if field is None or (held.told(field.kind), held.ids) != said:
                raise Refused(f"{told.field.name} of {self.key} was changed again since; fill it in by hand.")
            field.space = self.space
            self._fill(field, held, restored(field, told, held), change)

    def _fill(self, field: Field, old: Content, new: Content, change: Change) -> None:
        self._write(field, new)
        self.save_changed(change)
        people = new.named if field.kind == FieldKind.PERSON else ()
        taking_part = [involved("person", each.id, each.name, field.name) for each in people]
        change.record(filled(field, old, new), self, also=taking_part)

    def said_in(self, field: Field) -> Content:
        """What it says in this field."""
        from cashboard.work.cards.contents import contents_of

        return contents_of([self.pk])[self.pk].get(field.pk, Content())

    def fields_state(self) -> dict[str, str | list[int]]:
        """What it says in all fields, as the log must be able to rebuild it."""
        from cashboard.work.cards.contents import contents_of
        from cashboard.work.fields.models import Field

        kinds = dict(Field.objects.filter(space=self.space_id).values_list("pk", "kind"))
        said = contents_of([self.pk])[self.pk].items()
        return {str(pk): content.told(kinds[pk]) or sorted(content.ids) for pk, content in said}

    def _write(self, field: Field, new: Content) -> None:
        from cashboard.work.cards.contents import ChosenOption, FieldValue

        FieldValue.objects.filter(card=self.pk, field=field.pk).delete()
        ChosenOption.objects.filter(card=self.pk, field=field.pk).delete()
        insert_contents([(self.pk, field, new)] if new else [])


def insert_contents(rows: list[tuple[int, Field, Content]]) -> None:
    """Rows for what these cards, by id, say in these fields for the first time. Part of a transaction."""
    from cashboard.work.cards.contents import ChosenOption, FieldValue

    singles = [_row(*row) for row in rows if row[1].kind != FieldKind.MULTI_SELECT]
    chosen = [
        (card, field.pk, option.id)
        for card, field, content in rows
        if field.kind == FieldKind.MULTI_SELECT
        for option in content.named
    ]
    if singles:
        insert(FieldValue, COLUMNS, singles)
    if chosen:
        insert(ChosenOption, ("card_id", "field_id", "option_id"), chosen)


def filled(field: Field, old: Content, new: Content) -> CardFilled:
    """The event that tells of it."""
    return CardFilled(
        field=field.named(),
        kind=field.kind,
        old_text=old.told(field.kind),
        new_text=new.told(field.kind),
        old=list(old.named),
        new=list(new.named),
    )


def restored(field: Field, told: CardFilled, held: Content) -> Content:
    """What the card said in this field before; raises Invalid where the field does not take it any more."""
    from cashboard.work.fields.checking import checked

    try:
        given = _given_before(field, told)
    except (ValueError, InvalidOperation) as error:  # what it said was redacted
        raise Refused(f"What {field.name} said before is not known any more; fill it in by hand.") from error
    return checked(field, given, held)


def _given_before(field: Field, told: CardFilled) -> Given:
    from cashboard.work.fields.checking import Sum

    ids, text = [each.id or 0 for each in told.old], told.old_text
    if field.kind == FieldKind.PERSON:
        return Person.objects.filter(pk__in=ids).first()
    if field.has_options:
        options = list(field.options.filter(pk__in=ids))
        return options if field.kind == FieldKind.MULTI_SELECT else next(iter(options), None)
    if not text:
        return None
    if field.kind == FieldKind.MONEY:
        amount, _, currency = text.partition(" ")
        return Sum(Decimal(amount), currency)
    given: dict[str, Callable[[str], Given]] = {
        FieldKind.NUMBER: Decimal,
        FieldKind.DATE: date.fromisoformat,
        FieldKind.CHECKBOX: bool,
    }
    return given.get(field.kind, str)(text)


def _row(card: int, field: Field, content: Content) -> tuple[object, ...]:
    number = None if content.number is None else stored(content.number)
    pk = content.named[0].id if content.named else None
    person, option = (pk, None) if field.kind == FieldKind.PERSON else (None, pk)
    return (card, field.pk, content.text, number, content.currency, content.on, person, option)
