"""Dragging: a drop posts list, neighbour and version; a refusal puts the card back and says why."""

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Asked, Site, ready


def card(number: int, rest: str = "") -> str:
    attributes = (
        f'id="card-{number}" data-card="{number}" data-version="7" data-move-url="/cards/{number}/moves/"'
    )
    return (
        f'<article {attributes} tabindex="0" {rest}><a href="/cards/{number}/">Card {number}</a>'
        f'<button data-key="m" data-menu="{number}">Move to</button></article>'
    )


def column(name: str, *numbers: int) -> str:
    return f'<section><div id="{name}" data-list="{name}">{"".join(card(n) for n in numbers)}</div></section>'


STYLE = "drag-board{display:flex;gap:20px} [data-list]{width:200px;min-height:300px} article{height:60px}"


@pytest.fixture
def board(page: Page, site: Site) -> Page:
    site.answer("/board.css", Answer(STYLE, kind="text/css"))
    columns = column("todo", 1, 2, 3) + column("done", 4)
    site.page(
        "/",
        f'<link rel="stylesheet" href="/board.css"><meta name="csrf-token" content="secret">'
        f"<drag-board>{columns}</drag-board><toast-stack></toast-stack>",
    )
    page.goto("/")
    ready(page)
    page.wait_for_timeout(200)
    return page


def drag(page: Page, number: int, target: str, y: float) -> None:
    start = page.locator(f"#card-{number}").bounding_box()
    end = page.locator(f"#{target}").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 150, start["y"] + 40)
    page.mouse.down()
    page.mouse.move(start["x"] + 160, start["y"] + 45, steps=3)
    page.mouse.move(end["x"] + 100, end["y"] + y, steps=8)
    page.locator(f"#{target} > #card-{number}").wait_for()
    page.wait_for_timeout(150)
    page.mouse.up()


def test_a_drop_posts_and_the_answer_is_morphed_in(board: Page, site: Site) -> None:
    def move(asked: Asked) -> Answer:
        moved = card(1, 'data-into="done" data-before="card-4"').replace("Card 1", "Card 1 moved")
        return Answer(moved, headers={"X-Announce": "Card%201%20is%20in%20Done"})

    site.answer("/cards/1/moves/", move)
    drag(board, 1, "done", 10)
    expect(board.locator("#done [data-card]")).to_have_count(2)
    expect(board.locator("#card-1 a")).to_have_text("Card 1 moved")
    expect(board.locator("drag-board > [aria-live]")).to_have_text("Card 1 is in Done")
    asked = site.requests("/cards/1/moves/")[0]
    assert asked.form == {"list": "done", "before": "4", "version": "7"}
    assert asked.headers["x-csrftoken"] == "secret"
    assert board.url.endswith("/")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"title": "No", "detail": "Blocked until the dispute is settled"}', "application/problem+json"),
        ("Blocked until the dispute is settled", "text/plain; charset=utf-8"),
    ],
)
def test_a_refusal_puts_the_card_back_and_says_why(board: Page, site: Site, body: str, kind: str) -> None:
    site.answer("/cards/2/moves/", Answer(body, 409, kind))
    drag(board, 2, "done", 10)
    expect(board.locator("toast-stack")).to_contain_text("Blocked until the dispute is settled")
    expect(board.locator("#todo [data-card] a")).to_have_text(["Card 1", "Card 2", "Card 3"])
    expect(board.locator("#card-2")).not_to_have_attribute("aria-busy", "true")


def test_the_keyboard_walks_the_board(board: Page, site: Site) -> None:
    site.page("/cards/4/", "<h1>Card 4</h1>")
    board.locator("#card-1").focus()
    for key, focused in [("j", 2), ("ArrowDown", 3), ("k", 2), ("ArrowRight", 4), ("ArrowLeft", 1)]:
        board.keyboard.press(key)
        expect(board.locator(f"#card-{focused}")).to_be_focused()
    board.evaluate("document.addEventListener('click', e => document.title = e.target.dataset.menu ?? '')")
    board.keyboard.press("m")
    expect(board).to_have_title("1")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Enter")
    expect(board.locator("h1")).to_have_text("Card 4")
