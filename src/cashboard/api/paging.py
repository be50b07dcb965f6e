"""Cursor pages: a stable order by key, and a link to what follows the last row."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from django.db import models

from cashboard.activity.refusals import Invalid
from cashboard.api.calls import LARGEST_ID, Call

Item = TypeVar("Item")
Limit = Annotated[int, msgspec.Meta(ge=1, le=200, description="At most this many items.", examples=[50])]
CursorText = Annotated[str, msgspec.Meta(description="Where the page begins; taken from the link `next`.")]


class PageQuery(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What every list takes."""

    limit: Limit = 50
    cursor: CursorText | None = None


class Page(msgspec.Struct, Generic[Item]):
    """Some items of a list. `next` is the address of the following page, null on the last one."""

    items: list[Item]
    next: str | None


def page(
    call: Call,
    query: PageQuery,
    rows: models.QuerySet[Any],
    shapes: Callable[[models.QuerySet[Any]], list[Item]],
    key: str = "id",
) -> Page[Item]:
    """The rows after the cursor in the order of `key`, as shapes that carry it too."""
    after = _position(query.cursor)
    if after is not None:
        rows = rows.filter(**{f"{key}__gt": after})
    items = shapes(rows.order_by(key)[: query.limit + 1])
    if len(items) <= query.limit:
        return Page(items, None)
    last = getattr(items[query.limit - 1], key)
    return Page(items[: query.limit], _link(call, last))


def _link(call: Call, last: int) -> str:
    asked = call.request.GET.copy()
    asked["cursor"] = base64.urlsafe_b64encode(str(last).encode()).decode().rstrip("=")
    return f"{call.request.path}?{asked.urlencode()}"


def _position(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        position = int(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
    except ValueError:
        position = -1
    if not 0 <= position <= LARGEST_ID:
        raise Invalid("Take the cursor from the link next of a page.", "cursor")
    return position
