"""How a card comes to be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, recording
from cashboard.activity.inserting import add
from cashboard.activity.refusals import Invalid
from cashboard.people.models import Person
from cashboard.work.cards.assigning import check_belongs
from cashboard.work.cards.dating import check_date
from cashboard.work.cards.defining import carry_definition
from cashboard.work.cards.describing import tidy_text, tidy_title
from cashboard.work.cards.events import CardCreated
from cashboard.work.cards.neighbours import end_rank, top_rank
from cashboard.work.cards.placing import Placed
from cashboard.work.cards.ranks import between
from cashboard.work.spaces.models import Space, Status

if TYPE_CHECKING:
    from cashboard.work.cards.models import Card


class Creating(Placed):
    """Making one card by hand; imports make theirs in `backfilling.py`."""

    class Meta:
        abstract = True

    @classmethod
    def create(
        cls,
        space: Space,
        title: str,
        *,
        by: Actor,
        status: Status | None = None,
        description: str = "",
        responsible: Person | None = None,
        due_on: date | None = None,
        on_top: bool = False,
    ) -> Card:
        """A new card at the end (or top) of `status`, or where new cards of the space begin.

        Raises Invalid for a bad title.
        """
        title, description = tidy_title(title), tidy_text(description, "description")
        check_date(due_on, "due_on")
        with recording(by=by) as change:
            number = space.take_numbers(1)
            status = status or space.starting_status()
            if status is None or status.space_id != space.pk:
                raise Invalid("Choose a status of this space.", "status")
            if responsible is not None:
                check_belongs(responsible, space)
            return made(
                space,
                title,
                status,
                change,
                number=number,
                description=description,
                responsible=responsible,
                due_on=due_on,
                on_top=on_top,
            )


def made(
    space: Space,
    title: str,
    status: Status,
    change: Change,
    *,
    number: int,
    description: str = "",
    responsible: Person | None = None,
    due_on: date | None = None,
    on_top: bool = False,
) -> Card:
    """Write a new card under a number that was taken, and record it; what the verbs that make one share."""
    from cashboard.work.cards.models import Card

    card = Card(space=space, number=number, key=f"{space.key}-{number}", title=title, description=description)
    card.status, card.rank = status, _rank_at_end(space, status, on_top=on_top)
    card.responsible, card.due_on = responsible, due_on
    card.created_at = card.changed_at = change.at
    card.note_times(status.kind, change)
    card.is_defined = bool(status.definition)
    add(card)
    told = change.record(created(card), card)
    if status.definition:
        carry_definition(card, status, change, told.uid)
    return card


def _rank_at_end(space: Space, status: Status, *, on_top: bool) -> str:
    if on_top:
        return between("", top_rank(space.pk, status.pk))
    return between(end_rank(space.pk, status.pk), "")


def created(card: Card) -> CardCreated:
    """The event that tells of a card as it was made."""
    return CardCreated(
        key=card.key,
        title=card.title,
        status=card.status.named(),
        kind=card.status.kind,
        rank=card.rank,
        description=card.description,
        responsible=card.responsible.named() if card.responsible else None,
        start_on=card.start_on.isoformat() if card.start_on else None,
        due_on=card.due_on.isoformat() if card.due_on else None,
        amount=card.amount_text,
        currency=card.currency,
    )
