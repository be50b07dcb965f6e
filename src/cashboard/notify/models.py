"""The inbox: what happened that concerns a person. A reading of the log, not a change of anything.

That somebody has read or put away a notice is theirs alone and records no event.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.prepared import Prepared, Row
from cashboard.activity.turns import writing_turn
from cashboard.notify.following import Follow
from cashboard.people.models import Person
from cashboard.work.cards.models import Card

__all__ = ["Follow", "Level", "Notice", "Notices", "Reason", "Wish", "look_at"]


class Reason(models.TextChoices):
    """Why somebody is told; the first that holds is given."""

    MENTIONED = "mentioned", "You were mentioned"
    REPLIED = "replied", "Somebody replied to you"
    GROUP = "group", "Your group was mentioned"
    BLOCKER = "blocker", "You have to remove what blocks it"
    RESPONSIBLE = "responsible", "You became responsible"
    RELIEVED = "relieved", "You are no longer responsible"
    COWORKER = "coworker", "You became co-worker"
    ITEM = "item", "An item was given to you"
    YOURS = "yours", "You are responsible"
    WITH_YOU = "with_you", "You work on it too"
    CARD = "card", "You follow the card"
    STATUS = "status", "You follow its status"
    SPACE = "space", "You follow its space"


class Level(models.TextChoices):
    """How much somebody wants to hear of their cards. What is said to them they always hear."""

    EVERYTHING = "everything", "Everything"
    RELEVANT = "relevant", "What matters"
    COMMENTS = "comments", "Comments only"


class Wish(models.Model):
    """How much a person wants to hear; without a wish, what matters."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.RELEVANT)

    def __str__(self) -> str:
        return f"{self.person}: {self.level}"


class Notices(models.QuerySet["Notice"]):
    """Notices."""

    def of(self, actor: Actor) -> Notices:
        """Those of this person, on cards that they may still see."""
        return self.filter(person=actor.person, card__in=Card.objects.visible_to(actor).values("pk"))

    def waiting(self) -> Notices:
        """Those that are neither put away nor asleep."""
        awake = Q(snoozed_until=None) | Q(snoozed_until__lte=clock.now())
        return self.filter(awake, done_at=None)

    def asleep(self) -> Notices:
        """Those that come back later."""
        return self.filter(done_at=None, snoozed_until__gt=clock.now())

    def put_away(self) -> Notices:
        """Those that are done."""
        return self.exclude(done_at=None)

    def finish(self) -> int:
        """Put these away; returns how many."""
        now = clock.now()
        return self.filter(done_at=None).update(done_at=now, snoozed_until=None)

    def bring_back(self) -> None:
        """Put these into the inbox again."""
        self.update(done_at=None, snoozed_until=None)

    def snooze(self, until: datetime) -> None:
        """Let these come back at that moment."""
        self.filter(done_at=None).update(snoozed_until=until, read_at=clock.now())


class Notice(models.Model):
    """One event that one person is told of."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)

    objects = Notices.as_manager()

    class Meta:
        ordering = ("-seq",)
        constraints = (models.UniqueConstraint(fields=["person", "seq"], name="told_once"),)
        indexes = (
            models.Index(
                fields=["person", "seq"], name="notice_waiting", condition=models.Q(done_at__isnull=True)
            ),
            models.Index(fields=["person", "card"], name="notice_of_card"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} is told of {self.seq}"


def look_at(card: int, person: int) -> None:
    """This person has read what they were told of the card. Nothing new: nothing is written."""
    if list(_unread(person, card)):
        with writing_turn(), transaction.atomic():
            Notice.objects.filter(person=person, card=card, read_at=None).update(read_at=clock.now())


def _unread_of(person: int, card: int) -> models.QuerySet[Notice, Row]:
    return Notice.objects.filter(person=person, card=card, read_at=None).order_by().values_list("pk")[:1]


_unread = Prepared(_unread_of)
