"""How bytes that somebody sent may be handed to a browser: never as something that runs on our pages."""

from __future__ import annotations

from django.utils.http import content_disposition_header

from cashboard.work.documents.models import Version
from cashboard.work.documents.naming import OFFICE, UNKNOWN, media_type_of

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
HARMLESS = PICTURES | {"application/pdf", "application/zip", "text/plain", "text/csv", "message/rfc822"}
SHUT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-cache",
}


def told_type(name: str) -> str:
    """What a download is called: active content such as HTML or SVG is just bytes."""
    guessed = media_type_of(name)
    return guessed if guessed in HARMLESS or guessed.startswith(OFFICE) else UNKNOWN


def headers_of(version: Version, *, inline: bool = False) -> dict[str, str]:
    """What goes with the bytes of a version; `inline` only for what a page may show."""
    name = version.document.name if inline else version.name
    return {
        "Content-Type": told_type(version.name),
        "Content-Length": str(version.file.size),
        "Content-Disposition": content_disposition_header(not inline, name) or "attachment",
        "ETag": f'"{version.file_id}"',
        **SHUT,
    }


def is_picture(name: str) -> bool:
    """Whether a browser may show it in a page."""
    return media_type_of(name) in PICTURES
