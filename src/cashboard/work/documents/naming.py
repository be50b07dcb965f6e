"""What documents may be called, which kind of file a name tells of, and where links may lead."""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import urlsplit

from cashboard.activity.refusals import Invalid
from cashboard.activity.texts import storable

LONGEST_NAME, LONGEST_URL = 200, 2_000
UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+')
SCHEMES = {"https", "http", "mailto"}
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {  # those that not every system knows
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".webp": "image/webp",
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".msg": "application/vnd.ms-outlook",
    ".eml": "message/rfc822",
}
UNKNOWN = "application/octet-stream"


def tidy_file_name(name: str) -> str:
    """A name that every file system takes, in one line. Raises Invalid for none, or one that is too long."""
    name = UNSAFE.sub(" ", storable(name).replace("\\", "/").rpartition("/")[2])
    name = " ".join(name.split()).strip(". ")
    if not name:
        raise Invalid("Give the document a name.", "name")
    if len(name) > LONGEST_NAME:
        raise Invalid(
            f"The name of a document has at most {LONGEST_NAME} characters; this one has {len(name):,}.",
            "name",
        )
    return name


def shortened(name: str) -> str:
    """The name of a file that somebody sends, cut before its ending where it is too long."""
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST_NAME or not stem or len(ending) > 20:
        return name[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending


def with_ending_of(name: str, old: str) -> str:
    """A new name keeps the ending that says what is inside, unless it brings one."""
    stem, dot, ending = old.rpartition(".")
    if not dot or not stem or len(ending) > 8 or " " in ending or "." in name:
        return name
    return f"{name}.{ending}"


def media_type_of(name: str) -> str:
    """What a file of this name holds, as far as its ending tells."""
    ending = f".{name.rpartition('.')[2].lower()}"
    return TYPES.get(ending) or mimetypes.guess_type(name)[0] or UNKNOWN


def tidy_url(url: str) -> str:
    """An address that a browser may be led to. Raises Invalid for another kind."""
    url = storable(url).strip()
    try:
        parts = urlsplit(url)
        whole = bool(parts.path if parts.scheme == "mailto" else parts.hostname)
    except ValueError:
        raise Invalid("This is no whole address. Copy it from the browser.", "url") from None
    if parts.scheme not in SCHEMES or not whole or re.search(r"[\s\x00-\x1f<>\"]", url):
        raise Invalid("Give an address that starts with https://, http:// or mailto:.", "url")
    if len(url) > LONGEST_URL:
        raise Invalid(f"An address has at most {LONGEST_URL:,} characters.", "url")
    return url
