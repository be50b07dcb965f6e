"""A card carries documents: files with versions, and links. Removing is taken back; deleting is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.models.functions import Lower

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.refusals import Invalid, Refused
from cashboard.work.cards.placing import Placed
from cashboard.work.documents.events import (
    DocumentAttached,
    DocumentDeleted,
    DocumentLinked,
    DocumentRemoved,
    DocumentRenamed,
    DocumentRestored,
    DocumentVersionAdded,
)
from cashboard.work.documents.models import Document, DocumentGroup, Documents, KeptFile, Version
from cashboard.work.documents.naming import shortened, tidy_file_name, tidy_url, with_ending_of
from cashboard.work.documents.storage import Stored

MOST_DOCUMENTS, MOST_VERSIONS = 1_000, 1_000


class Attaching(Placed):
    """The documents on a card; `document_count` is how many are there, for its front."""

    document_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def attach(self, name: str, stored: Stored, *, by: Actor, group: DocumentGroup | None = None) -> Document:
        """Put a file on the card, its bytes being in the storage already.

        A file of the same name becomes the next version of that document; the same bytes again are nothing.
        """
        name = tidy_file_name(shortened(name))
        with self.changing(by=by) as change:
            document = self._named(name)
            if document is not None and not document.is_link:
                self._add_version(document, name, stored, change)
                return document
            document = self._add(document_name=self._free_name(name), group=group, change=change)
            version = self._keep(document, name, stored, change)
            self._count(change)
            event = DocumentAttached(
                document=document.named(),
                group=document.group.named() if document.group else None,
                file_name=version.name,
                sha256=stored.sha256,
                size=stored.size,
            )
            change.record(event, self)
        return document

    def link_document(
        self, url: str, name: str = "", *, by: Actor, group: DocumentGroup | None = None
    ) -> Document:
        """Put a link among the documents. The same address again is nothing."""
        url = tidy_url(url)
        name = tidy_file_name(shortened(name or url.partition(":")[2].strip("/")))
        with self.changing(by=by) as change:
            there = self._present().filter(url=url).first()
            if there is not None:
                return there
            document = self._add(document_name=self._free_name(name), group=group, change=change, url=url)
            self._count(change)
            named = document.group.named() if document.group else None
            change.record(DocumentLinked(document=document.named(), group=named, url=url), self)
        return document

    def add_version(self, document: Document, name: str, stored: Stored, *, by: Actor) -> None:
        """The next version of a document. The bytes that it has now: nothing."""
        name = tidy_file_name(shortened(name))
        with self._with_document(document, by) as (change, found):
            if found.is_link:
                raise Invalid("A link has no versions. Add the file as a document of its own.", "file")
            self._add_version(found, name, stored, change)

    def rename_document(self, document: Document, name: str, *, by: Actor) -> None:
        """Give a document another name; it keeps its ending unless the name brings one."""
        name = tidy_file_name(name)
        with self._with_document(document, by) as (change, found):
            if not found.is_link:
                name = tidy_file_name(with_ending_of(name, found.name))
            if name == found.name:
                return
            other = self._named(name)
            if other is not None and other.pk != found.pk:
                raise Invalid(f"{self.key} has a document of this name already. Choose another.", "name")
            found.name, old = name, found.name
            found.save(update_fields=["name"])
            self.save_changed(change)
            change.record(DocumentRenamed(document=found.named(), old=old), self)

    def remove_document(self, document: Document, *, by: Actor) -> None:
        """Take a document off the card. It can be brought back. Removed already: nothing."""
        with self._with_document(document, by) as (change, found):
            if found.removed_at is None:
                found.removed_at = change.at
                found.save(update_fields=["removed_at"])
                self._count(change)
                change.record(DocumentRemoved(document=found.named()), self)

    def restore_document(self, document: Document, *, by: Actor) -> None:
        """Bring a removed document back with all its versions. There already: nothing."""
        with self._with_document(document, by) as (change, found):
            if found.removed_at is None:
                return
            if self._named(found.name) is not None:
                raise Refused(
                    f"{self.key} has another document called {found.name} now. Rename that one first."
                )
            found.removed_at = None
            found.save(update_fields=["removed_at"])
            self._count(change)
            change.record(DocumentRestored(document=found.named()), self)

    def delete_document(self, document: Document, *, by: Actor) -> None:
        """Delete a removed document for good, which owners may. Gone already: nothing."""
        with self.changing(by=by) as change:
            found = self.documents_there().filter(pk=document.pk).first()
            if found is None:
                return
            if found.removed_at is None:
                raise Refused("Remove the document first. Only what was removed is deleted for good.")
            event = DocumentDeleted(document=found.named())
            found.delete()
            self.save_changed(change)
            change.record(event, self)

    def documents_there(self) -> Documents:
        """All documents of the card, removed ones too."""
        return Document.objects.filter(card=self.pk)

    def documents_state(self) -> list[dict[str, Any]]:
        """The documents as the log must be able to rebuild them."""
        rows = self.documents_there().order_by("pk").prefetch_related("versions")
        return [
            {
                "id": one.pk,
                "name": one.name,
                "group": one.group_id,
                "url": one.url,
                "versions": [version.file_id for version in reversed(one.versions.all())],
                "removed": one.removed_at is not None,
            }
            for one in rows
        ]

    def _present(self) -> Documents:
        return self.documents_there().present()

    def _named(self, name: str) -> Document | None:
        """The document of this name, which is the same in capitals."""
        rows = self._present().alias(lower=Lower("name"))
        return rows.filter(models.Q(name=name) | models.Q(lower=name.lower())).first()

    def _free_name(self, name: str) -> str:
        """The name, or the first of `name 2`, `name 3` … that no document has."""
        stem, dot, ending = name.rpartition(".")
        if not stem:
            stem, dot, ending = name, "", ""
        number, free = 1, name
        while self._named(free) is not None:
            number += 1
            free = shortened(f"{stem} {number}{dot}{ending}")
        return free

    def _add(
        self, *, document_name: str, group: DocumentGroup | None, change: Change, url: str = ""
    ) -> Document:
        if self.documents_there().count() >= MOST_DOCUMENTS:
            raise Invalid(f"A card has at most {MOST_DOCUMENTS:,} documents.", "file")
        if group is not None and group.card_id != self.pk:
            raise Invalid("That group is on another card.", "group")
        return Document.objects.create(
            card_id=self.pk,
            group=group,
            name=document_name,
            url=url,
            added_at=change.at,
            added_by_id=change.by.person,
        )

    def _add_version(self, document: Document, name: str, stored: Stored, change: Change) -> None:
        last = document.versions.first()
        if last is not None and last.file_id == stored.sha256:
            return
        if document.latest >= MOST_VERSIONS:
            raise Invalid(f"A document has at most {MOST_VERSIONS:,} versions.", "file")
        version = self._keep(document, name, stored, change)
        self.save_changed(change)
        event = DocumentVersionAdded(
            document=document.named(),
            number=version.number,
            file_name=name,
            sha256=stored.sha256,
            size=stored.size,
        )
        change.record(event, self)

    def _keep(self, document: Document, name: str, stored: Stored, change: Change) -> Version:
        version = Version.objects.create(
            document=document,
            number=document.latest + 1,
            file=KeptFile.keep(stored),
            name=name,
            added_at=change.at,
            added_by_id=change.by.person,
            added_by_name=change.by.name,
        )
        document.latest, document.size = version.number, stored.size
        document.added_at, document.added_by_id = change.at, change.by.person
        document.save(update_fields=["latest", "size", "added_at", "added_by"])
        return version

    def _count(self, change: Change) -> None:
        self.document_count = self._present().count()
        self.save_changed(change, "document_count")

    @contextmanager
    def _with_document(self, document: Document, by: Actor) -> Iterator[tuple[Change, Document]]:
        with self.changing(by=by) as change:
            found = self.documents_there().select_related("group").filter(pk=document.pk).first()
            if found is None:
                raise Invalid("That document is not on this card any more. Reload the card.", "document")
            yield change, found
