"""What happens to the documents of cards."""

from __future__ import annotations

from typing import Any, ClassVar

from cashboard.activity.types import EventType, Named, event_type

State = dict[str, Any]


def found(state: State, document: Named) -> State:
    """The replayed document."""
    one: State = next(each for each in state["documents"] if each["id"] == document.id)
    return one


class DocumentChange(EventType, frozen=True):
    """Something happened to a document."""

    personal: ClassVar[tuple[str, ...]] = ("document",)
    document: Named


@event_type
class DocumentAttached(DocumentChange, frozen=True):
    """A file was put on a card: its first version, with the SHA-256 of its bytes."""

    name: ClassVar[str] = "card.document_attached"
    sentence: ClassVar[str] = "attached {document}"
    personal: ClassVar[tuple[str, ...]] = ("document", "file_name")
    group: Named | None
    file_name: str
    sha256: str
    size: int

    def apply(self, state: State) -> None:
        group = self.group.id if self.group else None
        new = {"id": self.document.id, "name": self.document.name, "group": group, "url": ""}
        state["documents"].append({**new, "versions": [self.sha256], "removed": False})


@event_type
class DocumentLinked(DocumentChange, frozen=True):
    """A link was put among the documents of a card."""

    name: ClassVar[str] = "card.document_linked"
    sentence: ClassVar[str] = "linked {document}"
    personal: ClassVar[tuple[str, ...]] = ("document", "url")
    group: Named | None
    url: str

    def apply(self, state: State) -> None:
        group = self.group.id if self.group else None
        new = {"id": self.document.id, "name": self.document.name, "group": group, "url": self.url}
        state["documents"].append({**new, "versions": [], "removed": False})


@event_type
class DocumentVersionAdded(DocumentChange, frozen=True):
    """A document got a new version; the older ones stay."""

    name: ClassVar[str] = "card.document_version_added"
    sentence: ClassVar[str] = "added version {number} of {document}"
    personal: ClassVar[tuple[str, ...]] = ("document", "file_name")
    number: int
    file_name: str
    sha256: str
    size: int

    def apply(self, state: State) -> None:
        found(state, self.document)["versions"].append(self.sha256)


@event_type
class DocumentRenamed(DocumentChange, frozen=True):
    """A document got another name."""

    name: ClassVar[str] = "card.document_renamed"
    sentence: ClassVar[str] = "renamed {old} to {document}"
    personal: ClassVar[tuple[str, ...]] = ("document", "old")
    old: str

    def apply(self, state: State) -> None:
        found(state, self.document)["name"] = self.document.name


@event_type
class DocumentGrouped(DocumentChange, frozen=True):
    """A document went into another group of its card, or out of all."""

    name: ClassVar[str] = "card.document_grouped"
    sentence: ClassVar[str] = "moved {document} from {from_group} to {to_group}"
    absent: ClassVar[str] = "no group"
    from_group: Named | None
    to_group: Named | None

    def apply(self, state: State) -> None:
        found(state, self.document)["group"] = self.to_group.id if self.to_group else None


@event_type
class DocumentRemoved(DocumentChange, frozen=True):
    """A document was removed from its card; it can be brought back with all versions."""

    name: ClassVar[str] = "card.document_removed"
    sentence: ClassVar[str] = "removed the document {document}"
    undone_by: ClassVar[str] = "restore_document"

    def apply(self, state: State) -> None:
        found(state, self.document)["removed"] = True


@event_type
class DocumentRestored(DocumentChange, frozen=True):
    """A removed document was brought back."""

    name: ClassVar[str] = "card.document_restored"
    sentence: ClassVar[str] = "brought the document {document} back"

    def apply(self, state: State) -> None:
        found(state, self.document)["removed"] = False


@event_type
class DocumentDeleted(DocumentChange, frozen=True):
    """A removed document was deleted for good, with the bytes of its versions that nothing else refers to."""

    name: ClassVar[str] = "card.document_deleted"
    sentence: ClassVar[str] = "deleted the document {document} for good"
    needs: ClassVar[str] = "owner"

    def apply(self, state: State) -> None:
        state["documents"].remove(found(state, self.document))


class DocumentGroupChange(EventType, frozen=True):
    """Something happened to a group of documents."""

    group: Named


@event_type
class DocumentGroupAdded(DocumentGroupChange, frozen=True):
    """A card got a group for its documents."""

    name: ClassVar[str] = "card.document_group_added"
    sentence: ClassVar[str] = "added the document group {group}"

    def apply(self, state: State) -> None:
        state["document_groups"].append({"id": self.group.id, "name": self.group.name})


@event_type
class DocumentGroupRenamed(DocumentGroupChange, frozen=True):
    """A group of documents got another name."""

    name: ClassVar[str] = "card.document_group_renamed"
    sentence: ClassVar[str] = "renamed the document group {old} to {group}"
    old: str

    def apply(self, state: State) -> None:
        one = next(each for each in state["document_groups"] if each["id"] == self.group.id)
        one["name"] = self.group.name


@event_type
class DocumentGroupPlaced(DocumentGroupChange, frozen=True):
    """A group of documents was put elsewhere among the groups; `order` lists their ids."""

    name: ClassVar[str] = "card.document_group_placed"
    sentence: ClassVar[str] = "moved the document group {group}"
    order: list[int]

    def apply(self, state: State) -> None:
        state["document_groups"].sort(key=lambda each: self.order.index(each["id"]))


@event_type
class DocumentGroupRemoved(DocumentGroupChange, frozen=True):
    """A group was taken away; its documents stay on the card, in no group."""

    name: ClassVar[str] = "card.document_group_removed"
    sentence: ClassVar[str] = "removed the document group {group}"

    def apply(self, state: State) -> None:
        state["document_groups"] = [one for one in state["document_groups"] if one["id"] != self.group.id]
        for document in state["documents"]:
            if document["group"] == self.group.id:
                document["group"] = None
