"""Cards from a file are written: a chunk in one transaction, each with its history at its own dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from cashboard.activity.changing import Change, involved
from cashboard.activity.types import EventType, Named
from cashboard.work.cards.backfilling import Past, backfill, past_only
from cashboard.work.cards.checking_off import Checklist, Item
from cashboard.work.cards.checklist_events import ChecklistAdded, ItemChecked, ItemDated, ItemsAdded
from cashboard.work.cards.discussing import Comment
from cashboard.work.cards.events import CardArchived, CardCommented, CoworkerAdded
from cashboard.work.cards.models import Card
from cashboard.work.fields.checking import Given, Sum
from cashboard.work.fields.kinds import FieldKind
from cashboard.work.fields.models import Field
from cashboard.work.importing.brought import BroughtCard, BroughtItem, Raw
from cashboard.work.importing.preparing import Known
from cashboard.work.importing.runs import BoardImport, ImportedCard
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Status

Pair = tuple[Card, BroughtCard]


class Writing:
    """Writes cards of one import; part of a running change."""

    def __init__(self, run: BoardImport, source: str, known: Known, change: Change) -> None:
        self._run, self._source, self._known, self._change = run, source, known, change
        self._cause: UUID | None = run.cause

    def write(self, brought: Sequence[BroughtCard]) -> None:
        """All that these cards have, apart from their relations."""
        pasts = [self._past(card) for card in brought]
        cards = backfill(self._run.space, pasts, self._change, cause=self._cause)
        pairs = list(zip(cards, brought, strict=True))
        ImportedCard.objects.bulk_create(
            ImportedCard(space=self._run.space, source=self._source, key=each.key, card=card, run=self._run)
            for card, each in pairs
        )
        self._add_coworkers(pairs)
        for card, each in pairs:
            for name, items in each.checklists:
                self._add_checklist(card, name, items)
        self._add_comments(pairs)
        for card, each in pairs:
            if each.is_archived:
                self._tell(CardArchived(reason="archived there"), card, None)

    def _past(self, card: BroughtCard) -> Past:
        person = self._known.people.get(card.responsible)
        return Past(
            title=card.title,
            history=history_of(card, self._known, self._change.at),
            description=card.description,
            start_on=card.start_on,
            due_on=card.due_on,
            labels=list({name.casefold(): name for name in card.labels}.values()),
            responsible=person.pk if person else None,
            filled=[
                (field, given)
                for name, raw in card.said.items()
                if (given := self._given(field := self._known.fields[name], raw)) is not None
            ],
            archived_at=self._change.at if card.is_archived else None,
        )

    def _given(self, field: Field, raw: Raw) -> Given:
        if field.kind == FieldKind.SELECT:
            return self._known.options.get((field.pk, str(raw).casefold()))
        if field.kind == FieldKind.MULTI_SELECT and isinstance(raw, tuple):
            found = (self._known.options.get((field.pk, str(name).casefold())) for name in raw)
            return [option for option in found if option is not None] or None
        if field.kind == FieldKind.MONEY and isinstance(raw, tuple):
            amount, currency = raw
            return Sum(amount, str(currency)) if not isinstance(amount, str) else None
        if field.kind == FieldKind.PERSON:
            return None
        return raw if not isinstance(raw, tuple) else None

    def _add_coworkers(self, pairs: Sequence[Pair]) -> None:
        through = Card.coworkers.through
        rows = []
        for card, each in pairs:
            named = (self._known.people.get(name) for name in each.coworkers)
            for person in {person.pk: person for person in named if person}.values():
                rows.append(through(card_id=card.pk, person_id=person.pk))
                taking_part = [involved("person", person.pk, person.name, "co-worker")]
                at = past_only(card.created_at, self._change)
                event = CoworkerAdded(coworker=person.named())
                self._change.record(event, card, at=at, cause=self._cause, also=taking_part)
        through._default_manager.bulk_create(rows)

    def _add_checklist(self, card: Card, name: str, items: Sequence[BroughtItem]) -> None:
        position = card.checklists.count()
        made = Checklist.objects.create(card_id=card.pk, name=name, position=position)
        rows = [
            Item(
                checklist=made,
                card_id=card.pk,
                text=each.text,
                position=at,
                due_on=each.due_on,
                done_at=self._change.at if each.is_done else None,
            )
            for at, each in enumerate(items)
        ]
        Item.objects.bulk_create(rows)
        at, named = card.created_at, made.named()
        self._tell(ChecklistAdded(checklist=named), card, at)
        self._tell(ItemsAdded(checklist=named, items=[row.named() for row in rows]), card, at)
        for row in rows:
            if row.done_at:
                self._tell(ItemChecked(checklist=named, item=row.named()), card, at)
            if row.due_on:
                dated = ItemDated(checklist=named, item=row.named(), old=None, new=row.due_on.isoformat())
                self._tell(dated, card, at)

    def _add_comments(self, pairs: Sequence[Pair]) -> None:
        rows = []
        for card, each in pairs:
            for said in each.comments:
                author = self._known.people.get(said.author)
                at = min(said.at or self._change.at, self._change.at)
                name = author.name if author else said.author or self._change.by.name
                pk = author.pk if author else None if said.author else self._change.by.person
                rows.append(
                    Comment(card=card, author_id=pk, author_name=name[:120], text=said.text, created_at=at)
                )
        Comment.objects.bulk_create(rows)
        for row in rows:
            own = row.author_id == self._change.by.person and row.author_name == self._change.by.name
            words_of = None if own else Named(id=row.author_id, name=row.author_name)
            event = CardCommented(comment=row.pk, text=row.text, author=words_of)
            self._tell(event, row.card, row.created_at)

    def _tell(self, event: EventType, card: Card, at: datetime | None) -> None:
        past = past_only(at, self._change) if at else None
        self._change.record(event, card, at=past, cause=self._cause)


def history_of(card: BroughtCard, known: Known, now: datetime) -> list[tuple[Status, datetime]]:
    """The statuses of a card with their moments, none of them later than now; the last is where it stands."""
    stands = known.status(card.status)
    created = min(card.created_at or now, now)
    steps = sorted(card.steps, key=_second)
    history = [(known.status(name), min(max(at, created), now)) for name, at in steps]
    if not history:
        begins = known.begin
        ends = card.completed_at or now
        if stands.kind != StatusKind.COMPLETED or begins == stands or created == now:
            return [(stands, created)]
        return [(begins, created), (stands, min(max(ends, created), now))]
    if history[0][1] > created:
        history.insert(0, (history[0][0], created))
    if history[-1][0] != stands:
        history.append((stands, min(max(card.completed_at or history[-1][1], history[-1][1]), now)))
    kept = history[:1]
    for status, at in history[1:]:
        if status != kept[-1][0]:
            kept.append((status, at))
    return kept


def _second(step: tuple[str, datetime]) -> datetime:
    return step[1]
