"""HTML as other programs write it in descriptions and comments, as Markdown: words, lists and links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = {"p", "div", "table", "tr", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`", "tt": "`"}
SILENT = {"script", "style", "head"}


def plain_markdown(html: str) -> str:
    """The text with its paragraphs, items of lists, emphasis and links to pages; nothing else."""
    if "<" not in html and "&" not in html:
        return html
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.pieces))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._links: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n- ")
        elif tag in BLOCKS:
            self.pieces.append("\n\n")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._links.append(address if address.startswith(("https://", "http://", "mailto:")) else "")
            self.pieces.append("[" if self._links[-1] else "")
        else:
            self.pieces.append(MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a" and self._links:
            address = self._links.pop()
            self.pieces.append(f"]({address})" if address else "")
        elif tag in BLOCKS:
            self.pieces.append("\n\n")
        else:
            self.pieces.append(MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"\s+", " ", data))
