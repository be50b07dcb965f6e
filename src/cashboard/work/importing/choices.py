"""What somebody chooses before an import: which status, which person. What is not chosen is suggested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from cashboard.people.models import Person
from cashboard.people.placeholders import name_and_mail
from cashboard.people.roles import Role
from cashboard.work.importing.kinds_of_names import kind_of
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Space, Status
from cashboard.work.spaces.people import people_of

NEW, OWN = "new:", "status:"
PLACEHOLDER, NOBODY, PERSON = "placeholder", "nobody", "person:"


def choose_statuses(
    names: Iterable[str], chosen: Mapping[str, str], statuses: Iterable[Status], *, may_add: bool
) -> dict[str, str]:
    """Name in the file -> `status:ID` or `new:KIND`; an empty name is where new cards begin, and not asked.

    Who may not add statuses gets the first one that means the same.
    """
    there = list(statuses)
    allowed = {f"{OWN}{status.pk}" for status in there}
    if may_add:
        allowed |= {f"{NEW}{kind}" for kind in StatusKind.values}
    found: dict[str, str] = {}
    for name in names:
        if name:
            wanted = chosen.get(name, "")
            found[name] = wanted if wanted in allowed else _suggested(name, there, may_add)
    return found


def _suggested(name: str, statuses: list[Status], may_add: bool) -> str:
    same = next((each for each in statuses if each.name.casefold() == name.casefold()), None)
    if same is not None:
        return f"{OWN}{same.pk}"
    kind = kind_of(name)
    if may_add:
        return f"{NEW}{kind}"
    alike = next((each for each in statuses if each.kind == kind), statuses[0])
    return f"{OWN}{alike.pk}"


class PeopleHere:
    """Who can be asked to work in a space, found by mail address or by a name that only one has."""

    def __init__(self, space: Space) -> None:
        self.everybody = [person for person in people_of(space) if _is_member(space, person)]
        self._by_mail = {person.email.lower(): person for person in self.everybody}
        names = Counter(person.name.casefold() for person in self.everybody)
        self._by_name = {
            person.name.casefold(): person for person in self.everybody if names[person.name.casefold()] == 1
        }

    def named(self, text: str) -> Person | None:
        """The person whom a file calls this."""
        name, mail = name_and_mail(text)
        return self._by_mail.get(mail) if mail else self._by_name.get(name.casefold())

    def choose(self, names: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
        """Name in the file -> `person:ID`, `placeholder` or `nobody`."""
        allowed = {f"{PERSON}{person.pk}" for person in self.everybody} | {PLACEHOLDER, NOBODY}
        found: dict[str, str] = {}
        for name in names:
            wanted = chosen.get(name, "")
            if wanted not in allowed:
                person = self.named(name)
                wanted = f"{PERSON}{person.pk}" if person else PLACEHOLDER
            found[name] = wanted
        return found


def _is_member(space: Space, person: Person) -> bool:
    role = space.role_of(person.acting("web"))
    return role is not None and role.may(Role.MEMBER)
