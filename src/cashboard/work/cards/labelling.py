"""A card carries labels of its space."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.activity.types import Named
from cashboard.work.cards.events import CardLabelled, CardUnlabelled
from cashboard.work.cards.placing import Placed
from cashboard.work.spaces.models import COLOURS, Space, tidy_name


class Labels(models.QuerySet["Label"]):
    """Labels."""

    def named(self, space: Space, name: str) -> Label:
        """The space's label of this name, made when it is new. Part of the verb that puts it on a card."""
        name = tidy_name(name, "label")
        found = self.filter(space=space, name__iexact=name).first()
        if found is not None:
            return found
        colour = COLOURS[space.labels.count() % len(COLOURS)]
        return self.get_or_create(space=space, name=name, defaults={"colour": colour})[0]


class Label(models.Model):
    """A word with a colour, shared by the cards of a space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(max_length=120)
    colour = models.CharField(max_length=12, default="blue")

    objects = Labels.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["space", "name"], name="label_once_in_space"),)

    def __str__(self) -> str:
        return self.name

    def as_named(self) -> Named:
        """This label as an event keeps it."""
        return Named(id=self.pk, name=self.name)


class Labelling(Placed):
    """The labels on a card."""

    labels = models.ManyToManyField(Label, related_name="cards")

    class Meta:
        abstract = True

    def label(self, name: str, *, by: Actor) -> None:
        """Put a label of this name on the card. On it already: nothing."""
        with self.changing(by=by) as change:
            label = Label.objects.named(self.space, name)
            if not self.labels.filter(pk=label.pk).exists():
                self.labels.add(label)
                self.save_changed(change)
                change.record(CardLabelled(label=label.as_named()), self)

    def unlabel(self, label: Label, *, by: Actor) -> None:
        """Take the label off. Not on it: nothing."""
        with self.changing(by=by) as change:
            if label.space_id != self.space_id:
                raise Invalid("That label belongs to another space.", "label")
            if self.labels.filter(pk=label.pk).exists():
                self.labels.remove(label)
                self.save_changed(change)
                change.record(CardUnlabelled(label=label.as_named()), self)

    def label_back(self, event: Event, *, by: Actor) -> None:
        """Undo `event`, which put a label on or took one off, if that still holds."""
        told = event.typed
        if not isinstance(told, CardLabelled | CardUnlabelled):
            raise Refused("Only a label can be put on or taken off here.")
        with self.changing(by=by.because_of(event.uid)) as change:
            self.check_tells(event)
            label = self.space.labels.filter(pk=told.label.id or 0).first()
            was_put = isinstance(told, CardLabelled)
            if label is None or self.labels.filter(pk=label.pk).exists() != was_put:
                raise Refused(f"The labels of {self.key} were changed again since; change them by hand.")
            if was_put:
                self.labels.remove(label)
            else:
                self.labels.add(label)
            self.save_changed(change)
            undone = CardUnlabelled if was_put else CardLabelled
            change.record(undone(label=label.as_named()), self)
