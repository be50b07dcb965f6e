"""Who is signed in: looked up at every request, so by a query that is compiled once."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from cashboard.activity.prepared import PreparedRow
from cashboard.people.models import Person


class Accounts(AuthenticationBackend):  # type: ignore[misc] # allauth ships no types
    """allauth's own way to sign in."""

    def get_user(self, user_id: Any) -> Person | None:
        """The account behind a session, read anew: one that was closed is signed out at once."""
        return _person.found(int(user_id))


_person = PreparedRow(Person, lambda pk: Person.objects.active().filter(pk=pk))
