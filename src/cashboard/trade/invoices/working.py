"""The card is the work on an invoice: it moves, changes its amount and is put away as the invoice does.

The card carries the invoiced amount, also when it is paid: the paid column's total is the money collected.
"""

from __future__ import annotations

from datetime import date, datetime

from cashboard.activity.changing import Change
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.trade.invoices.claiming import Claiming, last_told, past_after
from cashboard.work.cards.events import (
    CardArchived,
    CardDated,
    CardLabelled,
    CardUnlabelled,
    CardValued,
)
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.cards.ranks import DIGITS
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Space, Status

MOVES = ("card.created", "card.moved", "card.completed", "card.reopened")
DISPUTED = "Disputed"


def status_of_kind(space: Space, kind: StatusKind) -> Status:
    """The space's first status of this kind; raises Refused when it has none."""
    status = space.first_status(kind)
    if status is None:
        label = kind.label.lower()
        raise Refused(
            f"{space.name} has no status of kind {label}, which invoices need. An owner can add one."
        )
    return status


def card_title(number: str) -> str:
    """What the card of an invoice is called; the customer stands on it as its party."""
    return f"Invoice {number}"


def rank_by_due(due_on: date, number: int) -> str:
    """The rank of an invoice's card: the oldest debt stands on top of each column."""
    return f"{_base62(due_on.toordinal(), 4)}{_base62(number, 5)}V"


def _base62(value: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        value, digit = divmod(value, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


class Working(Claiming):
    """What the verbs of an invoice do to its card; each tells why by the event that caused it."""

    class Meta:
        abstract = True

    def _start_card(self, change: Change, because: Event, at: datetime | None = None) -> None:
        """Somebody has to act now. A card that is started or done stays where it is."""
        card, status = self._locked_card(), self.space.first_status(StatusKind.IN_PROGRESS)
        if card and status and card.status.kind == StatusKind.NOT_STARTED:
            self._stand_card(card, status, change, because, at)

    def _complete_card(self, change: Change, because: Event, at: datetime | None = None) -> None:
        card, status = self._locked_card(), status_of_kind(self.space, StatusKind.COMPLETED)
        if card and card.status.kind != StatusKind.COMPLETED:
            self._stand_card(card, status, change, because, at)
            card.end_blocks(change, cause=because.uid)

    def _reopen_card(self, change: Change, because: Event) -> None:
        card = self._locked_card()
        kind = StatusKind.NOT_STARTED if self.due_on >= change.at.date() else StatusKind.IN_PROGRESS
        status = self.space.first_status(kind) or status_of_kind(self.space, StatusKind.NOT_STARTED)
        if card and card.status.kind in (StatusKind.COMPLETED, StatusKind.CANCELLED):
            self._stand_card(card, status, change, because, None)

    def _stand_card(
        self, card: Card, status: Status, change: Change, because: Event, at: datetime | None
    ) -> None:
        moment = at and past_after(last_told("card", card.pk, MOVES), at, change.at)
        card._stand_in(status, card.rank, change, at=moment, cause=because.uid)

    def _value_card(self, change: Change, because: Event) -> None:
        card = self._locked_card()
        if card and (card.amount_minor, card.currency) != (self.amount_minor, self.currency):
            old, old_currency = card.amount_text, card.currency
            card.set_amount(self.amount_minor, self.currency, self.amount.exponent, change)
            event = CardValued(
                old=old, old_currency=old_currency, new=card.amount_text, new_currency=card.currency
            )
            change.record(event, card, cause=because.uid)

    def _date_card(self, change: Change, because: Event) -> None:
        card = self._locked_card()
        if card and card.due_on != self.due_on:
            old, card.due_on = card.due_on, self.due_on
            card.save_changed(change, "due_on")
            event = CardDated(which="due", old=old.isoformat() if old else None, new=self.due_on.isoformat())
            change.record(event, card, cause=because.uid)

    def _label_card(self, change: Change, because: Event, *, disputed: bool) -> None:
        card, label = self._locked_card(), Label.objects.named(self.space, DISPUTED)
        if card is None or card.labels.filter(pk=label.pk).exists() == disputed:
            return
        if disputed:
            card.labels.add(label)
        else:
            card.labels.remove(label)
        card.save_changed(change)
        told = CardLabelled if disputed else CardUnlabelled
        change.record(told(label=label.as_named()), card, cause=because.uid)

    def _archive_card(self, change: Change, because: Event, reason: str) -> None:
        card = self._locked_card()
        if card and card.archived_at is None:
            card.archived_at = change.at
            card.save_changed(change, "archived_at")
            change.record(CardArchived(reason=reason), card, cause=because.uid)

    def _locked_card(self) -> Card | None:
        if self.card is not None:
            self.card._read_locked()
            self.card.space = self.space
        return self.card
