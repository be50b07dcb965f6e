"""Texts call people and groups in: `@[Name](person:7)`, `@[Name](group:3)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.db.models import Q, QuerySet

from cashboard.activity.changing import Objects, involved
from cashboard.activity.types import Named
from cashboard.people.models import Group
from cashboard.work.spaces.kinds import SpaceKind, WorkspaceKind
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.people import people_of

MENTION = re.compile(r"@\[([^\]\n]{1,120})\]\((person|group):(\d{1,18})\)")


class Called(NamedTuple):
    """Whom a text calls in, each once, by their own names and not by what the text says."""

    people: list[Named]
    groups: list[Named]

    @property
    def taking_part(self) -> Objects:
        """How an event keeps them."""
        people = [involved("person", one.id, one.name, "mentioned") for one in self.people]
        return people + [involved("group", one.id, one.name, "mentioned") for one in self.groups]


def called_in(text: str, space: Space) -> Called:
    """The people and groups of the space whom a text calls in. A number tells nobody else's name."""
    ids = _named_in(text)
    people = people_of(space).filter(pk__in=ids["person"]).order_by("pk") if ids["person"] else ()
    groups = groups_of(space).filter(pk__in=ids["group"]).order_by("pk") if ids["group"] else ()
    return Called([person.named() for person in people], [group.named() for group in groups])


def groups_of(space: Space) -> QuerySet[Group]:
    """The groups with a role at the space, by name: those that can be called in."""
    here = Q(pk__in=space.members.exclude(group=None).values("group"))
    if space.kind == SpaceKind.STANDARD:
        if space.workspace.kind == WorkspaceKind.ORGANISATION:
            return Group.objects.order_by("name", "pk")
        here |= Q(pk__in=space.workspace.members.exclude(group=None).values("group"))
    return Group.objects.filter(here).order_by("name", "pk")


def not_reached(text: str, people: set[int], groups: set[int]) -> list[str]:
    """Whom a text calls in that is neither of these: by the words of the text, whoever that may be.

    A stranger and a number that names nobody are told alike.
    """
    reached = {"person": people, "group": groups}
    missed = [name for name, kind, number in MENTION.findall(text) if int(number) not in reached[kind]]
    return list(dict.fromkeys(missed))


def _named_in(text: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"person": set(), "group": set()}
    for _, kind, number in MENTION.findall(text):
        found[kind].add(int(number))
    return found
