"""A card that enters a status carries what that status wants done: its definition of done, as a checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from cashboard.activity.changing import Change
from cashboard.work.cards.checklist_events import ChecklistAdded, ItemsAdded
from cashboard.work.spaces.models import Status

if TYPE_CHECKING:
    from cashboard.work.cards.placing import Placed


def carry_definition(card: Placed, status: Status, change: Change, cause: UUID) -> None:
    """Add the status's list to a card that came in, unless it carries one from before.

    Part of the verb that brought it in, which `cause` is the event of.
    """
    from cashboard.work.cards.checking_off import Checklist, Item

    lists = Checklist.objects.filter(card=card.pk)
    if lists.filter(definition_of=status.pk).exists():
        return
    last = lists.order_by("-position").values_list("position", flat=True).first()
    made = Checklist.objects.create(
        card_id=card.pk,
        name=f"Done in {status.name}"[:120],
        position=0 if last is None else last + 1,
        definition_of=status.pk,
    )
    items = [
        Item(checklist=made, card_id=card.pk, text=text, position=position)
        for position, text in enumerate(status.definition)
    ]
    Item.objects.bulk_create(items)
    added = ChecklistAdded(checklist=made.named(), definition_of=status.named())
    change.record(added, card, cause=cause)
    change.record(
        ItemsAdded(checklist=made.named(), items=[item.named() for item in items]), card, cause=cause
    )
