"""What happens to accounts and tokens."""

from __future__ import annotations

from typing import ClassVar

from cashboard.activity.types import EventType, Named, event_type


@event_type
class PersonAdded(EventType, frozen=True):
    """An account was made."""

    name: ClassVar[str] = "person.added"
    sentence: ClassVar[str] = "added {name_}"
    needs: ClassVar[str] = "administrator"
    personal: ClassVar[tuple[str, ...]] = ("name_", "email")
    name_: str
    email: str


@event_type
class PlaceholderAdded(EventType, frozen=True):
    """An import named somebody who has no account here; an account that cannot sign in stands for them."""

    name: ClassVar[str] = "person.placeholder_added"
    sentence: ClassVar[str] = "added {name_}, who has no account here"
    personal: ClassVar[tuple[str, ...]] = ("name_", "known_as")
    name_: str
    known_as: str


@event_type
class GroupPersonAdded(EventType, frozen=True):
    """Somebody came into a group, and so has its roles."""

    name: ClassVar[str] = "group.person_added"
    sentence: ClassVar[str] = "added {person} to the group {group}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "administrator"
    shifts_rights: ClassVar[bool] = True
    group: Named
    person: Named


@event_type
class GroupPersonRemoved(EventType, frozen=True):
    """Somebody left a group, and so has its roles no more."""

    name: ClassVar[str] = "group.person_removed"
    sentence: ClassVar[str] = "removed {person} from the group {group}"
    structural: ClassVar[bool] = True
    needs: ClassVar[str] = "administrator"
    shifts_rights: ClassVar[bool] = True
    group: Named
    person: Named


@event_type
class TokenCreated(EventType, frozen=True):
    """A person made an API token."""

    name: ClassVar[str] = "token.created"
    sentence: ClassVar[str] = "made the API token {token}"
    needs: ClassVar[str] = "self"
    token: str
    scopes: list[str]


@event_type
class TokenRevoked(EventType, frozen=True):
    """A person ended an API token."""

    name: ClassVar[str] = "token.revoked"
    sentence: ClassVar[str] = "ended the API token {token}"
    needs: ClassVar[str] = "self"
    token: str


@event_type
class ZoneChanged(EventType, frozen=True):
    """A person reads times in another zone."""

    name: ClassVar[str] = "person.zone_changed"
    sentence: ClassVar[str] = "changed the time zone from {old} to {new}"
    needs: ClassVar[str] = "self"
    old: str
    new: str
