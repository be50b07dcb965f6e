"""Accounts: one for each mail address, whatever its case."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.people.models import Person
from tests.story import Story

pytestmark = pytest.mark.requirement("R1", "R4")


def test_an_account_is_made_and_told(db: None) -> None:
    made = Person.objects.add_person(" Lena@Example.COM ", "  Lena   Fischer ", by=Actor.system())
    assert (made.email, made.name, str(made)) == ("lena@example.com", "Lena Fischer", "Lena Fischer")
    assert not made.has_usable_password()
    told = Event.objects.get()
    assert (told.type, told.data) == ("person.added", {"name_": "Lena Fischer", "email": "lena@example.com"})
    assert told.typed.say() == "added Lena Fischer"


def test_a_password_is_kept_as_a_hash(db: None) -> None:
    made = Person.objects.add_person("lena@example.com", "Lena", by=Actor.system(), password="correct horse")
    assert made.check_password("correct horse")
    assert "correct" not in made.password


def test_without_a_name_the_address_gives_one(db: None) -> None:
    assert Person.objects.add_person("kim@example.com", " ", by=Actor.system()).name == "kim"


@pytest.mark.parametrize("email", ["lena@example.com", "LENA@example.com", " Lena@Example.com "])
def test_an_address_has_one_account(story: Story, email: str) -> None:
    with pytest.raises(Invalid, match=r"^lena@example\.com already has an account\.$") as error:
        Person.objects.add_person(email, "Another Lena", by=story.by_ada)
    assert error.value.field == "email"


@pytest.mark.parametrize(
    "email", ["", "lena", "lena@", "@example.com", "a b@example.com", "le\0na@example", "<script>"]
)
def test_what_is_no_address_is_refused_with_an_example(story: Story, email: str) -> None:
    with pytest.raises(Invalid, match=r"is not a mail address\. Give one like name@company\.com\."):
        Person.objects.add_person(email, "Somebody", by=story.by_ada)


def test_an_address_too_long_for_the_column_is_refused(story: Story) -> None:
    email = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".com"
    with pytest.raises(Invalid, match="at most 254 characters"):
        Person.objects.add_person(email, "Long", by=story.by_ada)


def test_a_name_too_long_is_refused(story: Story) -> None:
    with pytest.raises(Invalid, match=r"A name has at most 120 characters; this one has 10,000\."):
        Person.objects.add_person("x@example.com", "x" * 10_000, by=story.by_ada)


def test_characters_that_no_database_holds_are_left_out(db: None) -> None:
    made = Person.objects.add_person("x@example.com", "Ze\0d \ud800", by=Actor.system())
    made.refresh_from_db()
    assert made.name == "Zed"


@pytest.mark.parametrize("who", ["by_lena", "by_marco", "by_vera", "by_nils"])
def test_only_an_administrator_makes_accounts(story: Story, who: str) -> None:
    before = Head.objects.get().seq
    with pytest.raises(NotAllowed, match=r"^Only an administrator can do that\.$"):
        Person.objects.add_person("new@example.com", "New", by=getattr(story, who))
    assert Head.objects.get().seq == before


def test_two_at_once_make_one_account(transactional_db: None, db: None, at_once: Any) -> None:
    made = at_once([lambda: Person.objects.add_person("kim@example.com", "Kim", by=Actor.system())] * 4)
    assert sum(isinstance(outcome, Person) for outcome in made) == 1
    assert {str(outcome) for outcome in made if not isinstance(outcome, Person)} == {
        "kim@example.com already has an account."
    }
    assert Event.objects.count() == 1


def test_signing_in_finds_the_address_whatever_its_case(story: Story) -> None:
    assert Person.objects.get_by_natural_key("LENA@example.com") == story.lena


@pytest.mark.parametrize(
    ("name", "initials"), [("Lena Fischer", "LF"), ("Kim", "K"), ("Ana Maria de Souza", "AS"), ("ßeta", "SS")]
)
def test_initials(name: str, initials: str) -> None:
    assert Person(name=name).initials == initials


def test_an_unknown_zone_reads_as_utc() -> None:
    assert Person(zone="Europe/Berlin").timezone == ZoneInfo("Europe/Berlin")
    assert Person(zone="Mars/Olympus").timezone == ZoneInfo("UTC")
