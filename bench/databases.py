"""Databases of the run's own: SQLite files in a folder that goes away, or databases on PostgreSQL."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg

from bench.processes import ROOT

Kind = Literal["sqlite", "postgres"]
NAMES = ("ours", "floor")


@dataclass(frozen=True, slots=True)
class Board:
    """A seeded board: where it is, its statuses, and some of its cards as (id, key, status)."""

    key: str
    id: int
    statuses: list[int]
    cards: list[tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class Database:
    """One database with the environment that leads a process to it."""

    kind: Kind
    url: str
    folder: Path

    @property
    def environ(self) -> dict[str, str]:
        """What tells a process to work on it."""
        return {
            "DJANGO_SETTINGS_MODULE": "cashboard.config.settings",
            "CASHBOARD_DATA": str(self.folder),
            "CASHBOARD_DATABASE_URL": self.url,
            "PYTHONUNBUFFERED": "1",
        }

    def seed(self, sizes: list[int]) -> dict[int, Board]:
        """Make a board of each size."""
        command = [sys.executable, "-m", "bench.seeding", *map(str, sizes)]
        done = subprocess.run(
            command,
            env={**os.environ, **self.environ},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        made = json.loads(done.stdout.splitlines()[-1])
        return {int(size): Board(**board) for size, board in made.items()}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database says, read past the product."""
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as read:
                return read.execute(sql).fetchall()
        with psycopg.connect(self.url) as connection:
            return connection.execute(sql.encode()).fetchall()

    def copied(self, other: Database) -> None:
        """Let `other` hold the same rows: a floor writes into a copy of its own."""
        if self.kind == "sqlite":
            names = (self.url.removeprefix("sqlite:///"), other.url.removeprefix("sqlite:///"))
            with closing(sqlite3.connect(names[0])) as source, closing(sqlite3.connect(names[1])) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode=WAL")
            return
        server, _, name = self.url.rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{other.url.rpartition("/")[2]}" TEMPLATE "{name}"'.encode())


@contextmanager
def databases(kind: Kind, server: str) -> Iterator[tuple[Database, Database]]:
    """One for the product and an unmade one for the floor; both go away with the block."""
    with tempfile.TemporaryDirectory(prefix="cashboard-bench-") as folder:
        folders = [Path(folder, name) for name in NAMES]
        for each in folders:
            each.mkdir()
        if kind == "sqlite":
            urls = [f"sqlite:///{each}/cashboard.sqlite3" for each in folders]
            yield Database(kind, urls[0], folders[0]), Database(kind, urls[1], folders[1])
            return
        urls = [f"{server}/cashboard_bench_{os.getpid()}_{name}" for name in NAMES]
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{urls[0].rpartition("/")[2]}"'.encode())
            try:
                yield Database(kind, urls[0], folders[0]), Database(kind, urls[1], folders[1])
            finally:
                for url in urls:
                    connection.execute(
                        f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)'.encode()
                    )
