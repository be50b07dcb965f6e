"""The members of workspaces and spaces alike."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cashboard.api.calls import Call
from cashboard.api.paging import Page, PageQuery, page
from cashboard.api.shapes.spaces import Member
from cashboard.api.shapes.values import ref


class _Listed(Member):
    """A member with the key of its row, by which pages go."""

    id: int = 0


def members_of(call: Call, rows: QuerySet[Any], query: PageQuery) -> Page[Member]:
    """The members of a place in the order in which they came."""
    listed = page(call, query, rows, _shapes)
    return Page([Member(each.person, each.group, each.role) for each in listed.items], listed.next)


def _shapes(rows: QuerySet[Any]) -> list[_Listed]:
    columns = ("person_id", "person__name", "group_id", "group__name", "role", "id")
    return [
        _Listed(ref(person, name), ref(group, group_name), role, pk)
        for person, name, group, group_name, role, pk in rows.values_list(*columns)
    ]
