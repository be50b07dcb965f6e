"""Accounts, groups and API tokens."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from cashboard.activity import clock
from cashboard.activity.actors import Actor, Via
from cashboard.activity.changing import Changing, Objects, Place, involved, recording
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.activity.texts import storable
from cashboard.activity.types import Named
from cashboard.people.events import (
    GroupPersonAdded,
    GroupPersonRemoved,
    PersonAdded,
    TokenCreated,
    TokenRevoked,
    ZoneChanged,
)

LONGEST_EMAIL = 254
COLOURS = ("blue", "violet", "teal", "amber", "rose", "green", "indigo", "orange")


class People(BaseUserManager["Person"]):
    """Accounts, found by mail address whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username or "")

    def active(self) -> models.QuerySet[Person]:
        """Accounts that may sign in."""
        return self.filter(is_active=True)

    def add_person(
        self, email: str, name: str, *, by: Actor, password: str | None = None, **more: Any
    ) -> Person:
        """Make an account. Raises Invalid for an address that is malformed or taken."""
        email = email.strip().lower()
        _check_email(email)
        name = tidy_person_name(name) or email.split("@")[0][:120]
        with recording(by=by) as change:
            person = self.model(email=email, name=name, **more)
            person.set_password(password)
            self._save_new(person)
            change.record(PersonAdded(name_=person.name, email=email), person)
        return person

    def _save_new(self, person: Person) -> None:
        """Also where two make the same account at once."""
        taken = Invalid(f"{person.email} already has an account.", "email")
        if self.filter(email__iexact=person.email).exists():
            raise taken
        try:
            with transaction.atomic():
                person.save(force_insert=True)
        except IntegrityError as error:
            raise taken from error


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        shown = storable(email)[:80] or "An empty text"
        raise Invalid(f"{shown} is not a mail address. Give one like name@company.com.", "email") from error
    if len(email) > LONGEST_EMAIL:
        raise Invalid(f"A mail address has at most {LONGEST_EMAIL} characters.", "email")


def tidy_person_name(name: str) -> str:
    """A name on one line; raises Invalid when it is longer than 120 characters."""
    name = " ".join(storable(name).split())
    if len(name) > 120:
        raise Invalid(f"A name has at most 120 characters; this one has {len(name):,}.", "name")
    return name


class Person(Changing, AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. Signs in with the mail address.

    `placeholder`: what an import called somebody who has no account here; see `placeholders.py`.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=60, default="UTC")
    title = models.CharField(max_length=120, blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    placeholder = models.CharField(max_length=254, blank=True, default="", editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Up to two letters for the avatar."""
        words = self.name.split()
        return ("".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))).upper()

    @property
    def colour(self) -> str:
        """The avatar's colour: always the same for one person."""
        return COLOURS[(self.pk or 0) % len(COLOURS)]

    @property
    def timezone(self) -> ZoneInfo:
        """The zone in which this person reads times."""
        return _zone(self.zone)

    def live_in(self, zone: str, *, by: Actor) -> None:
        """Read times in another zone. Raises Invalid for a name that is no IANA zone."""
        if zone not in available_timezones():
            raise Invalid(
                f"{zone[:60] or 'An empty text'} is no time zone. Choose one like Europe/Berlin.", "zone"
            )
        with self.changing(by=by) as change:
            if zone != self.zone:
                self.zone, old = zone, self.zone
                self.save_changed(change, "zone")
                change.record(ZoneChanged(old=old, new=zone), self)

    def acting(self, via: Via) -> Actor:
        """This person as an actor."""
        return Actor(kind="person", name=self.name, via=via, person=self.pk)

    def named(self) -> Named:
        """This person as an event keeps them."""
        return Named(id=self.pk, name=self.name)

    def event_place(self) -> Place:
        return Place()

    def event_objects(self) -> Objects:
        return [involved("person", self.pk, self.name)]


class Group(models.Model):
    """People who share roles, such as a department."""

    name = models.CharField(max_length=120, unique=True)
    people = models.ManyToManyField(Person, related_name="teams")

    def __str__(self) -> str:
        return self.name

    def add_person(self, person: Person, *, by: Actor) -> None:
        """Give this person the group's roles from now on. In it already: nothing."""
        with recording(by=by) as change:
            if not self._holds(person):
                self.people.add(person)
                event = GroupPersonAdded(group=self.named(), person=person.named())
                change.record(event, self, also=person.event_objects())

    def remove_person(self, person: Person, *, by: Actor) -> None:
        """Take the group's roles from this person from now on. Not in it: nothing."""
        with recording(by=by) as change:
            if self._holds(person):
                self.people.remove(person)
                event = GroupPersonRemoved(group=self.named(), person=person.named())
                change.record(event, self, also=person.event_objects())

    def named(self) -> Named:
        """This group as an event keeps it."""
        return Named(id=self.pk, name=self.name)

    def event_place(self) -> Place:
        return Place()

    def event_objects(self) -> Objects:
        return [involved("group", self.pk, self.name)]

    def _holds(self, person: Person) -> bool:
        """Whether this person is in it; nobody comes or leaves until the transaction ends."""
        Group.objects.select_for_update().get(pk=self.pk)
        return self.people.filter(pk=person.pk).exists()


class Tokens(models.QuerySet["Token"]):
    """API tokens."""

    def visible_to(self, actor: Actor) -> Tokens:
        """A person's own tokens."""
        return self.filter(person=actor.person or 0)

    def presented(self, secret: str) -> Token | None:
        """The live token with this secret."""
        now = timezone.now()
        return (
            self.select_related("person")
            .filter(digest=_digest(secret), revoked_at=None, person__is_active=True)
            .filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now))
            .first()
        )


class Token(Changing):
    """A key to the API for one person, narrowed to scopes. Only its digest is kept."""

    SCOPES = ("read", "write")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = Tokens.as_manager()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def issue(
        cls, person: Person, name: str, scopes: list[str], *, by: Actor, expires_at: datetime | None = None
    ) -> tuple[Token, str]:
        """A new token and its secret, which is shown once and kept nowhere. Who may write may read."""
        if by.person != person.pk and not by.is_system:
            raise NotAllowed("Only the person themselves can make a token that acts for them.")
        unknown = set(scopes) - set(cls.SCOPES)
        if unknown or not scopes:
            raise Invalid(f"Choose scopes among {', '.join(cls.SCOPES)}.", "scopes")
        secret = f"cb_{secrets.token_urlsafe(32)}"
        with recording(by=by) as change:
            token = cls(
                person=person,
                name=storable(name).strip()[:80] or "Token",
                digest=_digest(secret),
                scopes=sorted(scopes),
            )
            token.expires_at = expires_at
            token.save()
            change.record(TokenCreated(token=token.name, scopes=token.scopes), person)
        return token, secret

    def revoke(self, *, by: Actor) -> None:
        """End the token. Twice is harmless."""
        with self.changing(by=by) as change:
            if self.revoked_at is None:
                self.revoked_at = change.at
                self.save_changed(change, "revoked_at")
                change.record(TokenRevoked(token=self.name), self.person)

    def acting(self) -> Actor:
        """The token as an actor: the person's rights, narrowed to its scopes."""
        return Actor(
            kind="token",
            name=self.person.name,
            via="api",
            person=self.person_id,
            token=self.pk,
            scopes=frozenset(self.scopes),
        )


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
