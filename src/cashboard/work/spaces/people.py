"""The people of a space: who can be responsible, mentioned or filtered by."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from cashboard.people.models import Person
from cashboard.work.spaces.kinds import SpaceKind, WorkspaceKind
from cashboard.work.spaces.models import Space


def people_of(space: Space) -> QuerySet[Person]:
    """Everybody with a role at the space, by name."""
    everybody = Person.objects.active().order_by("name", "pk")
    here = Q(pk__in=space.members.values("person")) | Q(teams__in=space.members.values("group"))
    if space.kind == SpaceKind.STANDARD:
        if space.workspace.kind == WorkspaceKind.ORGANISATION:
            return everybody
        above = space.workspace.members
        here |= Q(pk__in=above.values("person")) | Q(teams__in=above.values("group"))
    return everybody.filter(here).distinct()
