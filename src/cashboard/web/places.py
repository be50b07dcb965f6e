"""Places as a person sees them, read once and kept until the structure or somebody's role changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from django.http import Http404
from markupsafe import Markup

from cashboard.activity.actors import Actor
from cashboard.activity.models import Head
from cashboard.activity.prepared import Prepared
from cashboard.people.roles import Role
from cashboard.web.navigation import Navigation
from cashboard.work.fields.models import Field
from cashboard.work.spaces.models import Space, Status

LIMIT = 2_000
_KEPT: OrderedDict[tuple[int, int | None], Places] = OrderedDict()
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Place:
    """A space with the person's role, its statuses and fields in use; `actor` is who looks."""

    space: Space
    role: Role | None
    statuses: list[Status]
    fields: list[Field]
    actor: Actor

    def status(self, pk: int) -> Status | None:
        """The status of this id, None when it is none of the space."""
        return next((status for status in self.statuses if status.pk == pk), None)

    @property
    def looks(self) -> tuple[tuple[int, int], ...]:
        """What decides how fields look on the front of cards: which there are, and how often each changed."""
        return tuple((field.pk, field.version) for field in self.fields)

    @property
    def may_change(self) -> bool:
        """The person may move and edit cards."""
        return self.role is not None and self.role.may(Role.MEMBER)

    @property
    def may_manage(self) -> bool:
        """The person may give and take roles."""
        return self.role is not None and self.role.may(Role.OWNER)


class Places:
    """What one person may see, as of one state of the structure, which `head.structure` numbers."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._places: dict[str, Place] = {}
        self.navigation = Navigation(actor)
        self.sidebars: dict[str, Markup] = {}

    @cached_property
    def seen(self) -> frozenset[int]:
        """The ids of all spaces that the person may see: who sees the same is shown the same."""
        return frozenset(Space.objects.visible_to(self._actor).values_list("pk", flat=True))

    def find(self, key: str) -> Place:
        """The space of this key. Raises Http404 when the person may not know of it."""
        key = key.upper()
        if key not in self._places:
            visible = Space.objects.visible_to(self._actor).select_related("workspace", "folder")
            space = visible.filter(key=key).first()
            if space is None:
                raise Http404("There is no such space, or it is not shared with you.")
            role, statuses = space.role_of(self._actor), list(space.statuses.all())
            fields = list(Field.objects.filter(space=space).in_use().with_options())
            self._places[key] = Place(space, role, statuses, fields, self._actor)
        return self._places[key]


def places_of(actor: Actor) -> tuple[Places, int]:
    """The places of this actor and the seq up to which the log is told: one query when nothing changed."""
    [(seq, structure)] = _head()
    key = (structure, actor.person)
    with _LOCK:
        kept = _KEPT.get(key)
        if kept is None:
            kept = _KEPT[key] = Places(actor)
            while len(_KEPT) > LIMIT:
                _KEPT.popitem(last=False)
    return kept, seq


_head = Prepared(lambda: Head.objects.filter(pk=1).values_list("seq", "structure"))
