"""A card has one responsible person and any number of co-workers."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, involved
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.people.models import Person
from cashboard.people.roles import Role
from cashboard.work.cards.events import CardAssigned, CoworkerAdded, CoworkerRemoved
from cashboard.work.cards.placing import Placed
from cashboard.work.spaces.models import Space


class Assigning(Placed):
    """Who works on a card."""

    responsible = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="responsible_for"
    )
    coworkers = models.ManyToManyField(Person, related_name="coworker_on")

    class Meta:
        abstract = True

    def assign(self, person: Person | None, *, by: Actor, version: int | None = None) -> None:
        """Make this person responsible, or nobody. The same person again: nothing."""
        with self.changing(by=by, version=version) as change:
            if self.responsible_id == (person.pk if person else None):
                return
            if person is not None:
                check_belongs(person, self.space)
            self._set_responsible(person, change)

    def assign_back(self, event: Event, *, by: Actor) -> None:
        """Undo `event`, which made somebody responsible, if nobody else was made so since."""
        told = event.typed
        if not isinstance(told, CardAssigned):
            raise Refused("Only a change of the responsible person can be undone here.")
        with self.changing(by=by.because_of(event.uid)) as change:
            self.check_tells(event)
            if self.responsible_id != (told.new.id if told.new else None):
                raise Refused(f"Somebody else was made responsible for {self.key} since; choose by hand.")
            person = Person.objects.active().filter(pk=told.old.id or 0).first() if told.old else None
            if told.old is not None and person is None:
                raise Refused(f"{told.old.name} is not here any more; choose by hand who does {self.key}.")
            if person is not None:
                check_belongs(person, self.space)
            self._set_responsible(person, change)

    def add_coworker(self, person: Person, *, by: Actor) -> None:
        """Let this person work on the card too. Twice: nothing."""
        with self.changing(by=by) as change:
            if not self.coworkers.filter(pk=person.pk).exists():
                check_belongs(person, self.space)
                self.coworkers.add(person)
                self.save_changed(change)
                taking_part = [involved("person", person.pk, person.name, "co-worker")]
                change.record(CoworkerAdded(coworker=person.named()), self, also=taking_part)

    def remove_coworker(self, person: Person, *, by: Actor) -> None:
        """Take this person off the card. Not on it: nothing."""
        with self.changing(by=by) as change:
            if self.coworkers.filter(pk=person.pk).exists():
                self.coworkers.remove(person)
                self.save_changed(change)
                taking_part = [involved("person", person.pk, person.name, "co-worker")]
                change.record(CoworkerRemoved(coworker=person.named()), self, also=taking_part)

    def cowork_back(self, event: Event, *, by: Actor) -> None:
        """Undo `event`, which added a co-worker or took one off, if that still holds."""
        told = event.typed
        if not isinstance(told, CoworkerAdded | CoworkerRemoved):
            raise Refused("Only a co-worker can be added or taken off here.")
        with self.changing(by=by.because_of(event.uid)) as change:
            self.check_tells(event)
            was_added = isinstance(told, CoworkerAdded)
            person = Person.objects.active().filter(pk=told.coworker.id or 0).first()
            if person is None or self.coworkers.filter(pk=person.pk).exists() != was_added:
                raise Refused(f"The co-workers of {self.key} were changed again since; change them by hand.")
            if was_added:
                self.coworkers.remove(person)
            else:
                check_belongs(person, self.space)
                self.coworkers.add(person)
            self.save_changed(change)
            undone = CoworkerRemoved if was_added else CoworkerAdded
            taking_part = [involved("person", person.pk, person.name, "co-worker")]
            change.record(undone(coworker=person.named()), self, also=taking_part)

    def _set_responsible(self, person: Person | None, change: Change) -> None:
        self.responsible, old = person, self.responsible
        self.save_changed(change, "responsible")
        event = CardAssigned(old=old.named() if old else None, new=person.named() if person else None)
        taking_part = [involved("person", person.pk, person.name, "responsible")] if person else []
        change.record(event, self, also=taking_part)


def check_belongs(person: Person, space: Space) -> None:
    """Raise Invalid when this person cannot be asked to work in the space."""
    role = space.role_of(person.acting("web"))
    if role is None or not role.may(Role.MEMBER):
        raise Invalid(
            f"{person.name} is not a member of {space.name}. Add them to the space first.", "person"
        )
