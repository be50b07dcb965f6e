"""Roles in their order of rights."""

from __future__ import annotations

import pytest

from cashboard.people.roles import Role, strongest


@pytest.mark.parametrize(
    ("held", "needed", "enough"),
    [
        ("visitor", "visitor", True), ("visitor", "member", False), ("visitor", "owner", False),
        ("member", "visitor", True), ("member", "member", True), ("member", "owner", False),
        ("owner", "visitor", True), ("owner", "member", True), ("owner", "owner", True),
    ],
)  # fmt: skip
def test_each_role_may_what_those_before_it_may(held: str, needed: str, enough: bool) -> None:
    assert Role(held).may(needed) is enough


@pytest.mark.parametrize(
    ("roles", "most"),
    [
        ([], None),
        (["visitor"], "visitor"),
        (["visitor", "owner", "member"], "owner"),
        (["member", "member"], "member"),
    ],
)
def test_the_strongest_counts(roles: list[str], most: str | None) -> None:
    assert strongest(roles) == most
