"""The pages of a space: each in its menu, and on the sheet of keys."""

import pytest

import cashboard.web.urls  # noqa: F401 - brings the pages
from cashboard.web.space_pages import GROUPS, space_page, space_pages


def test_keys_lead_to_one_page_only() -> None:
    with pytest.raises(ValueError, match="'g b' already goes to Board"):
        space_page("another", "Another", "table", keys="g b", group="views", order=10)
    assert "another" not in {page.name for page in space_pages("views")}


def test_pages_stand_in_their_order() -> None:
    assert [page.label for page in space_pages("main")][:2] == ["Board", "Table"]
    for group in GROUPS:
        orders = [page.order for page in space_pages(group)]
        assert orders == sorted(orders)
