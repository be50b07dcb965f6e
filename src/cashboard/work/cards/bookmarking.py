"""Comments that somebody keeps for themselves. Theirs alone: it records no event, as read marks do not."""

from __future__ import annotations

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.people.models import Person
from cashboard.work.cards.discussing import Comment


class Bookmarks(models.QuerySet["Bookmark"]):
    """Bookmarks."""

    def of(self, actor: Actor) -> Bookmarks:
        """Those of this person, on comments that they may still see."""
        seen = Comment.objects.visible_to(actor).filter(removed_at=None)
        return self.filter(person=actor.person, comment__in=seen.values("pk"))


class Bookmark(models.Model):
    """One person keeps one comment."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookmarks")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    objects = Bookmarks.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["person", "comment"], name="kept_once"),)

    def __str__(self) -> str:
        return f"{self.person} keeps {self.comment_id}"
