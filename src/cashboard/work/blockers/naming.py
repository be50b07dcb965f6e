"""Names and descriptions of blockers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable

LONGEST = 500


@contextmanager
def once(name: str) -> Iterator[None]:
    """A name is taken once, also where two take it at the same time."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise taken(name) from error


def taken(name: str) -> Invalid:
    """Why a name cannot be had."""
    return Invalid(f"There is a blocker {name} already.", "name")


def tidy_description(text: str) -> str:
    """A description on one line; raises Invalid when it is too long."""
    text = " ".join(storable(text).split())
    if len(text) > LONGEST:
        raise Invalid(
            f"A description has at most {LONGEST} characters; this one has {len(text):,}.", "description"
        )
    return text
