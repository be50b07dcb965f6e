"""Shapes of what was deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from cashboard.api.paging import PageQuery
from cashboard.api.shapes.cards import SpaceRef
from cashboard.api.shapes.values import Id, Ref


class TrashedCard(msgspec.Struct, kw_only=True):
    """A card in the trash."""

    id: int
    key: Annotated[str, Meta(examples=["COL-12"])]
    title: str
    space: SpaceRef
    trashed_at: datetime
    trashed_by: Ref | None
    purged_from: Annotated[datetime, Meta(description="From then on it is removed for good by itself.")]


class TrashQuery(PageQuery, kw_only=True):
    """Whose trash; without a space that of all."""

    space: Id | UnsetType = UNSET


class Confirmation(msgspec.Struct, forbid_unknown_fields=True):
    """The key of the card that goes."""

    key: Annotated[str, Meta(max_length=24, examples=["COL-12"])]
