"""People talk about a card in comments, and call others in by @mention."""

from __future__ import annotations

import re

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Objects, Place, involved
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.activity.types import Named
from cashboard.people.models import Person
from cashboard.people.roles import Role
from cashboard.work.cards.describing import tidy_text
from cashboard.work.cards.events import CardCommented, CommentEdited
from cashboard.work.cards.placing import Placed
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.people import people_of

MENTION = re.compile(r"@\[([^\]\n]{1,120})\]\(person:(\d{1,18})\)")


class Comments(models.QuerySet["Comment"]):
    """Comments."""

    def visible_to(self, actor: Actor) -> Comments:
        """Comments on cards that this actor may see."""
        from cashboard.work.cards.models import Card

        return self.filter(card__in=Card.objects.visible_to(actor).values("pk"))


class Comment(Changing):
    """One contribution to the talk about a card (Markdown)."""

    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    text = models.TextField()
    created_at = models.DateTimeField(default=clock.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)

    objects = Comments.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"comment on {self.card.key}"

    def role_of(self, actor: Actor) -> Role | None:
        """The role at the card's space."""
        return self.card.role_of(actor)

    def event_place(self) -> Place:
        return self.card.event_place()

    def event_objects(self) -> Objects:
        return [*self.card.event_objects(), involved("comment", self.pk)]

    def edit(self, text: str, *, by: Actor, version: int | None = None) -> None:
        """Write it anew; the old text stays in the log. Only its author may."""
        text = tidy_text(text, "comment")
        if not text:
            raise Invalid("A comment needs some text.", "text")
        if not by.is_system and by.person != self.author_id:
            raise NotAllowed("Only the author of a comment can edit it.")
        with self.changing(by=by, version=version) as change:
            if text != self.text:
                self.text, old, self.edited_at = text, self.text, change.at
                self.save_changed(change, "text", "edited_at")
                event = CommentEdited(
                    comment=self.pk, old=old, new=text, mentions=mentioned(text, self.card.space)
                )
                change.record(event, self)


class Discussing(Placed):
    """The comments on a card."""

    class Meta:
        abstract = True

    def comment(self, text: str, *, by: Actor) -> Comment:
        """Say something about the card; `@[Name](person:7)` calls somebody in."""
        text = tidy_text(text, "comment")
        if not text:
            raise Invalid("A comment needs some text.", "text")
        with self.changing(by=by) as change:
            said = Comment.objects.create(
                card_id=self.pk, author_id=by.person, author_name=by.name, text=text, created_at=change.at
            )
            self.save_changed(change)
            called = mentioned(text, self.space)
            taking_part = [involved("person", one.id, one.name, "mentioned") for one in called]
            change.record(CardCommented(comment=said.pk, text=text, mentions=called), self, also=taking_part)
        return said


def mentioned(text: str, space: Space) -> list[Named]:
    """The people of the space whom a text calls in, each once; a number tells nobody else's name."""
    ids = {int(number) for _, number in MENTION.findall(text)}
    called = people_of(space).filter(pk__in=ids).order_by("pk") if ids else ()
    return [person.named() for person in called]
