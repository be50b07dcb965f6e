"""Keeping: everything of an installation on SQLite in one file, and back."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from cashboard.activity.models import Head
from cashboard.activity.refusals import Refused

DATABASE = "database.sqlite3"
MANIFEST = "manifest.json"
SECRET = "secret-key"
FILES = "files/"


class Manifest(msgspec.Struct, kw_only=True):
    """What a backup holds: its files with their SHA-256, and what is needed to read it."""

    made_at: str
    events: int
    migrations: list[str]
    files: dict[str, str]


def back_up(target: Path) -> Manifest:
    """Write the database as of one moment, then the files beside it. Writers are not held up."""
    _only_sqlite("pg_dump")
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
        copied = Path(folder, DATABASE)
        events = _copy_database(copied)
        unfinished = Path(folder, "backup.zip")
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            files = {}
            for name, path in [(DATABASE, copied), *_beside_the_database()]:
                with suppress(FileNotFoundError):  # deleted for good since the folder was looked through
                    files[name] = _add(archive, path, name)
            made_at = timezone.now().isoformat(timespec="seconds")
            manifest = Manifest(made_at=made_at, events=events, migrations=_applied(), files=files)
            archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        unfinished.chmod(0o600)
        os.replace(unfinished, target)
    return manifest


def restore(source: Path, *, replace: bool = False) -> Manifest:
    """Check the whole backup, then put it in place of what is here. Raises Refused with the reason."""
    _only_sqlite("pg_restore")
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with _unpacked(source) as (manifest, folder):
        if not replace and _has_events():
            raise Refused("There is data here already. To give it up, stop the server and add --replace.")
        with closing(sqlite3.connect(folder / DATABASE)) as kept:
            if kept.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise Refused(f"{source} is damaged: its database is not whole.")
            connection.ensure_connection()
            kept.backup(connection.connection)
        _put_beside_the_database(folder, [name for name in manifest.files if name != DATABASE])
    return manifest


def _only_sqlite(tool: str) -> None:
    if connection.vendor != "sqlite":
        raise Refused(
            f"This installation is on PostgreSQL: use {tool} for it, and copy the folder CASHBOARD_DATA."
        )


def _copy_database(target: Path) -> int:
    """Copy it with SQLite's online backup; returns how many events the copy has."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        return int(copy.execute("SELECT seq FROM activity_head WHERE id = 1").fetchone()[0])


def _beside_the_database() -> Iterator[tuple[str, Path]]:
    """The files in the data folder and those of documents, by the name that they get in the archive."""
    for path in sorted(settings.DATA.rglob("*")):
        name = path.relative_to(settings.DATA)
        if (
            path.is_file()
            and not path.is_symlink()
            and not _stays(path)
            and not path.is_relative_to(settings.FILES)
            and name.parts[0] not in settings.DERIVED
        ):
            yield f"data/{name.as_posix()}", path
    for path in sorted(settings.FILES.glob("??/*")):
        yield f"{FILES}{path.relative_to(settings.FILES).as_posix()}", path


def _stays(path: Path) -> bool:
    """The secret key never leaves, and the database is copied by SQLite itself."""
    database = Path(str(settings.DATABASES["default"]["NAME"])).name
    return path.parent == settings.DATA and (path.name == SECRET or path.name.startswith(database))


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> str:
    with path.open("rb") as file, archive.open(name, "w", force_zip64=True) as entry:
        return _copied(file, entry)


def _copied(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy, and return the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    while chunk := source.read(1024 * 1024):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _applied() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations)


def _has_events() -> bool:
    return (
        Head._meta.db_table in connection.introspection.table_names()
        and Head.objects.filter(seq__gt=0).exists()
    )


@contextmanager
def _unpacked(source: Path) -> Iterator[tuple[Manifest, Path]]:
    """The manifest, and a folder with the files, which are as they were when the backup was made."""
    with tempfile.TemporaryDirectory(dir=settings.DATA.parent) as folder:
        try:
            with zipfile.ZipFile(source) as archive:
                manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
                whole = all(
                    [_unpack(archive, name, Path(folder)) == sha for name, sha in manifest.files.items()]
                )
        except (zipfile.BadZipFile, KeyError, msgspec.DecodeError, EOFError) as error:
            raise Refused(f"{source} is damaged or no backup of Cashboard.") from error
        if not whole or DATABASE not in manifest.files:
            raise Refused(f"{source} is damaged: a file in it is not as it was written.")
        unknown = set(manifest.migrations) - {
            f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations
        }
        if unknown:
            raise Refused(f"{source} was made by a newer version of Cashboard. Install that one first.")
        yield manifest, Path(folder)


def _unpack(archive: zipfile.ZipFile, name: str, folder: Path) -> str:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise Refused("The backup names a file outside its folder. It was not made by Cashboard.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as entry, target.open("wb") as file:
        return _copied(entry, file)


def _put_beside_the_database(folder: Path, names: list[str]) -> None:
    for path in sorted(settings.DATA.iterdir()):
        if not _stays(path):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in names:
        kept = name.startswith(FILES)
        target = (
            settings.FILES / name.removeprefix(FILES) if kept else settings.DATA / name.removeprefix("data/")
        )
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder / name, target)
