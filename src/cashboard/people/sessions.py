"""Sessions in the database, read by a query that is compiled once: every signed-in request begins with it."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

from cashboard.activity.prepared import Prepared


class SessionStore(db.SessionStore):
    """Django's own, which another process may end at any moment: nothing is kept between requests."""

    def save(self, must_create: bool = False) -> None:
        """Keep it. A database that is away or full is named; Django takes it for a session that ended."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise

    def _get_session_from_db(self) -> Session | None:
        key = self.session_key or ""
        row = _by_key.first(key)
        if row is not None and row[1] > timezone.now():
            return Session(session_key=key, session_data=row[0], expire_date=row[1])
        self._session_key = None
        return None


_by_key = Prepared(
    lambda key: Session.objects.filter(session_key=key).values_list("session_data", "expire_date")
)
