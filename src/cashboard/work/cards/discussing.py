"""People talk about a card in comments and replies, and call others in by @mention."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Objects, Place, involved
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.activity.types import Named
from cashboard.people.models import Person
from cashboard.people.roles import Role
from cashboard.work.cards.comment_events import CommentEdited, CommentMadeIdea, CommentRemoved
from cashboard.work.cards.describing import tidy_text
from cashboard.work.cards.events import CardCommented
from cashboard.work.cards.mentioning import called_in
from cashboard.work.cards.placing import Placed
from cashboard.work.cards.proposing import card_out_of
from cashboard.work.cards.reacting import Reacting
from cashboard.work.spaces.models import Space

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card

TEXTS = 100


class Comments(models.QuerySet["Comment"]):
    """Comments."""

    def visible_to(self, actor: Actor) -> Comments:
        """Comments on cards that this actor may see."""
        from cashboard.work.cards.models import Card

        return self.filter(card__in=Card.objects.visible_to(actor).values("pk"))


class Comment(Reacting):
    """One contribution to the talk about a card (Markdown). A removed one is empty, its replies stay."""

    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="comments")
    reply_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    text = models.TextField()
    created_at = models.DateTimeField(default=clock.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    idea = models.ForeignKey(  # says what was made, also when that is purged
        "work.Card", on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="grown_from"
    )

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
        text = _tidy(text)
        if not by.is_system and by.person != self.author_id:
            raise NotAllowed("Only the author of a comment can edit it.")
        with self.changing(by=by, version=version) as change:
            self.check_there()
            if text != self.text:
                self.text, old, self.edited_at = text, self.text, change.at
                self.save_changed(change, "text", "edited_at")
                called = called_in(text, self.card.space)
                event = CommentEdited(
                    comment=self.pk, old=old, new=text, mentions=called.people, groups=called.groups
                )
                change.record(event, self)

    def remove(self, *, by: Actor) -> None:
        """Take its words away; the log keeps them. Its author may, and an owner. Removed already: nothing."""
        if not by.is_system and by.person != self.author_id:
            role = self.role_of(by)
            if role is None or not role.may(Role.OWNER):
                raise NotAllowed("Only the author of a comment, or an owner of the space, can remove it.")
        with self.changing(by=by) as change:
            if self.removed_at is None:
                self.text, old, self.removed_at = "", self.text, change.at
                self.reactions.all().delete()
                self.save_changed(change, "text", "removed_at")
                change.record(CommentRemoved(**self.told(), text=old), self)

    def earlier_texts(self) -> list[tuple[str, datetime]]:
        """What it said before its edits and until when, the newest first; a removed one tells no more."""
        if self.removed_at is not None:
            return []
        edits = Event.objects.about("comment", self.pk).filter(type=CommentEdited.name).order_by("-seq")
        return [
            (told.old, event.at) for event in edits[:TEXTS] if isinstance(told := event.typed, CommentEdited)
        ]

    def make_idea(self, *, by: Actor, into: Space | None = None) -> Card:
        """The card that this comment becomes, in this space or where the card is. Made already: that one.

        One that was deleted since is made anew.
        """
        with self.changing(by=by) as change:
            self.check_there()
            there = type(self.card)._default_manager.filter(pk=self.idea_id or 0, trashed_at=None).first()
            if there is not None:
                return there
            self.idea = made = card_out_of(self, into or self.card.space, change)
            self.save_changed(change, "idea")
            change.record(CommentMadeIdea(**self.told(), idea=made.pk), self)
        return made

    def told(self) -> dict[str, Any]:
        return {"comment": self.pk, "author": Named(id=self.author_id, name=self.author_name)}

    def state(self) -> dict[str, Any]:
        """What the log must be able to rebuild."""
        return {
            "text": self.text,
            "reply_to": self.reply_to_id,
            "is_removed": self.removed_at is not None,
            "reactions": sorted([one.person_id, one.emoji] for one in self.reactions.all()),
            "idea": self.idea_id,
        }


class Discussing(Placed):
    """The comments on a card."""

    class Meta:
        abstract = True

    def comment(self, text: str, *, by: Actor, reply_to: Comment | None = None) -> Comment:
        """Say something about the card, or answer; `@[Name](person:7)` calls somebody in.

        An answer to an answer stands beside it: a talk has one level of replies.
        """
        text = _tidy(text)
        first = reply_to and (reply_to.reply_to or reply_to)
        if first and first.card_id != self.pk:
            raise Invalid("That comment is on another card.", "reply_to")
        with self.changing(by=by) as change:
            said = Comment.objects.create(
                card_id=self.pk,
                reply_to=first,
                author_id=by.person,
                author_name=by.name,
                text=text,
                created_at=change.at,
            )
            self.save_changed(change)
            called = called_in(text, self.space)
            event = CardCommented(
                comment=said.pk,
                text=text,
                mentions=called.people,
                groups=called.groups,
                reply_to=first.pk if first else None,
                answered=first.told()["author"] if first else None,
            )
            change.record(event, self, also=called.taking_part)
        return said


def _tidy(text: str) -> str:
    text = tidy_text(text, "comment")
    if not text:
        raise Invalid("A comment needs some text.", "text")
    return text
