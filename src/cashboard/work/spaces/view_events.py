"""What happens to saved views. Those of a personal one belong to no place: nobody else reads them."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, event_type


@event_type
class ViewSaved(EventType, frozen=True):
    """Somebody gave a filter with its order, columns and groups a name, for themselves or for all here."""

    name: ClassVar[str] = "view.saved"
    sentence: ClassVar[str] = "saved the view {view}"
    needs: ClassVar[str] = "visitor"
    view: str
    page: str
    query: str
    shared: bool

    def apply(self, state: dict[str, Any]) -> None:
        state.update(name=self.view, page=self.page, query=self.query, shared=self.shared)


@event_type
class ViewChanged(EventType, frozen=True):
    """A saved view shows something else now."""

    name: ClassVar[str] = "view.changed"
    sentence: ClassVar[str] = "changed the view {view}"
    needs: ClassVar[str] = "visitor"
    view: str
    old: str
    new: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(query=self.new)


@event_type
class ViewRenamed(EventType, frozen=True):
    """A saved view got another name."""

    name: ClassVar[str] = "view.renamed"
    sentence: ClassVar[str] = "renamed the view {old} to {new}"
    needs: ClassVar[str] = "visitor"
    old: str
    new: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(name=self.new)


@event_type
class ViewRemoved(EventType, frozen=True):
    """A saved view was removed; the cards that it showed stay."""

    name: ClassVar[str] = "view.removed"
    sentence: ClassVar[str] = "removed the view {view}"
    needs: ClassVar[str] = "visitor"
    view: str

    def apply(self, state: dict[str, Any]) -> None:
        state.clear()
