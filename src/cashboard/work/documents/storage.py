"""Where the bytes of documents are: each kept once, under its SHA-256. Nothing here knows what they are."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, NamedTuple, Protocol

from django.conf import settings

PIECE = 256 * 1024
SHA = re.compile(r"[0-9a-f]{64}\Z")
INCOMING = "incoming"


class Stored(NamedTuple):
    """What was taken in: its digest, by which it is found again, and its size in bytes."""

    sha256: str
    size: int


class Storage(Protocol):
    """What a place for bytes must be able to do."""

    def take(self, pieces: Iterable[bytes]) -> Stored:
        """Keep these bytes. Whole or not at all, whatever stops the process; the same twice is harmless."""

    def open(self, sha256: str) -> IO[bytes]:
        """The bytes, to be read. Raises FileNotFoundError when they are not here."""

    def holds(self, sha256: str) -> bool:
        """Whether the bytes are here."""

    def drop(self, sha256: str) -> None:
        """Let the bytes go. Gone already: nothing."""

    def old(self, moment: float) -> Iterator[str]:
        """The digests of what was last taken in before this moment, in seconds since 1970."""

    def tidy(self, moment: float) -> None:
        """Remove what began to come in before this moment and never became whole."""


class Folder:
    """Bytes in a folder: `ab/abcd…`, written beside first, flushed to the disk, then put in place."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def take(self, pieces: Iterable[bytes]) -> Stored:
        incoming = self._root / INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with NamedTemporaryFile(dir=incoming, delete=False) as file:
            try:
                for piece in pieces:
                    digest.update(piece)
                    size += file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                os.unlink(file.name)
                raise
        target = self.path(digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        os.replace(file.name, target)
        _flush_folder(target.parent)
        return Stored(digest.hexdigest(), size)

    def path(self, sha256: str) -> Path:
        """The file with this content, there or not."""
        if not SHA.match(sha256):
            raise FileNotFoundError(sha256)
        return self._root / sha256[:2] / sha256

    def open(self, sha256: str) -> IO[bytes]:
        return self.path(sha256).open("rb")

    def holds(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def drop(self, sha256: str) -> None:
        self.path(sha256).unlink(missing_ok=True)

    def old(self, moment: float) -> Iterator[str]:
        for path in self._root.glob("??/*"):
            with suppress(FileNotFoundError):
                if SHA.match(path.name) and path.stat().st_mtime < moment:
                    yield path.name

    def tidy(self, moment: float) -> None:
        for path in (self._root / INCOMING).glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < moment:
                    path.unlink()


def storage() -> Folder:
    """The storage that the settings name."""
    return Folder(settings.FILES)


def pieces_of(sha256: str) -> Iterator[bytes]:
    """Kept bytes in pieces that fit the memory. Nothing is open before the first is asked for."""
    with storage().open(sha256) as file:
        while piece := file.read(PIECE):
            yield piece


def _flush_folder(folder: Path) -> None:
    """The name of a new file is on the disk too; Windows flushes it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
