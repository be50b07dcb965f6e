"""What somebody follows: a card, a status or a space. Theirs alone, so no event, as read marks are none.

Whoever works on a card follows it without a row; a comment makes its writer follow. Unfollowing holds
against both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event, Head
from cashboard.people.models import Person
from cashboard.work.cards.events import CardCommented
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space, Status

Followed = Card | Status | Space
KINDS: dict[type, str] = {Card: "card", Status: "status", Space: "space"}


class Follows(models.QuerySet["Follow"]):
    """Follows."""

    def of(self, actor: Actor) -> Follows:
        """What this person follows and may still see."""
        spaces = Space.objects.visible_to(actor).values("pk")
        seen = Q(card__space__in=spaces) | Q(status__space__in=spaces) | Q(space__in=spaces)
        return self.filter(seen, person=actor.person, is_off=False)

    def follow(self, what: Followed, person: int) -> None:
        """Tell this person of it from now on. Followed already: nothing."""
        named: dict[str, Any] = {"person_id": person, KINDS[type(what)]: what}
        if not self.filter(is_off=False, **named).exists():
            now = {"is_off": False, "since": Head.objects.get(pk=1).seq}
            self.update_or_create(**named, defaults=now)

    def unfollow(self, what: Followed, person: int) -> None:
        """Tell this person no more of it, also where they work on the card."""
        if isinstance(what, Card):
            self.update_or_create(person_id=person, card=what, defaults={"is_off": True})
        else:
            self.filter(person=person, **{KINDS[type(what)]: what}).delete()


class Follow(models.Model):
    """One person follows one thing, from the event `since` on; or, of a card, wants to hear no more."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, null=True, related_name="+")
    status = models.ForeignKey(Status, on_delete=models.CASCADE, null=True, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    since = models.BigIntegerField(default=0)
    is_off = models.BooleanField(default=False)

    objects = Follows.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "card"], name="follows_card_once"),
            models.UniqueConstraint(fields=["person", "status"], name="follows_status_once"),
            models.UniqueConstraint(fields=["person", "space"], name="follows_space_once"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.card or self.status or self.space}"


@dataclass(slots=True)
class Audience:
    """Who follows a card: itself, its status, its space; and who wants to hear nothing of it."""

    card: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    space: list[int] = field(default_factory=list)
    deaf: set[int] = field(default_factory=set)


class Following:
    """Who follows these cards, asked once for all of them."""

    def __init__(self, cards: Iterable[Card]) -> None:
        cards = list(cards)
        statuses, spaces = {card.status_id for card in cards}, {card.space_id for card in cards}
        wanted = Q(card__in=cards) | Q(status__in=statuses) | Q(space__in=spaces)
        self._rows = list(Follow.objects.filter(wanted).order_by("pk"))

    def of(self, event: Event, card: Card) -> Audience:
        """Who is to be told of this event; what came before somebody followed is not told to them."""
        audience = Audience()
        for row in self._rows:
            if row.card_id == card.pk and row.is_off:
                audience.deaf.add(row.person_id)
            elif row.since < event.seq:
                self._add(row, card, audience)
        return audience

    @staticmethod
    def _add(row: Follow, card: Card, audience: Audience) -> None:
        if row.card_id == card.pk:
            audience.card.append(row.person_id)
        elif row.status_id is not None and row.status_id == card.status_id:
            audience.status.append(row.person_id)
        elif row.space_id == card.space_id:
            audience.space.append(row.person_id)


def follow_what_one_commented(happened: Iterable[tuple[Event, int | None]]) -> None:
    """Whoever writes a comment follows the card from there on, unless they chose otherwise before."""
    rows = [
        Follow(person_id=event.actor_person, card_id=card, since=event.seq)
        for event, card in happened
        if event.type == CardCommented.name and event.actor_person is not None
    ]
    Follow.objects.bulk_create(rows, ignore_conflicts=True)
