"""What moves along when a card is moved in time: the cards that come after it, and its parts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.people.roles import Role
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Relation, RelationKind
from cashboard.work.cards.rescheduling import check_span
from cashboard.work.spaces.kinds import OPEN_KINDS
from cashboard.work.spaces.models import Space

MOST = 1_000


@dataclass(slots=True)
class Plan:
    """A card that gets other dates, and what moves along by as many days.

    Moved as a whole, what comes after the card and its subcards follow; where only its end moves, just what
    comes after it. Work that is over, cards without dates and those that the actor may not change stay.
    """

    card: Card
    start_on: date | None
    due_on: date | None
    followers: list[Card] = field(default_factory=list)
    days: int = 0

    @classmethod
    def of(cls, card: Card, start_on: date | None, due_on: date | None, *, along: bool, by: Actor) -> Plan:
        """What would happen; raises Invalid for impossible dates. A fixed number of queries, 0 if alone."""
        check_span(start_on, due_on)
        plan = cls(card, start_on, due_on, days=_days(card, start_on, due_on))
        if along and plan.days and card.is_related:
            plan.followers = followers_of(card, by, whole=_is_whole(card, start_on, plan.days))
        return plan

    def carry_out(self, *, by: Actor, version: int | None = None) -> None:
        """All of it happens in one transaction and one change, or nothing."""
        step = timedelta(days=self.days)
        with transaction.atomic():
            for each in sorted([self.card, *self.followers], key=lambda card: card.pk):
                if each is self.card:
                    each.reschedule(self.start_on, self.due_on, by=by, version=version)
                else:
                    each.reschedule(
                        each.start_on and each.start_on + step, each.due_on and each.due_on + step, by=by
                    )


def followers_of(card: Card, by: Actor, *, whole: bool) -> list[Card]:
    """The cards that move along with this one: open, dated, and the actor's to change."""
    ids = _reached(card.pk, by, whole=whole) - {card.pk}
    if len(ids) > MOST:
        raise Invalid(
            f"{len(ids):,} cards come after {card.key}; at most {MOST:,} move along. "
            "Switch “Move followers” off.",
            "along",
        )
    found = Card.objects.on_board().filter(pk__in=ids, status__kind__in=OPEN_KINDS)
    dated = found.exclude(start_on=None, due_on=None).select_related("space__workspace", "status")
    spaces = {each.space_id: each.space for each in dated}
    changeable = {pk for pk, space in spaces.items() if _may_change(space, by)}
    return [each for each in dated if each.space_id in changeable]


def _may_change(space: Space, by: Actor) -> bool:
    role = space.role_of(by)
    return by.is_system or (role is not None and role.may(Role.MEMBER))


def _reached(card: int, by: Actor, *, whole: bool) -> set[int]:
    """What comes after the card and what is part of that, in turns until nothing more is found."""
    found = {card} if whole else _onward({card}, RelationKind.SEQUENCE, by) - {card}
    before = -1
    while len(found) not in (before, 0) and len(found) <= MOST:
        before = len(found)
        for kind in (RelationKind.NESTING, RelationKind.SEQUENCE):
            found |= _onward(found, kind, by)
    return found


def _onward(cards: Collection[int], kind: RelationKind, by: Actor) -> set[int]:
    """These cards and all that they lead to by relations of one kind: one query."""
    rows = Relation.objects.visible_to(by).around(*cards).filter(kind=kind)
    onward: dict[int, list[int]] = {}
    for source, target in rows.values_list("source_id", "target_id"):
        onward.setdefault(source, []).append(target)
    found, ahead = set(cards), list(cards)
    while ahead:
        for target in onward.get(ahead.pop(), ()):
            if target not in found:
                found.add(target)
                ahead.append(target)
    return found


def _days(card: Card, start_on: date | None, due_on: date | None) -> int:
    """How far the end moves; the start where there is no end."""
    if card.due_on and due_on:
        return (due_on - card.due_on).days
    if card.start_on and start_on and not (card.due_on or due_on):
        return (start_on - card.start_on).days
    return 0


def _is_whole(card: Card, start_on: date | None, days: int) -> bool:
    """The start moves as far as the end, or there is none."""
    if card.start_on and start_on:
        return (start_on - card.start_on).days == days
    return not card.start_on and not start_on
