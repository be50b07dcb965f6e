"""cashboard backup and restore: everything in one file, and back."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from cashboard.activity.models import Event
from cashboard.activity.verifying import verify
from cashboard.work.cards.models import Card
from cashboard.work.documents.models import Version
from cashboard.work.documents.storage import storage
from tests.cli.test_commands import run
from tests.story import Story, tell_story


@pytest.fixture
def world(transactional_db: None) -> Story:
    """The small world and a document beside it."""
    (settings.DATA / "documents").mkdir()
    (settings.DATA / "documents" / "a.txt").write_text("a document")
    (settings.DATA / "analytics").mkdir()
    (settings.DATA / "analytics" / "1.parquet").write_text("made from the log")
    (settings.DATA / "secret-key").write_text("nobody's business")
    (settings.FILES / "incoming").mkdir(parents=True)
    (settings.FILES / "incoming" / "half").write_text("half of a file")
    story = tell_story()
    story.card.attach("Order.txt", storage().take([b"twelve"]), by=story.by_lena)
    return story


@pytest.mark.only("sqlite")
@pytest.mark.requirement("R95")
def test_everything_comes_back(world: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "backup.zip"
    events = list(Event.objects.values_list("seq", "uid"))
    assert run("backup", str(file)) == 0
    with zipfile.ZipFile(file) as archive:
        sha256 = Version.objects.get().file_id
        kept = {"data/documents/a.txt", f"files/{sha256[:2]}/{sha256}"}
        assert set(archive.namelist()) == {"manifest.json", "database.sqlite3"} | kept
        assert b"nobody's business" not in b"".join(archive.read(name) for name in archive.namelist())

    Card.create(world.space, "Made since", by=world.by_lena)
    (settings.DATA / "documents" / "a.txt").write_text("changed since")
    (settings.DATA / "documents" / "b.txt").write_text("made since")
    storage().drop(sha256)
    assert run("restore", str(file)) == 2
    assert "There is data here already" in capsys.readouterr().err
    assert Event.objects.count() == len(events) + 1

    assert run("restore", str(file), "--replace") == 0
    assert list(Event.objects.values_list("seq", "uid")) == events
    assert [path.name for path in (settings.DATA / "documents").iterdir()] == ["a.txt"]
    assert (settings.DATA / "documents" / "a.txt").read_text() == "a document"
    with storage().open(sha256) as document:
        assert document.read() == b"twelve"
    assert (settings.DATA / "secret-key").read_text() == "nobody's business"
    assert verify().is_whole
    Card.create(world.space, "It goes on", by=world.by_lena)


@pytest.mark.only("sqlite")
def test_a_damaged_backup_replaces_nothing(world: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "backup.zip"
    run("backup", str(file))
    events = Event.objects.count()

    def altered(name: str, content: bytes) -> str:
        other = tmp_path / f"altered-{name.replace('/', '-')}"
        with zipfile.ZipFile(file) as whole, zipfile.ZipFile(other, "w") as copy:
            for each in whole.namelist():
                copy.writestr(each, content if each == name else whole.read(each))
        return str(other)

    manifest = json.loads(zipfile.ZipFile(file).read("manifest.json"))
    outside = manifest | {"files": manifest["files"] | {"../outside.txt": "0" * 64}}
    newer = manifest | {"migrations": ["work.9999_from_the_future"]}
    (tmp_path / "empty.zip").write_bytes(b"")
    capsys.readouterr()
    for wrong, words in {
        str(tmp_path / "empty.zip"): "damaged or no backup",
        altered("database.sqlite3", b"SQLite format 3\x00 and nothing"): "not as it was written",
        altered("data/documents/a.txt", b"something else"): "not as it was written",
        altered("manifest.json", json.dumps(outside).encode()): "a file outside its folder",
    }.items():
        assert run("restore", wrong, "--replace") == 2
        assert words in capsys.readouterr().err
    assert run("restore", altered("manifest.json", json.dumps(newer).encode()), "--replace") == 2
    assert "newer version" in capsys.readouterr().err
    assert Event.objects.count() == events
    assert not (settings.DATA.parent / "outside.txt").exists()


@pytest.mark.only("postgres")
def test_postgresql_has_its_own_tools(world: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("backup", str(tmp_path / "backup.zip")) == 2
    assert "use pg_dump" in capsys.readouterr().err
    assert connection.vendor == "postgresql"
