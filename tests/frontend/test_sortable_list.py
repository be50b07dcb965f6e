"""Putting a list in order: a drop posts what it stands above; a refusal puts it back and says why."""

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Site, ready

STYLE = "[data-item]{height:40px} [data-handle]{display:inline-block;width:40px;height:30px}"


def rows(*numbers: int) -> str:
    items = "".join(
        f'<div id="row-{n}" data-item="{n}" data-place-url="/rows/{n}/">'
        f"<span data-handle>=</span>Row {n}</div>"
        for n in numbers
    )
    return f'<div id="rows"><sortable-list>{items}</sortable-list></div>'


@pytest.fixture
def listed(page: Page, site: Site) -> Page:
    site.answer("/rows.css", Answer(STYLE, kind="text/css"))
    site.page("/", f'<link rel="stylesheet" href="/rows.css">{rows(1, 2, 3)}<toast-stack></toast-stack>')
    page.goto("/")
    ready(page)
    page.wait_for_timeout(200)
    return page


def drag(page: Page, number: int, beside: int, *, by: str = "[data-handle]") -> None:
    start = page.locator(f"#row-{number} {by}".strip()).bounding_box()
    end = page.locator(f"#row-{beside}").bounding_box()
    assert start
    assert end
    x, y = start["x"] + start["width"] - 10, start["y"] + 15
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 4, y + 6, steps=3)
    page.mouse.move(x, end["y"] + 25, steps=10)
    page.wait_for_timeout(150)
    page.mouse.up()


def order(page: Page) -> list[str]:
    return page.locator("[data-item]").all_inner_texts()


def test_a_drop_posts_what_it_stands_above_and_the_answer_is_morphed_in(listed: Page, site: Site) -> None:
    site.answer("/rows/1/", Answer(rows(2, 1, 3).replace("Row 1", "Row 1 moved")))
    drag(listed, 1, 2)
    expect(listed.locator("#row-1")).to_contain_text("Row 1 moved")
    assert [row.removeprefix("=") for row in order(listed)] == ["Row 2", "Row 1 moved", "Row 3"]
    assert site.requests("/rows/1/")[0].form == {"before": "3"}


def test_at_the_end_it_stands_above_nothing(listed: Page, site: Site) -> None:
    site.answer("/rows/1/", Answer(rows(2, 3, 1)))
    drag(listed, 1, 3)
    listed.wait_for_timeout(200)
    assert site.requests("/rows/1/")[0].form.get("before", "") == ""


def test_a_refusal_puts_it_back_and_says_why(listed: Page, site: Site) -> None:
    site.answer("/rows/1/", Answer("Only an owner does that.", status=403, kind="text/plain; charset=utf-8"))
    drag(listed, 1, 3)
    expect(listed.get_by_text("Only an owner does that.")).to_be_visible()
    assert [row.removeprefix("=") for row in order(listed)] == ["Row 1", "Row 2", "Row 3"]


def test_it_is_dragged_by_its_handle_alone(listed: Page, site: Site) -> None:
    drag(listed, 1, 3, by="")
    listed.wait_for_timeout(200)
    assert site.requests("/rows/1/") == []
