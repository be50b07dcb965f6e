"""Stand-ins for people who are named in what was imported and have no account here."""

from __future__ import annotations

from email.utils import parseaddr

from cashboard.activity.actors import Actor
from cashboard.activity.changing import recording
from cashboard.activity.uuid7 import uuid7
from cashboard.people.events import PlaceholderAdded
from cashboard.people.models import LONGEST_EMAIL, Person, tidy_person_name

NOWHERE = "placeholder.invalid"


def add_placeholder(known_as: str, *, by: Actor) -> Person:
    """An account that cannot sign in, for whom a file calls this. There already: that one."""
    known_as = " ".join(known_as.split())[:LONGEST_EMAIL]
    found = Person.objects.filter(placeholder__iexact=known_as).order_by("pk").first()
    if found is not None:
        return found
    name, mail = name_and_mail(known_as)
    with recording(by=by) as change:
        person = Person(
            email=f"{uuid7().hex}@{NOWHERE}",
            name=tidy_person_name((name or mail.split("@")[0] or known_as)[:120]),
            is_active=False,
            placeholder=known_as,
        )
        person.set_unusable_password()
        person.save(force_insert=True)
        change.record(PlaceholderAdded(name_=person.name, known_as=known_as), person)
    return person


def name_and_mail(text: str) -> tuple[str, str]:
    """Name and mail address of "Anna Berg <anna@company.com>", of either alone the other is empty."""
    name, mail = parseaddr(text)
    if "@" not in mail:
        return " ".join(text.split()), ""
    return " ".join(name.split()), mail.strip().lower()
