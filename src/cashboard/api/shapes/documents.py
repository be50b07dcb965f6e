"""Documents as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from cashboard.api.shapes.values import PRINTABLE, Id, Name, Ref

FileName = Annotated[str, Meta(pattern=PRINTABLE, max_length=200, examples=["Reminder.pdf"])]
Address = Annotated[
    str, Meta(pattern=r"^(https?://|mailto:)", max_length=2_000, examples=["https://example.com/contract"])
]
Digest = Annotated[str, Meta(description="SHA-256 of the bytes, in hexadecimal.")]


class Version(msgspec.Struct):
    """The bytes of a document as they were sent once."""

    number: int
    file_name: str
    size: int
    sha256: Digest
    added_at: datetime
    added_by: Ref | None


class Document(msgspec.Struct, kw_only=True):
    """A file with its versions, the newest first, or a link: then `url` says where it leads."""

    id: int
    name: str
    url: str | None
    group: Ref | None
    media_type: str | None
    removed_at: datetime | None
    versions: list[Version]


class Documents(msgspec.Struct):
    """What a card keeps, removed documents too, and the groups in their order."""

    version: Annotated[int, Meta(description="The card's version.")]
    groups: list[Ref]
    documents: list[Document]


class SentFile(msgspec.Struct, forbid_unknown_fields=True):
    """How the file is called that is sent as bare bytes, and into which group it goes."""

    name: FileName | None = None
    group: Id | None = None


class NewLink(msgspec.Struct, forbid_unknown_fields=True):
    """A link to put among the documents."""

    url: Address
    name: FileName | None = None
    group: Id | None = None


class NewFileName(msgspec.Struct, forbid_unknown_fields=True):
    """Another name."""

    name: FileName


class GroupChange(msgspec.Struct, forbid_unknown_fields=True):
    """The group to go into, null for none."""

    group: Id | None


class NewGroup(msgspec.Struct, forbid_unknown_fields=True):
    """A group, by its name."""

    name: Name


class GroupPlace(msgspec.Struct, forbid_unknown_fields=True):
    """The group to stand above, null for the end."""

    before: Id | None
