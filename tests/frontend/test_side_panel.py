"""The side panel: the address, the back button and the focus behave as if a page had been opened."""

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Asked, Site, ready


@pytest.fixture
def board(page: Page, site: Site) -> Page:
    def card(asked: Asked) -> Answer:
        name = asked.path.strip("/").replace("/", " ")
        link = '<a href="/cards/2/" data-panel>next</a>' if "1" in name else ""
        return Answer(
            f'<h2>{name}</h2><input aria-label="Title">{link}<button data-panel-close>Close</button>'
        )

    site.answer("/cards/1/", card)
    site.answer("/cards/2/", card)
    site.answer("/cards/3/", Answer('{"detail": "Only members see this"}', 403, "application/json"))
    links = "".join(f'<p><a id="open-{n}" href="/cards/{n}/" data-panel>Card {n}</a></p>' for n in (1, 2, 3))
    site.page("/board/", f"{links}<side-panel hidden></side-panel><toast-stack></toast-stack>")
    page.goto("/board/")
    ready(page)
    return page


def test_opens_with_its_address_and_goes_back(board: Page, site: Site) -> None:
    board.locator("#open-1").click()
    panel = board.locator("side-panel")
    expect(panel.locator("h2")).to_have_text("cards 1")
    expect(panel).to_be_focused()
    expect(panel).to_have_attribute("aria-label", "cards 1")
    assert board.url == f"{site.url}/cards/1/"
    assert site.requests("/cards/1/")[0].headers["x-panel"] == "1"
    board.go_back()
    expect(panel).to_be_hidden()
    assert board.url == f"{site.url}/board/"
    expect(board.locator("#open-1")).to_be_focused()
    board.go_forward()
    expect(panel.locator("h2")).to_have_text("cards 1")


def test_escape_closes_however_many_were_opened(board: Page, site: Site) -> None:
    board.locator("#open-1").click()
    panel = board.locator("side-panel")
    panel.locator("a").click()
    expect(panel.locator("h2")).to_have_text("cards 2")
    board.go_back()
    expect(panel.locator("h2")).to_have_text("cards 1")
    panel.locator("a").click()
    expect(panel.locator("h2")).to_have_text("cards 2")
    board.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    board.wait_for_url("**/board/")
    expect(board.locator("#open-1")).to_be_focused()


def test_a_refusal_is_said_and_nothing_opens(board: Page, site: Site) -> None:
    board.locator("#open-3").click()
    expect(board.locator("toast-stack")).to_contain_text("Only members see this")
    expect(board.locator("side-panel")).to_be_hidden()
    assert board.url == f"{site.url}/board/"


def test_back_to_a_page_that_was_left_loads_it(board: Page, site: Site) -> None:
    board.locator("#open-1").click()
    expect(board.locator("side-panel h2")).to_have_text("cards 1")
    site.page("/cards/1/", "<h1>Whole page</h1><side-panel hidden></side-panel>")
    board.reload()
    expect(board.locator("h1")).to_have_text("Whole page")
    ready(board)
    board.go_back()
    expect(board.locator("#open-1")).to_be_visible()
