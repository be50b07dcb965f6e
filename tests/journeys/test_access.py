"""Every screen passes axe by the rules of WCAG 2.2 A and AA, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.ledger import Row
from tests.journeys.pages import card, go
from tests.journeys.test_phone import PHONE, SCREENS
from tests.story import Story

pytestmark = pytest.mark.only("sqlite")
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]'
PageAs = Callable[..., Page]
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: python3 dev.py test")


def breaches(page: Page) -> list[str]:
    """The rules that the page breaks, each with the elements that break it."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found = page.evaluate(f"axe.run(document, {{runOnly: {TAGS}}}).then(result => result.violations)")
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:4]]}" for rule in found]


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_shuts_anyone_out(
    story: Story, rows: list[Row], page_as: PageAs, scheme: Literal["light", "dark"]
) -> None:
    story.card.label("urgent", by=story.by_lena)
    story.card.comment("See **here**: `code`, and [a link](https://example.com).", by=story.by_lena)
    page = page_as(story.lena, color_scheme=scheme)
    found = {}
    for address in (*SCREENS, "/spaces/COL/?q=alpen", "/spaces/COL/?q=nothing", "/nowhere/", "/cards/COL-1/"):
        page.goto(address)
        page.locator("data-chart:not([data-drawn])").wait_for(state="detached")
        found[address] = breaches(page)
    go(page, "/spaces/COL/")
    card(page, "COL-1").locator(".card-link").click()
    expect(page.locator("side-panel .card-view")).to_be_visible()
    found["the panel"] = breaches(page)
    page.keyboard.press("Escape")
    expect(page.locator("side-panel")).to_be_hidden()
    for key, name in (("Control+k", "the palette"), ("?", "the keys"), ("c", "a new card")):
        page.keyboard.press(key)
        expect(page.locator("dialog[open]")).to_be_visible()
        found[name] = breaches(page)
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_be_hidden()
    assert not any(found.values()), {screen: broken for screen, broken in found.items() if broken}


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_does_signing_in_nor_a_phone(
    story: Story, rows: list[Row], page_as: PageAs, scheme: Literal["light", "dark"]
) -> None:
    found = {}
    page = page_as(None, color_scheme=scheme)
    page.goto("/")
    found["sign in"] = breaches(page)
    page = page_as(story.marco, color_scheme=scheme, **PHONE)
    for address in ("/", "/spaces/COL/", "/spaces/COL/ageing/"):
        go(page, address)
        found[f"phone {address}"] = breaches(page)
    assert not any(found.values()), {screen: broken for screen, broken in found.items() if broken}
