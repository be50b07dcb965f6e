"""Cursor pages: a stable order by key, and a link to what follows the last row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from django.db import models
from msgspec import UNSET, UnsetType

from cashboard.api.calls import LARGEST_ID, Call

Item = TypeVar("Item")
Limit = Annotated[int, msgspec.Meta(ge=1, le=200, description="At most this many items.", examples=[50])]
Cursor = Annotated[
    int, msgspec.Meta(ge=0, le=LARGEST_ID, description="Where the page begins; taken from the link `next`.")
]


class PageQuery(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What every list takes."""

    limit: Limit = 50
    cursor: Cursor | UnsetType = UNSET

    def chosen(self, *names: str) -> dict[str, Any]:
        """Those of these fields that were given."""
        given = {name: getattr(self, name) for name in names}
        return {name: value for name, value in given.items() if value is not UNSET}


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
    if query.cursor is not UNSET:
        rows = rows.filter(**{f"{key}__gt": query.cursor})
    items = shapes(rows.order_by(key)[: query.limit + 1])
    if len(items) <= query.limit:
        return Page(items, None)
    last = getattr(items[query.limit - 1], key)
    return Page(items[: query.limit], _link(call, last))


def _link(call: Call, last: int) -> str:
    asked = call.request.GET.copy()
    asked["cursor"] = str(last)
    return f"{call.request.path}?{asked.urlencode()}"
