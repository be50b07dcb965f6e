"""What must hold for a space with invoices."""

from __future__ import annotations

from cashboard.activity.actors import Actor
from cashboard.activity.guards import guard
from cashboard.activity.refusals import Refused
from cashboard.activity.types import EventType
from cashboard.trade.invoices.models import Invoice
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.place_events import SpaceMoved


@guard
def check_stays_with_its_customers(instance: object, event: EventType, actor: Actor) -> None:
    """Raise Refused when a space with invoices would leave the workspace that their customers belong to."""
    if not isinstance(event, SpaceMoved) or not isinstance(instance, Space):
        return
    if Invoice.objects.filter(space=instance).exists():
        raise Refused(
            f"{instance} holds invoices to customers of {event.old.name}, so it stays in that workspace. "
            "You can put it into another folder there."
        )
