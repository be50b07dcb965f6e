"""The pages of a space, for its navigation, the palette and the sheet of keys. Views register theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["main", "views", "figures", "space"]
GROUPS: dict[Group, tuple[str, str]] = {
    "views": ("Views", "layout-dashboard"),
    "figures": ("Figures", "chart-column"),
    "space": ("Space", "folder"),
}


@dataclass(frozen=True, slots=True)
class SpacePage:
    """One page: the name of its address, which takes a space's key; its label, icon and keys, as in `g b`."""

    name: str
    label: str
    icon: str
    keys: str
    order: int


_PAGES: dict[Group, list[SpacePage]] = {"main": [], "views": [], "figures": [], "space": []}


def space_page(name: str, label: str, icon: str, *, keys: str, group: Group, order: int) -> None:
    """Give every space this page: in `main` it is always in sight, otherwise in the menu of its group."""
    taken = next((page for pages in _PAGES.values() for page in pages if page.keys == keys), None)
    if taken:
        raise ValueError(f"{keys!r} already goes to {taken.label}: choose other keys for {label}.")
    _PAGES[group].append(SpacePage(name, label, icon, keys, order))
    _PAGES[group].sort(key=lambda page: page.order)


def space_pages(group: Group) -> list[SpacePage]:
    """The pages of a group, in their order."""
    return _PAGES[group]
