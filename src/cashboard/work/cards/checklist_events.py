"""What happens to the checklists of cards."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type

State = dict[str, Any]


def listed(state: State, checklist: Named) -> State:
    """The replayed checklist of a card: its name, and its items in order."""
    found: State = next(one for one in state["checklists"] if one["id"] == checklist.id)
    return found


@event_type
class ChecklistAdded(EventType, frozen=True):
    """A card got a checklist; `definition_of`: it is what a status that it entered wants done."""

    name: ClassVar[str] = "card.checklist_added"
    sentence: ClassVar[str] = "added the checklist {checklist}"
    checklist: Named
    definition_of: Named | None = None

    def apply(self, state: State) -> None:
        status = self.definition_of.id if self.definition_of else None
        made: State = {
            "id": self.checklist.id,
            "name": self.checklist.name,
            "definition_of": status,
            "items": [],
        }
        state["checklists"].append(made)


@event_type
class ChecklistRenamed(EventType, frozen=True):
    """A checklist got another name."""

    name: ClassVar[str] = "card.checklist_renamed"
    sentence: ClassVar[str] = "renamed the checklist {old} to {checklist}"
    checklist: Named
    old: str

    def apply(self, state: State) -> None:
        listed(state, self.checklist)["name"] = self.checklist.name


@event_type
class ChecklistRemoved(EventType, frozen=True):
    """A checklist was removed with its items, which the event keeps."""

    name: ClassVar[str] = "card.checklist_removed"
    sentence: ClassVar[str] = "removed the checklist {checklist}"
    checklist: Named
    items: list[Named]
    done: list[int]

    def apply(self, state: State) -> None:
        state["checklists"].remove(listed(state, self.checklist))


@event_type
class ItemsAdded(EventType, frozen=True):
    """A checklist got items: one, or the lines of what was pasted."""

    name: ClassVar[str] = "card.items_added"
    sentence: ClassVar[str] = "added to {checklist}: {items}"
    checklist: Named
    items: list[Named]

    def apply(self, state: State) -> None:
        listed(state, self.checklist)["items"] += [
            {"id": item.id, "text": item.name, "done": False, "owner": None, "due_on": None}
            for item in self.items
        ]


class ItemChange(EventType, frozen=True):
    """Something happened to one item of a checklist."""

    checklist: Named
    item: Named

    def found(self, state: State) -> State:
        """The replayed item."""
        items = listed(state, self.checklist)["items"]
        found: State = next(one for one in items if one["id"] == self.item.id)
        return found


@event_type
class ItemChecked(ItemChange, frozen=True):
    """An item of a checklist was done."""

    name: ClassVar[str] = "card.item_checked"
    sentence: ClassVar[str] = "checked off {item}"

    def apply(self, state: State) -> None:
        self.found(state)["done"] = True


@event_type
class ItemUnchecked(ItemChange, frozen=True):
    """An item of a checklist was not done after all."""

    name: ClassVar[str] = "card.item_unchecked"
    sentence: ClassVar[str] = "reopened {item}"

    def apply(self, state: State) -> None:
        self.found(state)["done"] = False


@event_type
class ItemReworded(ItemChange, frozen=True):
    """An item of a checklist was written anew."""

    name: ClassVar[str] = "card.item_reworded"
    sentence: ClassVar[str] = "changed “{old}” to “{item}”"
    old: str

    def apply(self, state: State) -> None:
        self.found(state)["text"] = self.item.name


@event_type
class ItemAssigned(ItemChange, frozen=True):
    """An item of a checklist got another owner, or none."""

    name: ClassVar[str] = "card.item_assigned"
    sentence: ClassVar[str] = "changed the owner of {item} from {old} to {new}"
    absent: ClassVar[str] = "nobody"
    old: Named | None
    new: Named | None

    def apply(self, state: State) -> None:
        self.found(state)["owner"] = self.new.id if self.new else None


@event_type
class ItemDated(ItemChange, frozen=True):
    """The due date of a checklist's item changed."""

    name: ClassVar[str] = "card.item_dated"
    sentence: ClassVar[str] = "changed the due date of {item} from {old} to {new}"
    old: str | None
    new: str | None

    def apply(self, state: State) -> None:
        self.found(state)["due_on"] = self.new


@event_type
class ItemPlaced(ItemChange, frozen=True):
    """An item of a checklist was put elsewhere in it; `order` lists the items' ids."""

    name: ClassVar[str] = "card.item_placed"
    sentence: ClassVar[str] = "changed the order of {checklist}"
    order: list[int]

    def apply(self, state: State) -> None:
        listed(state, self.checklist)["items"].sort(key=lambda item: self.order.index(item["id"]))


@event_type
class ItemRemoved(ItemChange, frozen=True):
    """An item was taken out of a checklist."""

    name: ClassVar[str] = "card.item_removed"
    sentence: ClassVar[str] = "removed {item} from {checklist}"

    def apply(self, state: State) -> None:
        listed(state, self.checklist)["items"].remove(self.found(state))
