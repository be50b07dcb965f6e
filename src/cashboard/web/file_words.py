"""Files as people speak of them: their size, their kind as an icon, the host of a link."""

from __future__ import annotations

from urllib.parse import urlsplit

from cashboard.work.documents.models import Document

ICONS = {
    "image": "image",
    "application/pdf": "file-text",
    "text": "file-text",
    "application/zip": "file-archive",
    "application/x-tar": "file-archive",
    "application/gzip": "file-archive",
    "text/csv": "file-spreadsheet",
    "application/vnd.ms-excel": "file-spreadsheet",
    "application/vnd.ms-outlook": "mail",
    "message/rfc822": "mail",
}


def filesize(size: int) -> str:
    """1.2 MB, in steps of 1,024 as file managers count."""
    amount = float(size)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 10 else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:,.1f} GB"


def file_icon(document: Document) -> str:
    """The icon of this kind of file."""
    if document.is_link:
        return "link"
    kind = document.media_type
    for word, icon in (
        ("spreadsheet", "file-spreadsheet"),
        ("wordprocessing", "file-text"),
        ("opendocument", "file-text"),
    ):
        if word in kind:
            return icon
    return ICONS.get(kind) or ICONS.get(kind.partition("/")[0], "file")


def host(url: str) -> str:
    """Where a link leads: the host, or the person to whom a mail would go."""
    parts = urlsplit(url)
    return parts.hostname or parts.path
