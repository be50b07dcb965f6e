"""Cards that come with a past: made in one go, their history told as backfilled events at its own dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cashboard.activity.changing import Change
from cashboard.activity.models import Event
from cashboard.activity.types import Named
from cashboard.work.cards.describing import tidy_title
from cashboard.work.cards.events import CardCreated
from cashboard.work.cards.filling import filled, insert_contents
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.cards.moving import status_change
from cashboard.work.cards.ranks import spread
from cashboard.work.fields.checking import Given, checked
from cashboard.work.fields.content import Content
from cashboard.work.fields.models import Field
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Space, Status


@dataclass(frozen=True, slots=True)
class Past:
    """A card to be made: what it stands on, and the statuses it went through, each with its moment.

    `rank`: where it stands in its column; empty: at the end, in the order given.
    """

    title: str
    history: Sequence[tuple[Status, datetime]]
    due_on: date | None = None
    labels: Sequence[str] = ()
    object_kind: str = ""
    object_id: int | None = None
    party: int | None = None
    party_name: str = ""
    amount_minor: int | None = None
    exponent: int = 2
    currency: str = ""
    responsible: int | None = None
    rank: str = ""
    filled: Sequence[tuple[Field, Given]] = ()
    description: str = ""
    start_on: date | None = None
    archived_at: datetime | None = None


def backfill(space: Space, pasts: Sequence[Past], change: Change, *, cause: UUID | None = None) -> list[Card]:
    """Make these cards inside a running change; part of the verb of whoever brings them.

    Few queries for many cards. With a `cause` no team rule stops them.
    """
    cards = make_cards(space, pasts, change)
    labels = _put_labels(space, cards, pasts)
    contents = _fill(cards, pasts)
    for card, past in zip(cards, pasts, strict=True):
        told = tell_creation(card, past, change, labels=[labels[name] for name in past.labels], cause=cause)
        begun = past_only(past.history[0][1], change)
        for field, content in contents[card.pk]:
            change.record(filled(field, Content(), content), card, at=begun, cause=cause)
        for step in range(1, len(past.history)):
            told = tell_step(card, past, step, change, cause=told.uid)
    return cards


def make_cards(space: Space, pasts: Sequence[Past], change: Change) -> list[Card]:
    """Only the rows, without labels; the caller tells their events, with `tell_creation` and `tell_step`."""
    first = space.take_numbers(len(pasts))
    ranks = [past.rank for past in pasts] if all(past.rank for past in pasts) else _ranks(space, pasts)
    cards = [_card(space, first + index, past, ranks[index], change) for index, past in enumerate(pasts)]
    Card.objects.bulk_create(cards)
    return cards


def _ranks(space: Space, pasts: Sequence[Past]) -> list[str]:
    statuses = {past.history[-1][0].pk for past in pasts}
    last = Card.objects.filter(space=space, status__in=statuses, archived_at=None).order_by("rank").last()
    return spread(len(pasts), last.rank if last else "")


def _card(space: Space, number: int, past: Past, rank: str, change: Change) -> Card:
    status, at = past.history[-1]
    kinds = [(entry.kind, moment) for entry, moment in past.history]
    started = next((moment for kind, moment in kinds if kind == StatusKind.IN_PROGRESS), None)
    return Card(
        space=space,
        number=number,
        key=f"{space.key}-{number}",
        title=tidy_title(past.title),
        status=status,
        rank=rank,
        description=past.description,
        start_on=past.start_on,
        due_on=past.due_on,
        archived_at=past.archived_at,
        created_at=past.history[0][1],
        changed_at=change.at,
        started_at=started,
        completed_at=at if status.kind == StatusKind.COMPLETED else None,
        responsible_id=past.responsible,
        object_kind=past.object_kind,
        object_id=past.object_id,
        party=past.party,
        party_name=past.party_name,
        amount_minor=past.amount_minor,
        exponent=past.exponent,
        currency=past.currency,
    )


def _put_labels(space: Space, cards: Iterable[Card], pasts: Iterable[Past]) -> dict[str, Label]:
    wanted = {name for past in pasts for name in past.labels}
    labels = {name: Label.objects.named(space, name) for name in sorted(wanted)}
    through = Card.labels.through
    through.objects.bulk_create(
        through(card_id=card.pk, label_id=labels[name].pk)
        for card, past in zip(cards, pasts, strict=True)
        for name in past.labels
    )
    return labels


def _fill(cards: Iterable[Card], pasts: Iterable[Past]) -> dict[int, list[tuple[Field, Content]]]:
    """What the cards say in fields, by the card's id."""
    contents = {
        card.pk: [(field, checked(field, given, Content())) for field, given in past.filled]
        for card, past in zip(cards, pasts, strict=True)
    }
    insert_contents([(pk, *each) for pk, filled_in in contents.items() for each in filled_in])
    return contents


def tell_creation(
    card: Card, past: Past, change: Change, *, labels: Sequence[Label] = (), cause: UUID | None = None
) -> Event:
    """The event that creates a card where its past began."""
    begun, since = past.history[0]
    event = CardCreated(
        key=card.key,
        title=card.title,
        status=begun.named(),
        kind=begun.kind,
        rank=card.rank,
        description=card.description,
        responsible=card.responsible.named() if card.responsible else None,
        start_on=card.start_on.isoformat() if card.start_on else None,
        due_on=card.due_on.isoformat() if card.due_on else None,
        labels=[label.as_named() for label in labels],
        amount=card.amount_text,
        currency=card.currency,
        party=Named(id=past.party, name=past.party_name) if past.party else None,
        standing_on=Named(id=past.object_id, name=past.title) if past.object_id else None,
        standing_kind=past.object_kind,
    )
    return change.record(event, card, at=past_only(since, change), cause=cause)


def tell_step(card: Card, past: Past, step: int, change: Change, *, cause: UUID | None = None) -> Event:
    """The event that takes a card to the status at `step` of its past, from the one before."""
    (old, _), (new, moment) = past.history[step - 1 : step + 1]
    meant = status_change(old.kind, new.kind)
    event = meant(
        from_status=old.named(), to_status=new.named(), from_kind=old.kind, to_kind=new.kind, rank=card.rank
    )
    return change.record(event, card, at=past_only(moment, change), cause=cause)


def past_only(moment: datetime, change: Change) -> datetime | None:
    """A moment before the change makes a backfilled event; None: it happens now."""
    return moment if moment < change.at else None
