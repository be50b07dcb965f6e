"""Bytes are kept once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashboard.work.documents.storage import Folder

pytestmark = pytest.mark.requirement("R16")


def kept(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_bytes_are_found_by_their_digest(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    stored = folder.take([b"twelve ", b"boxes"])
    assert stored == (hashlib.sha256(b"twelve boxes").hexdigest(), 12)
    assert folder.take([b"twelve boxes"]) == stored
    assert kept(tmp_path) == [stored.sha256]
    with folder.open(stored.sha256) as file:
        assert file.read() == b"twelve boxes"
    folder.drop(stored.sha256)
    folder.drop(stored.sha256)
    assert not folder.holds(stored.sha256)


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"the first half"
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        Folder(tmp_path).take(breaking())
    assert kept(tmp_path) == []


@pytest.mark.parametrize("name", ["../secret-key", "", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_nothing_but_a_digest_names_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        Folder(tmp_path).open(name)


def test_a_large_file_never_is_in_memory_as_a_whole(tmp_path: Path) -> None:
    taking = (
        "import sys, resource; from pathlib import Path\n"
        "from cashboard.work.documents.storage import Folder; import cashboard.config.settings\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(Folder(Path(sys.argv[1])).take(bytes(1 << 18) for _ in range(800)).size)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    told = subprocess.run(
        [sys.executable, "-c", taking, tmp_path], capture_output=True, text=True, check=True
    )
    size, grown = map(int, told.stdout.split())
    assert size == 200 * 1024 * 1024
    assert grown < 20 * 1024, "kilobytes"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_a_process_that_is_killed_leaves_nothing_half_done(tmp_path: Path) -> None:
    taking = (
        "import sys, itertools; from pathlib import Path\n"
        "from cashboard.work.documents.storage import Folder\n"
        "def pieces():\n"
        "    for number in itertools.count():\n"
        "        if number == 3: print('going', flush=True)\n"
        "        yield bytes(1024)\n"
        "Folder(Path(sys.argv[1])).take(pieces())"
    )
    with subprocess.Popen([sys.executable, "-c", taking, tmp_path], stdout=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "going\n"
        process.send_signal(signal.SIGKILL)
    folder = Folder(tmp_path)
    assert [path.parent.name for path in tmp_path.rglob("*") if path.is_file()] == ["incoming"]
    assert list(folder.old(time.time() + 1)) == []
    folder.tidy(time.time() - 60)
    assert len(kept(tmp_path)) == 1, "it may still be coming in"
    folder.tidy(time.time() + 1)
    assert kept(tmp_path) == []
