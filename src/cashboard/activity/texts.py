"""Texts as both databases and the log's canonical JSON can hold them."""

from __future__ import annotations

import re

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without NUL characters and lone surrogates, which PostgreSQL and UTF-8 refuse."""
    return UNSTORABLE.sub("", text)
