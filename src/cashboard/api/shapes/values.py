"""The small values that every shape is made of."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta

from cashboard.activity.refusals import Invalid

Id = Annotated[int, Meta(ge=1, le=2**63 - 1, examples=[7])]
# What is blank to Python or to JavaScript; PostgreSQL keeps no NUL.
VISIBLE = r"[^\s\u0000-\u001f\u0085\ufeff]"
PRINTABLE = rf"^[^\u0000]*{VISIBLE}[^\u0000]*$"
Name = Annotated[str, Meta(pattern=PRINTABLE, max_length=120, examples=["Collections"])]


class Ref(msgspec.Struct):
    """Another thing, by its id and its name."""

    id: int
    name: str


class Money(msgspec.Struct, forbid_unknown_fields=True):
    """An exact amount in whole units of a currency (ISO 4217): never a float."""

    amount: Annotated[str, Meta(pattern=r"^-?[0-9]{1,18}(\.[0-9]{1,4})?$", examples=["12.50"])]
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$", examples=["EUR"])]


class NameChange(msgspec.Struct, forbid_unknown_fields=True):
    """Another name."""

    name: Name


def ref(pk: int | None, name: str | None) -> Ref | None:
    """A reference, or None where there is nothing."""
    return None if pk is None else Ref(pk, name or "")


def money(minor: int | None, exponent: int, currency: str) -> Money | None:
    """Money from minor units, None where there is none."""
    return None if minor is None else Money(f"{Decimal(minor).scaleb(-exponent):f}", currency)


def in_utc(moment: datetime, field: str) -> datetime:
    """The same moment in UTC; PostgreSQL knows no offsets of 16 hours and more, and Python no year 0."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Invalid("Give a moment between the years 1 and 9999.", field) from None
