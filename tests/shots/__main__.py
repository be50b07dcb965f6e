"""Pictures of every screen: `python -m tests.shots [--guide] [NAME ...]`.

Without --guide: light and dark, wide and phone, into shots/. With it: those that the guide shows, into
docs/guide/pictures/.
The sample company is made the first time, in shots/company; delete that folder to have it made anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests import browsers
from tests.shots.screens import Screen, screens

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "shots"
GUIDE = ROOT / "docs" / "guide" / "pictures"
OPTIONS = ("--no-browser", "--orders", "400", "--port", "8470")
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
THEMES = ("light", "dark")


def main(arguments: list[str]) -> None:
    """Take the pictures that are asked for."""
    guide, names = "--guide" in arguments, {name for name in arguments if not name.startswith("-")}
    folder = GUIDE if guide else SHOTS
    folder.mkdir(parents=True, exist_ok=True)
    with served() as address:
        for screen in screens(_invoice(address)):
            if (names and screen.name not in names) or (guide and not screen.in_guide):
                continue
            for theme, size in [("light", "wide")] if guide else _looks(screen):
                file = folder / (f"{screen.name}.png" if guide else f"{screen.name}-{size}-{theme}.png")
                take(screen, address, file, theme, size)
                sys.stdout.write(f"{file.relative_to(ROOT)}\n")
    browsers.stop()


def _looks(screen: Screen) -> list[tuple[str, str]]:
    sizes = ["phone"] if screen.only_phone else ["wide"] if screen.only_wide else list(SIZES)
    return [(theme, size) for size in sizes for theme in THEMES]


def take(screen: Screen, address: str, file: Path, theme: str, size: str) -> None:
    """One picture, in a browser of its own."""
    width, height = SIZES[size]
    phone = size == "phone"
    look: dict[str, Any] = {"color_scheme": theme, "has_touch": phone, "is_mobile": phone}
    context = browsers.running().new_context(
        base_url=address, viewport={"width": width, "height": height}, reduced_motion="reduce", **look
    )
    page = context.new_page()
    if not screen.signed_out:
        page.goto("/")
    page.goto(screen.address)
    if page.locator("toast-stack").count():  # a page of ours with its script
        page.locator("html[data-ready]").wait_for(state="attached")
    page.locator("data-chart:not([data-drawn])").wait_for(state="detached")
    page.evaluate("document.fonts.ready.then(() => true)")
    screen.act(page)
    page.wait_for_load_state("networkidle" if page.locator("live-region").count() == 0 else "load")
    page.wait_for_timeout(250)
    page.screenshot(path=file)
    context.close()


@contextmanager
def served() -> Iterator[str]:
    """The sample company, served; whoever comes from this machine is its process lead."""
    environment = os.environ | {"CASHBOARD_DATA": str(SHOTS / "company"), "PYTHONUNBUFFERED": "1"}
    environment.pop("CASHBOARD_DATABASE_URL", None)
    command = [sys.executable, "-m", "cashboard.cli", "demo", *OPTIONS]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = ""
        for said in process.stdout:
            sys.stderr.write(said)
            if "runs at" in said:
                break
        found = re.search(r"http://[\w.:]+", said)
        if not found:
            sys.exit("The sample company is not served.")
        try:
            yield found[0]
        finally:
            process.terminate()


def _invoice(address: str) -> str:
    """A card of Collections with something to tell: one that was promised."""
    page = browsers.running().new_context(base_url=address).new_page()
    page.goto("/")
    page.goto("/spaces/COL/")
    promised = page.get_by_role("region", name="Promised").or_(page.get_by_role("region", name="Overdue"))
    key = promised.locator("[data-card]:has(.card-amount) .card-key").first.inner_text()
    page.context.close()
    urlopen(f"{address}/healthz", timeout=5).close()
    return str(key)


if __name__ == "__main__":
    main(sys.argv[1:])
