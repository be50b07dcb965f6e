"""What a page holds: its elements, and the data inside its scripts."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

Element = tuple[str, dict[str, str | None]]


class Page(HTMLParser):
    """The elements of a page, or of a piece of one, in their order."""

    def __init__(self, html: bytes | str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.data: list[Any] = []
        self._in_data = False
        self.feed(html.decode() if isinstance(html, bytes) else html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in_data = tag == "script" and ("type", "application/json") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))

    @property
    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every element with the names of its attributes: what no text may change."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of this tag with these; `data_gone=` means data-gone."""
        asked = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [found for name, found in self.elements if name == tag and asked.items() <= found.items()]


def cards_in(html: bytes | str) -> list[int]:
    """The ids of the cards on a page, in their order."""
    text = html.decode() if isinstance(html, bytes) else html
    return [int(number) for number in re.findall(r'<article [^>]*id="card-(\d+)" class="card"', text)]


def gone_in(html: bytes) -> set[int]:
    """The ids of the cards that a piece of a board tells gone."""
    return {int(number) for number in re.findall(r'id="card-(\d+)" data-gone', html.decode())}
