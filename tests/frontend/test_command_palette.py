"""The palette and the single keys, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Asked, Site, ready

PAGE = """
<command-palette data-src="/palette/" data-owner="7"></command-palette>
<input data-search aria-label="Search"><button data-key="c" data-command="New card">New</button>
<a href="/board/" data-key="g b">Board</a><p>Text</p>
<details class="menu"><summary>Figures</summary><a href="/times/" data-key="g t">Times</a></details>
<dialog data-shortcuts><h2>Keys</h2></dialog>
"""
SPACES = {"Billing": "/spaces/BIL/", "Collections": "/spaces/COL/", "Credit": "/spaces/CRD/"}


@pytest.fixture
def start(page: Page, site: Site) -> Page:
    def find(asked: Asked) -> Answer:
        names = [name for name in SPACES if asked.query["q"].lower() in name.lower()]
        return Answer("".join(f'<a role="option" href="{SPACES[name]}">{name}</a>' for name in names))

    site.answer("/palette/", find)
    site.page("/", PAGE)
    for name, path in {**SPACES, "Board": "/board/", "Times": "/times/"}.items():
        site.page(path, f"<h1>{name}</h1>{PAGE}")
    page.goto("/")
    ready(page)
    titled = "addEventListener('click', () => document.title = 'new card')"
    page.evaluate(f"document.querySelector('[data-command]').{titled}")
    return page


def test_finds_and_goes_by_keyboard_and_remembers(start: Page) -> None:
    start.keyboard.press("Control+k")
    start.keyboard.type("c")
    options = start.get_by_role("option")
    expect(options).to_have_text(["New cardc", "Collections", "Credit"])
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowDown")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    start.keyboard.press("Enter")
    expect(start.locator("h1")).to_have_text("Credit")
    ready(start)
    start.keyboard.press("Control+k")
    expect(options).to_have_text(["Credit", "Billing", "Collections"])
    expect(options.first).to_have_attribute("data-recent", "")
    start.keyboard.press("Escape")
    expect(start.locator("command-palette dialog")).to_be_hidden()


def test_the_pages_own_commands_are_offered(start: Page) -> None:
    start.keyboard.press("Control+k")
    start.keyboard.type("new")
    expect(start.get_by_role("option")).to_have_text(["New cardc"])
    start.keyboard.press("Enter")
    expect(start).to_have_title("new card")


def test_single_keys_and_sequences(start: Page) -> None:
    start.keyboard.press("c")
    expect(start).to_have_title("new card")
    start.keyboard.press("?")
    expect(start.locator("[data-shortcuts]")).to_be_visible()
    start.keyboard.press("Escape")
    start.keyboard.press("/")
    expect(start.locator("[data-search]")).to_be_focused()
    start.keyboard.type("gb c")
    expect(start.locator("[data-search]")).to_have_value("gb c")
    start.locator("[data-search]").blur()
    start.keyboard.press("g")
    start.keyboard.press("b")
    expect(start.locator("h1")).to_have_text("Board")


def test_keys_can_be_switched_off(start: Page) -> None:
    start.evaluate("document.documentElement.dataset.keys = 'off'")
    start.keyboard.press("c")
    start.wait_for_timeout(50)
    expect(start).to_have_title("Test")


def test_a_key_reaches_into_a_closed_menu(start: Page) -> None:
    start.keyboard.type("gt")
    expect(start.locator("h1")).to_have_text("Times")


def test_escape_and_a_press_elsewhere_close_a_menu(start: Page) -> None:
    figures, link = start.locator("summary"), start.get_by_role("link", name="Times")
    figures.click()
    expect(link).to_be_visible()
    link.focus()
    start.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(figures).to_be_focused()
    figures.click()
    expect(link).to_be_visible()
    start.locator("p").click()
    expect(link).to_be_hidden()
