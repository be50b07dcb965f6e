"""One call: who calls, what came with it, and how a function finds the row that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Changing
from cashboard.activity.refusals import StaleVersion
from cashboard.api.problems import NotFound
from cashboard.api.signing_in import Caller
from cashboard.people.models import Person

Row = TypeVar("Row")
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Call:
    """One request as its function sees it. `seen` are the versions in If-Match, None when it names none."""

    request: HttpRequest
    caller: Caller
    seen: frozenset[str] | None

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.caller.actor

    @property
    def person(self) -> Person:
        """Whose rights apply."""
        return self.caller.person

    @property
    def today(self) -> date:
        """The date where the person is."""
        return timezone.localdate(timezone=self.person.timezone)

    def expected(self, row: Changing) -> int | None:
        """The version that the caller saw, for the verb to compare; raises StaleVersion if it has changed."""
        if self.seen is None:
            return None
        if str(row.version) not in self.seen:
            raise StaleVersion(str(row), row.version)
        return row.version

    @contextmanager
    def as_seen(self, row: Changing) -> Iterator[None]:
        """Hold the row at the version that the caller saw, around a verb that does not compare it itself."""
        version = self.expected(row)
        if version is None:
            yield
            return
        with row.changing(by=self.actor, version=version):
            yield


def versions(if_match: str | None) -> frozenset[str] | None:
    """The versions that an If-Match header names; None when there is none, or `*`: any version will do.

    A proxy that compresses makes an ETag weak; the version that it names is the same.
    """
    if if_match is None or if_match.strip() == "*":
        return None
    return frozenset(re.findall(r'"([^"]*)"', if_match))


def found(rows: models.QuerySet[Any, Row], pk: int, field: str = "") -> Row:
    """The row of this id; raises NotFound, naming the field of the body that held the id."""
    row = rows.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if row is None:
        raise NotFound(field)
    return row
