"""Markdown as people write it, HTML as it may be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from cashboard.work.cards.mentioning import MENTION

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable(
    ["table", "strikethrough"]
)
PICTURE = re.compile(r"/documents/\d{1,18}/picture/\Z", re.ASCII)
_TAGS = {"p", "img", "br", "strong", "em", "del", "a", "ul", "ol", "li", "code", "pre", "blockquote", "hr"}
_TAGS |= {"h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "span"}


def _picture(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """A picture that is a document here is shown; one elsewhere is a link: nothing is fetched from there."""
    token = tokens[at]
    address, words = str(token.attrs.get("src", "")), escape(token.content)
    if PICTURE.match(address):
        return Markup('<img src="{}" alt="{}" loading="lazy">').format(address, words)
    return Markup('<a href="{}">{}</a>').format(address, words or address)


_MARKDOWN.add_render_rule("image", _picture)


def markdown(text: str) -> Markup:
    """Safe HTML: no raw HTML, no scripts, links open without telling where from; mentions stand out."""
    marked = MENTION.sub(lambda found: f"**@{found[1]}**", text)
    html = nh3.clean(
        _MARKDOWN.render(marked),
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "img": {"src", "alt", "loading"}},
        url_schemes={"http", "https", "mailto"},
    )
    return Markup(html)
