"""A card carries checklists: named lists of items that are checked off, with owners and due dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, involved
from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable
from cashboard.activity.types import Named
from cashboard.people.models import Person
from cashboard.work.cards.assigning import check_belongs
from cashboard.work.cards.checklist_events import (
    ChecklistAdded,
    ChecklistRemoved,
    ChecklistRenamed,
    ItemAssigned,
    ItemChecked,
    ItemDated,
    ItemPlaced,
    ItemRemoved,
    ItemReworded,
    ItemsAdded,
    ItemUnchecked,
)
from cashboard.work.cards.dating import check_date
from cashboard.work.cards.placing import Placed
from cashboard.work.spaces.models import tidy_name

MOST_ITEMS, MOST_LISTS, LONGEST_ITEM = 500, 50, 500
BULLET = re.compile(r"^\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]?\]\s*)?")


class Checklist(models.Model):
    """A named list on a card; `definition_of` is the status whose definition of done it is."""

    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="checklists")
    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)
    definition_of = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """This list as an event keeps it."""
        return Named(id=self.pk, name=self.name)


class Item(models.Model):
    """One thing to do on a checklist."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    card = models.ForeignKey("work.Card", on_delete=models.CASCADE, related_name="items")
    text = models.CharField(max_length=LONGEST_ITEM)
    position = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="items_owned")
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text

    def named(self) -> Named:
        """This item as an event keeps it."""
        return Named(id=self.pk, name=self.text)


class CheckingOff(Placed):
    """The checklists on a card."""

    class Meta:
        abstract = True

    def add_checklist(self, name: str, *, by: Actor) -> Checklist:
        """A new list at the end."""
        name = tidy_name(name, "checklist")
        with self.changing(by=by) as change:
            count = self._lists().count()
            if count >= MOST_LISTS:
                raise Invalid(f"A card has at most {MOST_LISTS} checklists.", "name")
            made = Checklist.objects.create(card_id=self.pk, name=name, position=_end(self._lists()))
            self.save_changed(change)
            change.record(ChecklistAdded(checklist=made.named()), self)
        return made

    def rename_checklist(self, checklist: Checklist, name: str, *, by: Actor) -> None:
        """Give a list another name."""
        name = tidy_name(name, "checklist")
        with self.changing(by=by) as change:
            checklist = self._list(checklist)
            if name != checklist.name:
                checklist.name, old = name, checklist.name
                checklist.save(update_fields=["name"])
                self.save_changed(change)
                change.record(ChecklistRenamed(checklist=checklist.named(), old=old), self)

    def remove_checklist(self, checklist: Checklist, *, by: Actor) -> None:
        """Remove a list with its items; the log keeps them. Gone already: nothing."""
        with self.changing(by=by) as change:
            found = self._lists().filter(pk=checklist.pk).first()
            if found is None:
                return
            items = list(found.items.all())
            named, done = found.named(), [item.pk for item in items if item.done_at]
            found.delete()
            self.save_changed(change)
            event = ChecklistRemoved(checklist=named, items=[item.named() for item in items], done=done)
            change.record(event, self)

    def add_items(self, checklist: Checklist, text: str, *, by: Actor) -> list[Item]:
        """An item for each line; bullets, numbers and boxes at the beginning of a line are left out."""
        lines = item_lines(text)
        with self.changing(by=by) as change:
            checklist = self._list(checklist)
            if self._items().count() + len(lines) > MOST_ITEMS:
                raise Invalid(f"A card has at most {MOST_ITEMS} items on its checklists.", "text")
            first = _end(checklist.items)
            made = [
                Item(checklist=checklist, card_id=self.pk, text=line, position=position)
                for position, line in enumerate(lines, first)
            ]
            Item.objects.bulk_create(made)
            self.save_changed(change)
            items = [item.named() for item in made]
            change.record(ItemsAdded(checklist=checklist.named(), items=items), self)
        return made

    def check_off(self, item: Item, *, by: Actor) -> None:
        """The item is done. Done already: nothing."""
        with self._with_item(item, by) as (change, found):
            if found.done_at is None:
                found.done_at, found.done_by_id = change.at, by.person
                found.save(update_fields=["done_at", "done_by"])
                self._note(ItemChecked, found, change)

    def uncheck(self, item: Item, *, by: Actor) -> None:
        """The item is not done after all."""
        with self._with_item(item, by) as (change, found):
            if found.done_at is not None:
                found.done_at, found.done_by = None, None
                found.save(update_fields=["done_at", "done_by"])
                self._note(ItemUnchecked, found, change)

    def reword(self, item: Item, text: str, *, by: Actor) -> None:
        """Write an item anew."""
        text = _tidy_item(text)
        with self._with_item(item, by) as (change, found):
            if text != found.text:
                found.text, old = text, found.text
                found.save(update_fields=["text"])
                self._note(ItemReworded, found, change, old=old)

    def give_item(self, item: Item, person: Person | None, *, by: Actor) -> None:
        """Make a member of the space the item's owner, or nobody."""
        with self._with_item(item, by) as (change, found):
            if found.owner_id == (person.pk if person else None):
                return
            if person is not None:
                check_belongs(person, self.space)
            found.owner, old = person, found.owner
            found.save(update_fields=["owner"])
            taking_part = [involved("person", person.pk, person.name, "owner of an item")] if person else []
            named = {"old": old.named() if old else None, "new": person.named() if person else None}
            self._note(ItemAssigned, found, change, also=taking_part, **named)

    def date_item(self, item: Item, on: date | None, *, by: Actor) -> None:
        """Set or clear when an item is due. Raises Invalid outside 1970 to 2100."""
        check_date(on, "on")
        with self._with_item(item, by) as (change, found):
            if on != found.due_on:
                found.due_on, old = on, found.due_on
                found.save(update_fields=["due_on"])
                dates = {"old": old.isoformat() if old else None, "new": on.isoformat() if on else None}
                self._note(ItemDated, found, change, **dates)

    def place_item(self, item: Item, *, before: Item | None, by: Actor) -> None:
        """Put an item above another of its list, or at its end."""
        with self._with_item(item, by) as (change, found):
            others = [one for one in found.checklist.items.all() if one.pk != found.pk]
            places = [place for place, one in enumerate(others) if before and one.pk == before.pk]
            if before is not None and not places:
                raise Invalid("That item is on another list. Put it above one of its own.", "before")
            ordered = list(others)
            ordered.insert(places[0] if places else len(others), found)
            if ordered != list(found.checklist.items.all()):
                for position, one in enumerate(ordered):
                    one.position = position
                Item.objects.bulk_update(ordered, ["position"])
                self._note(ItemPlaced, found, change, order=[one.pk for one in ordered])

    def remove_item(self, item: Item, *, by: Actor) -> None:
        """Take an item out of its list. Gone already: nothing."""
        with self.changing(by=by) as change:
            found = self._items().select_related("checklist").filter(pk=item.pk).first()
            if found is not None:
                event = ItemRemoved(checklist=found.checklist.named(), item=found.named())
                found.delete()
                self.save_changed(change)
                change.record(event, self)

    def checklists_state(self) -> list[dict[str, Any]]:
        """The lists as the log must be able to rebuild them."""
        items: dict[int, list[dict[str, Any]]] = {}
        for item in self._items().order_by("position", "pk"):
            items.setdefault(item.checklist_id, []).append(
                {
                    "id": item.pk,
                    "text": item.text,
                    "done": item.done_at is not None,
                    "owner": item.owner_id,
                    "due_on": item.due_on.isoformat() if item.due_on else None,
                }
            )
        return [
            {
                "id": one.pk,
                "name": one.name,
                "definition_of": one.definition_of,
                "items": items.get(one.pk, []),
            }
            for one in self._lists()
        ]

    def _lists(self) -> models.QuerySet[Checklist]:
        return Checklist.objects.filter(card=self.pk)

    def _items(self) -> models.QuerySet[Item]:
        return Item.objects.filter(card=self.pk)

    def _list(self, checklist: Checklist) -> Checklist:
        found = self._lists().filter(pk=checklist.pk).first()
        if found is None:
            raise Invalid("That checklist is not on this card any more. Reload the card.", "checklist")
        return found

    @contextmanager
    def _with_item(self, item: Item, by: Actor) -> Iterator[tuple[Change, Item]]:
        with self.changing(by=by) as change:
            found = self._items().select_related("checklist", "owner").filter(pk=item.pk).first()
            if found is None:
                raise Invalid("That item is not on this card any more. Reload the card.", "item")
            yield change, found

    def _note(self, event: Any, item: Item, change: Change, *, also: Any = None, **more: Any) -> None:
        self.save_changed(change)
        told = event(checklist=item.checklist.named(), item=item.named(), **more)
        change.record(told, self, also=also)


def item_lines(text: str) -> list[str]:
    """The items that a text holds, a line each. Raises Invalid for none, or for one that is too long."""
    lines = [BULLET.sub("", line, count=1).strip() for line in storable(text).splitlines()]
    lines = [_tidy_item(line) for line in lines if line]
    if not lines:
        raise Invalid("Write what there is to do, a line for each item.", "text")
    return lines


def _tidy_item(text: str) -> str:
    text = " ".join(storable(text).split())
    if not text:
        raise Invalid("Write what there is to do.", "text")
    if len(text) > LONGEST_ITEM:
        raise Invalid(f"An item has at most {LONGEST_ITEM} characters; this one has {len(text):,}.", "text")
    return text


def _end(rows: Any) -> int:
    last = rows.aggregate(last=models.Max("position"))["last"]
    return 0 if last is None else last + 1
