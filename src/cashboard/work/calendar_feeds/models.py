"""A calendar feed: whoever knows its secret reads the dates of the cards that its person sees now."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.db import models
from django.http import QueryDict

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing, Objects, Place, recording
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.activity.types import Named
from cashboard.people.models import Person
from cashboard.work.calendar_feeds.events import FeedClosed, FeedOpened
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.mine import work_of
from cashboard.work.cards.models import Card
from cashboard.work.spaces.spaces import Space

MOST, LONGEST_QUERY = 30, 2_000
MY_WORK = "My work"


class CalendarFeeds(models.QuerySet["CalendarFeed"]):
    """Calendar feeds."""

    def visible_to(self, actor: Actor) -> CalendarFeeds:
        """A person's own that are not ended."""
        return self.filter(person=actor.person or 0, closed_at=None)

    def presented(self, secret: str) -> CalendarFeed | None:
        """The live feed with this secret, if its person may still sign in."""
        live = self.select_related("person", "space").filter(closed_at=None, person__is_active=True)
        return live.filter(digest=_digest(secret)).first()

    def state_of(self, person: int) -> dict[str, Any]:
        """What the log must be able to rebuild of a person's feeds."""
        rows = self.filter(person=person, closed_at=None).values_list("pk", "space", "query")
        return {str(pk): {"space": space, "query": query} for pk, space, query in rows}


class CalendarFeed(Changing):
    """Cards of a space through a filter, or without a space what is open for the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="calendar_feeds")
    query = models.TextField(default="")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    closed_at = models.DateTimeField(null=True)

    objects = CalendarFeeds.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.space.name if self.space else MY_WORK

    def event_place(self) -> Place:
        return Place()

    def event_objects(self) -> Objects:
        return self.person.event_objects()

    def named(self) -> Named:
        """This feed as an event keeps it."""
        return Named(id=self.pk, name=str(self))

    @classmethod
    def open(
        cls, person: Person, space: Space | None, query: str = "", *, by: Actor
    ) -> tuple[CalendarFeed, str]:
        """A new feed and its secret, which is shown once and kept nowhere.

        Raises Invalid for too many of them, or for a space that the person does not see.
        """
        if by.person != person.pk:
            raise NotAllowed("Only the person themselves can make an address that shows what they see.")
        if len(query) > LONGEST_QUERY:
            raise Invalid("This filter is too long to be kept. Take some conditions out.", "query")
        if space is not None and not Space.objects.visible_to(by).filter(pk=space.pk).exists():
            raise Invalid("Choose a space that you see.", "space")
        secret = secrets.token_urlsafe(32)
        with recording(by=by) as change:
            if cls.objects.visible_to(by).count() >= MOST:
                raise Invalid(f"You have {MOST} calendar addresses. End one that you do not need.", "space")
            feed = cls.objects.create(person=person, space=space, query=query, digest=_digest(secret))
            told = FeedOpened(feed=feed.named(), space=space.named() if space else None, query=query)
            change.record(told, person)
        return feed, secret

    def close(self, *, by: Actor) -> None:
        """End it: its address answers nothing more. Twice is harmless."""
        with self.changing(by=by) as change:
            if self.closed_at is None:
                self.closed_at = change.at
                self.save_changed(change, "closed_at")
                change.record(FeedClosed(feed=self.named()), self.person)

    def cards(self) -> models.QuerySet[Card]:
        """The cards that it shows: only what its person sees at this moment."""
        actor = self.person.acting("web")
        if self.space is None:
            return work_of(actor)
        today = clock.now().astimezone(self.person.timezone).date()
        cards = Card.objects.visible_to(actor).on_board().filter(space=self.space)
        return CardFilter.read(QueryDict(self.query)).apply(cards, actor, today)

    @property
    def is_seen(self) -> bool:
        """Its person still sees the space."""
        visible = Space.objects.visible_to(self.person.acting("web"))
        return self.space is None or visible.filter(pk=self.space.pk).exists()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
