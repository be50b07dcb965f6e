"""Markdown as people write it, HTML as it may be shown."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from cashboard.work.cards.discussing import MENTION

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable(
    ["table", "strikethrough"]
)
_TAGS = {"p", "br", "strong", "em", "del", "a", "ul", "ol", "li", "code", "pre", "blockquote", "hr"}
_TAGS |= {"h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "span"}


def markdown(text: str) -> Markup:
    """Safe HTML: no raw HTML, no scripts, links open without telling where from; mentions stand out."""
    marked = MENTION.sub(lambda found: f"**@{found[1]}**", text)
    html = nh3.clean(
        _MARKDOWN.render(marked),
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
    )
    return Markup(html)
