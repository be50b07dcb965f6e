"""The reader of the log that fills the inboxes."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from cashboard.activity import clock
from cashboard.activity.models import Event
from cashboard.activity.reading import Reader
from cashboard.activity.types import REGISTRY
from cashboard.notify.following import Following, follow_what_one_commented
from cashboard.notify.models import Notice, Wish
from cashboard.notify.rules import QUIET, groups_in, told_of
from cashboard.people.models import Group, Person
from cashboard.work.cards.models import Card

NEWS = timedelta(days=14)
"""What is older when it is read is no news: an import, or a sample company's year, fills no inbox."""


class Inbox(Reader):
    """Tells each person of what concerns them, once; never of what they did themselves or may not see."""

    name = "inbox"

    def read(self, events: QuerySet[Event]) -> None:
        """A notice for each event and person; a repetition finds them there."""
        news = events.filter(
            type__in=_types(), backfilled=False, recorded_at__gte=clock.now() - NEWS, space__isnull=False
        )
        happened = [(event, event.object_id("card")) for event in news]
        if not happened:
            return
        cards = Card.objects.filter(pk__in={pk for _, pk in happened}).select_related("space__workspace")
        found = {card.pk: card for card in cards.prefetch_related("coworkers")}
        wishes = dict(Wish.objects.values_list("person", "level"))
        follow_what_one_commented((event, pk) for event, pk in happened if pk in found)
        teams, following = _teams(happened), Following(found.values())
        listening = _Listening()
        notices = [
            Notice(person_id=person, card=found[pk], seq=event.seq, reason=reason, at=event.at)
            for event, pk in happened
            if pk in found
            for person, reason in told_of(
                event.typed, found[pk], wishes, teams, following.of(event, found[pk])
            ).items()
            if person != event.actor_person and listening.may_see(person, found[pk])
        ]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)


class _Listening:
    """Who may see which space, asked once a batch."""

    def __init__(self) -> None:
        self._people: dict[int, Person | None] = {}
        self._answers: dict[tuple[int, int], bool] = {}

    def may_see(self, pk: int, card: Card) -> bool:
        if pk not in self._people:
            self._people[pk] = Person.objects.active().filter(pk=pk).first()
        person = self._people[pk]
        if person is None:
            return False
        question = (pk, card.space_id)
        if question not in self._answers:
            self._answers[question] = card.space.role_of(person.acting("rule")) is not None
        return self._answers[question]


def _teams(happened: list[tuple[Event, int | None]]) -> dict[int, list[int]]:
    """The people of the groups that these events call in, as they are now."""
    called = {group for event, _ in happened for group in groups_in(event.typed)}
    teams: dict[int, list[int]] = {}
    rows = Group.objects.filter(pk__in=called).values_list("pk", "people") if called else ()
    for group, person in rows:
        if person is not None:
            teams.setdefault(group, []).append(person)
    return teams


def _types() -> list[str]:
    return [name for name in REGISTRY if name.startswith(("card.", "comment.")) and name not in QUIET]
