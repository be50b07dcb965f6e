"""What our components build by themselves passes axe: palette, panel, toasts, chart, board."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Site, ready

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SPEC = '{"kind": "line", "x": [1, 2], "series": [{"name": "A", "values": [1, 2]}]}'
PAGE = f"""
<main>
<h1>Test</h1>
<drag-board><div data-list="a"><article data-card="1" tabindex="0">One</article></div></drag-board>
<data-chart><script type="application/json">{SPEC}</script></data-chart>
<a href="/panel/" data-panel>Open</a>
</main>
<side-panel hidden></side-panel><toast-stack></toast-stack>
<command-palette data-src="/palette/"></command-palette>
<div data-toast hidden>Done<form method="post" action="/undo/"><button>Undo</button></form></div>
"""


def breaches(page: Page) -> list[str]:
    """The rules of WCAG 2.2 A and AA that the page breaks, each with the elements that break it."""
    page.evaluate(AXE.read_text() + ";0")
    tags = '["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]'
    rules = (
        '{"color-contrast": {enabled: false}}'  # these pages have no colours; the product's are tested whole
    )
    found = page.evaluate(f"axe.run(document, {{runOnly: {tags}, rules: {rules}}}).then(r => r.violations)")
    return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found]


def test_nothing_that_the_components_build_shuts_anyone_out(page: Page, site: Site) -> None:
    site.answer("/panel/", "<h2>A card</h2><button data-panel-close>Close</button>")
    site.answer("/palette/", Answer('<a role="option" href="/x/">A space</a>'))
    site.page("/", PAGE)
    page.goto("/")
    ready(page)
    expect(page.locator("data-chart")).to_have_attribute("data-drawn", "")
    page.get_by_role("link", name="Open").click()
    expect(page.locator("side-panel h2")).to_be_visible()
    assert breaches(page) == []
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option")).to_have_count(1)
    assert breaches(page) == []
