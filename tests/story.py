"""A small world that tests share: one company's collections, and the people around it."""

from __future__ import annotations

from dataclasses import dataclass

from cashboard.activity.actors import Actor, Via
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space, Status, Workspace

COLLECTIONS = (
    ("Open", "not_started"),
    ("Overdue", "in_progress"),
    ("Disputed", "in_progress"),
    ("Paid", "completed"),
)
TITLES = ("Invoice 4711 of Nordwind", "Invoice 4712 of Nordwind", "Invoice 815 of Alpen Optik")


@dataclass
class Story:
    """Lena owns the private workspace "Order to Cash", Marco works in it, Vera looks on.

    Nils has no part in it; Ada administers the installation and has no role in the workspace either.
    """

    lena: Person
    marco: Person
    vera: Person
    nils: Person
    ada: Person
    workspace: Workspace
    space: Space
    open: Status
    overdue: Status
    disputed: Status
    paid: Status
    cards: list[Card]

    @property
    def card(self) -> Card:
        """The first card, in the status Open."""
        return self.cards[0]

    @property
    def by_lena(self) -> Actor:
        """The owner, acting in a request of her own."""
        return self.lena.acting("web")

    @property
    def by_marco(self) -> Actor:
        """The member."""
        return self.marco.acting("web")

    @property
    def by_vera(self) -> Actor:
        """The visitor."""
        return self.vera.acting("web")

    @property
    def by_nils(self) -> Actor:
        """The stranger."""
        return self.nils.acting("web")

    @property
    def by_ada(self) -> Actor:
        """The administrator."""
        return self.ada.acting("web")


def actor_of(person: Person, via: Via = "web") -> Actor:
    """This person as an actor, with a change id of its own."""
    return person.acting(via)


def tell_story() -> Story:
    """Make the world through the same verbs as everybody's."""
    lena, marco, vera, nils = map(_person, ("Lena Fischer", "Marco Rossi", "Vera Visser", "Nils Stranger"))
    ada = _person("Ada Admin", is_administrator=True)
    by = lena.acting("web")
    workspace = Workspace.objects.create_workspace("Order to Cash", by=by)
    workspace.add_member(marco, "member", by=by)
    workspace.add_member(vera, "visitor", by=by)
    space = workspace.add_space("COL", "Collections", by=by, statuses=COLLECTIONS)
    opened, overdue, disputed, paid = space.statuses.all()
    cards = [Card.create(space, title, by=marco.acting("web")) for title in TITLES]
    return Story(lena, marco, vera, nils, ada, workspace, space, opened, overdue, disputed, paid, cards)


def _person(name: str, *, is_administrator: bool = False) -> Person:
    email = f"{name.split()[0].lower()}@example.com"
    return Person.objects.add_person(email, name, by=Actor.system(), is_administrator=is_administrator)
