"""The menu of a card: what one does with it that needs no place of its own. Views register their entries."""

from __future__ import annotations

_ENTRIES: list[tuple[int, str]] = []


def card_menu_entry(template: str, *, order: int) -> None:
    """Give the menu this entry, a template that reads `card`; shown to those who may change the card."""
    _ENTRIES.append((order, template))
    _ENTRIES.sort()


def card_menu() -> list[str]:
    """The templates of the menu, in their order."""
    return [template for _, template in _ENTRIES]
