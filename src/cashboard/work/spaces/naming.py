"""Names and colours of places."""

from __future__ import annotations

from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable

COLOURS = ("blue", "violet", "teal", "amber", "rose", "green", "indigo", "orange")


def tidy_name(name: str, what: str) -> str:
    """A name without surrounding blanks; raises Invalid when it is empty or longer than 120 characters."""
    name = " ".join(storable(name).split())
    if not name:
        raise Invalid(f"Give the {what} a name.", "name")
    if len(name) > 120:
        raise Invalid(f"The name of a {what} has at most 120 characters; this one has {len(name)}.", "name")
    return name
