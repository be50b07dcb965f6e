"""People react to a comment with a sign instead of words."""

from __future__ import annotations

from typing import Any

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing
from cashboard.activity.refusals import Invalid, Refused
from cashboard.activity.types import Named
from cashboard.people.models import Person
from cashboard.work.cards.comment_events import CommentReacted, ReactionTakenBack


class Emoji(models.TextChoices):
    """The signs that there are: a few, so that they mean something."""

    AGREED = "agreed", "Agreed"
    DONE = "done", "Done"
    SEEN = "seen", "Seen"
    THANKS = "thanks", "Thanks"
    CHEERS = "cheers", "Cheers"
    DOUBT = "doubt", "Doubt"


class Reaction(models.Model):
    """One person's sign on one comment."""

    comment = models.ForeignKey("work.Comment", on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=12, choices=Emoji.choices)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["comment", "person", "emoji"], name="reacts_once_each"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.emoji}"


class Reacting(Changing):
    """The reactions to a comment, and whether it is still there."""

    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def react(self, emoji: str, *, by: Actor) -> None:
        """Put one's sign on it. There already: nothing. Raises Invalid for a sign that there is not."""
        emoji, person = _chosen(emoji), _acting(by)
        with self.changing(by=by) as change:
            self.check_there()
            if not self._signs(person, emoji).exists():
                self._signs(person, emoji).create(
                    comment_id=self.pk, person_id=by.person or 0, emoji=emoji, at=change.at
                )
                self.save_changed(change)
                change.record(CommentReacted(**self.told(), person=person, emoji=emoji), self)

    def take_back(self, emoji: str, *, by: Actor) -> None:
        """Take one's sign off it. Not there: nothing."""
        emoji, person = _chosen(emoji), _acting(by)
        with self.changing(by=by) as change:
            if self._signs(person, emoji).exists():
                self._signs(person, emoji).delete()
                self.save_changed(change)
                change.record(ReactionTakenBack(**self.told(), person=person, emoji=emoji), self)

    def told(self) -> dict[str, Any]:
        """How events name this comment."""
        raise NotImplementedError

    def check_there(self) -> None:
        """Raise Refused when it was removed."""
        if self.removed_at is not None:
            raise Refused("This comment was removed.")

    def _signs(self, person: Named, emoji: str) -> models.QuerySet[Reaction]:
        return Reaction.objects.filter(comment=self.pk, person=person.id, emoji=emoji)


def _chosen(emoji: str) -> str:
    if emoji not in Emoji.values:
        raise Invalid(f"Choose a reaction among {', '.join(Emoji.values)}.", "emoji")
    return emoji


def _acting(by: Actor) -> Named:
    if by.person is None:
        raise Refused("Only a person reacts to what was said.")
    return Named(id=by.person, name=by.name)
