"""My work: the open cards of all spaces on which somebody works, as responsible person or co-worker."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from cashboard.activity.actors import Actor
from cashboard.work.cards.columns import (
    AmountColumn,
    Column,
    CreatedColumn,
    CustomerColumn,
    DueColumn,
    KeyColumn,
    LabelsColumn,
    StatusColumn,
    TitleColumn,
)
from cashboard.work.cards.keysets import Term, words
from cashboard.work.cards.models import Card
from cashboard.work.spaces.kinds import OPEN_KINDS
from cashboard.work.spaces.models import Space


class KeyAnywhere(KeyColumn):
    """The key, in the order of spaces."""

    sort = Term(F("key"), words, nullable=False)


class SpaceColumn(Column):
    """The space in which a card stands."""

    name, title, kind, width = "space", "Space", "space", 9.5
    sort = Term(F("space__name"), words, nullable=False)

    def read(self, card: Card) -> Space:
        return card.space


class StatusAnywhere(StatusColumn):
    """The status; those of several spaces have no order."""

    sort = None


COLUMNS: list[Column] = [
    KeyAnywhere(),
    TitleColumn(),
    CustomerColumn(),
    SpaceColumn(),
    StatusAnywhere(),
    DueColumn(),
    AmountColumn(),
    LabelsColumn(),
    CreatedColumn(),
]


def work_of(actor: Actor) -> QuerySet[Card]:
    """The open cards that this actor may see and works on."""
    person = actor.person or 0
    helped = Card.coworkers.through._default_manager.filter(person=person).values("card_id")
    cards = Card.objects.visible_to(actor).on_board().filter(status__kind__in=OPEN_KINDS)
    return cards.filter(Q(responsible=person) | Q(pk__in=helped))
