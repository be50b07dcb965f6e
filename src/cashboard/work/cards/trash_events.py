"""What happens to cards in the trash."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type


@event_type
class CardTrashed(EventType, frozen=True):
    """A card was deleted: it lies in the trash of its space, from where it can come back."""

    name: ClassVar[str] = "card.trashed"
    sentence: ClassVar[str] = "deleted the card “{title}”"
    undone_by: ClassVar[str] = "recover"
    title: str
    was_archived: bool = False

    def apply(self, state: dict[str, Any]) -> None:
        state.update(is_trashed=True, is_archived=True)


@event_type
class CardRecovered(EventType, frozen=True):
    """A card came back out of the trash, to where it stood; `is_archived`: it was archived before."""

    name: ClassVar[str] = "card.recovered"
    sentence: ClassVar[str] = "took the card out of the trash, back to {status}"
    status: Named
    is_archived: bool = False

    def apply(self, state: dict[str, Any]) -> None:
        state.update(is_trashed=False, is_archived=self.is_archived)


@event_type
class CardPurged(EventType, frozen=True):
    """A card was removed for good, with all that hung on it. Only the log still knows of it.

    Whatever keeps something of a card elsewhere, such as files, gives that up when it reads this.
    """

    name: ClassVar[str] = "card.purged"
    sentence: ClassVar[str] = "removed the card {key} “{title}” for good"
    needs: ClassVar[str] = "owner"
    key: str
    title: str

    def apply(self, state: dict[str, Any]) -> None:
        state.clear()
