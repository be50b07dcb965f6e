"""Charts draw under a strict policy, follow the theme and open what a point stands for."""

import json
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.frontend.conftest import Answer, Site

SPEC = {
    "kind": "bar",
    "x": ["W1", "W2", "W3"],
    "unit": "EUR",
    "format": "money",
    "series": [
        {"name": "Receipts", "values": [50, 90, 100], "color": "accent", "url": ["/w/1", "/w/2", "/w/3"]}
    ],
}
STYLE = (
    ":root{--accent: oklch(0.5 0.2 260)} :root[data-theme=dark]{--accent: rgb(200, 50, 50)} body{margin:0}"
)
TABLE = "<details><summary>Table</summary><table><tr><td>W1</td><td>50</td></tr></table></details>"


def opened(page: Page, site: Site, spec: Mapping[str, object]) -> None:
    site.answer("/chart.css", Answer(STYLE, kind="text/css"))
    data = f'<script type="application/json">{json.dumps(spec)}</script>'
    site.page("/", f'<link rel="stylesheet" href="/chart.css"><data-chart>{data}{TABLE}</data-chart>')
    page.goto("/")
    expect(page.locator("data-chart")).to_have_attribute("data-drawn", "")


def colours(page: Page) -> list[int]:
    """The colour in the middle of the last bar."""
    script = """() => { const c = document.querySelector('canvas'), pen = c.getContext('2d')
        return [...pen.getImageData(c.width * 0.82, c.height * 0.6, 1, 1).data].slice(0, 3) }"""
    return list(page.evaluate(script))


def test_a_click_on_a_point_opens_it(page: Page, site: Site) -> None:
    site.page("/w/3", "<h1>Week 3</h1>")
    opened(page, site, SPEC)
    box = page.locator("canvas").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.82, box["y"] + box["height"] * 0.6)
    expect(page.locator("h1")).to_have_text("Week 3")


def test_the_theme_is_followed_and_the_table_stays(page: Page, site: Site) -> None:
    opened(page, site, SPEC)
    red, _, blue = colours(page)
    assert blue > red
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(200)
    assert colours(page) == [200, 50, 50]
    expect(page.locator("data-chart table")).to_have_count(1)


def test_every_kind_draws(page: Page, site: Site) -> None:
    for kind in ("line", "area", "band", "scatter"):
        series = {"name": "A", "values": [1, 2, 3], "low": [0, 1, 2], "high": [2, 3, 4]}
        mark = [{"value": 2, "name": "Limit"}]
        opened(
            page, site, {"kind": kind, "x": [1, 2, 3], "series": [series], "markLine": mark, "format": "days"}
        )
        expect(page.locator("canvas")).to_have_count(1)
