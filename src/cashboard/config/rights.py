"""Who stands behind a request that does not pass through Django's middleware, and what they may hear."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import Error as DatabaseProblem
from django.db import close_old_connections, connection
from django.db.models import Max
from django.http import HttpRequest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.config.plain import Scope, cookie, header
from cashboard.people.models import Person, Token
from cashboard.work.spaces.models import Space

ASKING = ThreadPoolExecutor(1, thread_name_prefix="rights")  # streams never take a thread from the requests


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request shows: the key of a session, or the secret of a token."""

    session: str = ""
    secret: str = ""

    def __bool__(self) -> bool:
        return bool(self.session or self.secret)

    @classmethod
    def shown(cls, scope: Scope) -> Credentials:
        """Those of this request; a bearer token goes before the cookie."""
        scheme, _, secret = header(scope, b"authorization").partition(" ")
        if scheme.lower() == "bearer":
            return cls(secret=secret.strip())
        return cls(session=cookie(scope, settings.SESSION_COOKIE_NAME))

    def actor(self) -> Actor | None:
        """The one who acts, None when nobody is signed in. Runs in a thread."""
        if self.secret:
            token = Token.objects.presented(self.secret)
            return token.acting() if token and "read" in token.scopes else None
        person = self._person()
        return person.acting("web") if person else None

    def is_administrator(self) -> bool:
        """Whether an administrator stands behind the request. Runs in a thread."""
        close_old_connections()
        actor = self.actor()
        if actor is None or actor.person is None:
            return False
        return Person.objects.filter(pk=actor.person, is_administrator=True).exists()

    def _person(self) -> Person | None:
        if not self.session:
            return None
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(self.session)
        person = get_user(request)
        return person if isinstance(person, Person) else None


@dataclass(frozen=True, slots=True)
class Hearing:
    """The outcome: 200 with the last seq of the place and the place above it, or 401, 404, 503."""

    status: int
    seq: int = 0
    above: str = ""


def may_hear(credentials: Credentials, place: str) -> Hearing:
    """Whether they may listen to `space:ID` now. What they may not know of is not there. Runs in a thread."""
    try:
        close_old_connections()
        actor = credentials.actor()
        return Hearing(401) if actor is None else _heard_by(actor, place)
    except DatabaseProblem:
        connection.close()
        return Hearing(503)


def _heard_by(actor: Actor, place: str) -> Hearing:
    kind, _, number = place.partition(":")
    if kind != "space" or not (number.isascii() and number.isdigit() and len(number) < 19):
        return Hearing(404)
    space = Space.objects.visible_to(actor).filter(pk=int(number)).values("pk", "workspace").first()
    if space is None:
        return Hearing(404)
    last = Event.objects.filter(space=space["pk"]).aggregate(last=Max("seq"))["last"]
    return Hearing(200, last or 0, f"workspace:{space['workspace']}")
