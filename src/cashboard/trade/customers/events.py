"""What happens to customers."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type


@event_type
class CustomerAdded(EventType, frozen=True):
    """A customer came into the book."""

    name: ClassVar[str] = "customer.added"
    sentence: ClassVar[str] = "added the customer {customer}"
    customer: Named
    number: str
    country: str = ""

    def apply(self, state: dict[str, Any]) -> None:
        state.update(number=self.number, name=self.customer.name, country=self.country)
