"""The documents of a card stand in groups, which have names and an order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.refusals import Invalid
from cashboard.work.documents.attaching import Attaching
from cashboard.work.documents.events import (
    DocumentGroupAdded,
    DocumentGrouped,
    DocumentGroupPlaced,
    DocumentGroupRemoved,
    DocumentGroupRenamed,
)
from cashboard.work.documents.models import Document, DocumentGroup
from cashboard.work.spaces.models import tidy_name

MOST_GROUPS = 50


class Grouping(Attaching):
    """The groups of documents on a card."""

    class Meta:
        abstract = True

    def add_document_group(self, name: str, *, by: Actor) -> DocumentGroup:
        """A new group at the end. One of this name is there: nothing."""
        name = tidy_name(name, "group")
        with self.changing(by=by) as change:
            groups = list(self._groups())
            for group in groups:
                if group.name == name:
                    return group
            if len(groups) >= MOST_GROUPS:
                raise Invalid(f"A card has at most {MOST_GROUPS} groups of documents.", "name")
            position = groups[-1].position + 1 if groups else 0
            made = DocumentGroup.objects.create(card_id=self.pk, name=name, position=position)
            self.save_changed(change)
            change.record(DocumentGroupAdded(group=made.named()), self)
        return made

    def rename_document_group(self, group: DocumentGroup, name: str, *, by: Actor) -> None:
        """Give a group another name."""
        name = tidy_name(name, "group")
        with self._with_group(group, by) as (change, found):
            if name != found.name:
                found.name, old = name, found.name
                found.save(update_fields=["name"])
                self.save_changed(change)
                change.record(DocumentGroupRenamed(group=found.named(), old=old), self)

    def place_document_group(self, group: DocumentGroup, *, before: DocumentGroup | None, by: Actor) -> None:
        """Put a group above another, or at the end."""
        with self._with_group(group, by) as (change, found):
            groups = list(self._groups())
            others = [one for one in groups if one.pk != found.pk]
            places = [place for place, one in enumerate(others) if before and one.pk == before.pk]
            if before is not None and not places:
                raise Invalid("That group is not on this card any more. Reload the card.", "before")
            ordered = list(others)
            ordered.insert(places[0] if places else len(others), found)
            if ordered == groups:
                return
            for position, one in enumerate(ordered):
                one.position = position
            DocumentGroup.objects.bulk_update(ordered, ["position"])
            self.save_changed(change)
            change.record(DocumentGroupPlaced(group=found.named(), order=[one.pk for one in ordered]), self)

    def remove_document_group(self, group: DocumentGroup, *, by: Actor) -> None:
        """Take a group away; its documents stay. Gone already: nothing."""
        with self.changing(by=by) as change:
            found = self._groups().filter(pk=group.pk).first()
            if found is not None:
                event = DocumentGroupRemoved(group=found.named())
                found.delete()
                self.save_changed(change)
                change.record(event, self)

    def group_document(self, document: Document, group: DocumentGroup | None, *, by: Actor) -> None:
        """Put a document into a group of the card, or into none."""
        with self._with_document(document, by) as (change, found):
            if found.group_id == (group.pk if group else None):
                return
            if group is not None and group.card_id != self.pk:
                raise Invalid("That group is on another card.", "group")
            found.group, old = group, found.group
            found.save(update_fields=["group"])
            self.save_changed(change)
            event = DocumentGrouped(
                document=found.named(),
                from_group=old.named() if old else None,
                to_group=group.named() if group else None,
            )
            change.record(event, self)

    def document_groups_state(self) -> list[dict[str, Any]]:
        """The groups as the log must be able to rebuild them."""
        return [{"id": one.pk, "name": one.name} for one in self._groups()]

    def _groups(self) -> models.QuerySet[DocumentGroup]:
        return DocumentGroup.objects.filter(card=self.pk)

    @contextmanager
    def _with_group(self, group: DocumentGroup, by: Actor) -> Iterator[tuple[Change, DocumentGroup]]:
        with self.changing(by=by) as change:
            found = self._groups().filter(pk=group.pk).first()
            if found is None:
                raise Invalid("That group is not on this card any more. Reload the card.", "group")
            yield change, found
