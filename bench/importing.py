"""How fast a receivables list is imported, in how much memory: `python -m bench.importing [ROWS ...]`.

Each size is generated, imported by a process of its own into a fresh SQLite file, and set beside its floor:
the same rows of the same tables, copied by `sqlite3.executemany` alone into a file with the same tables and
indexes, committed as often. With CASHBOARD_BENCH_POSTGRES_URL (an empty database) it is run there too,
without a floor. "own MB" leaves out the pages of the database file that SQLite has mapped into memory.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

SIZES = (2_000, 20_000, 200_000)
TABLES = (
    "trade_customer",
    "trade_invoice",
    "work_card",
    "work_card_labels",
    "activity_event",
    "activity_involvement",
)
INVOICES_PER_COMMIT = 500
TITLES = (
    *("rows", "database", "events", "plan s", "import s", "rows/s", "floor s"),
    *("x floor", "again s", "peak MB", "own MB"),
)
HEADER = "invoice number,customer number,customer name,issued,due,settled,amount,currency,disputed\n"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "cashboard.config.settings"}


def main() -> None:
    """Print a table, one line a size and database."""
    if sys.argv[1:2] == ["--import"]:
        _import(Path(sys.argv[2]))
        return
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    _line(*TITLES)
    for rows in sizes:
        with tempfile.TemporaryDirectory(prefix="cashboard-bench-") as folder:
            path = Path(folder) / "list.csv"
            generate(path, rows)
            measured = _measure(path, {"CASHBOARD_DATA": folder, "CASHBOARD_DATABASE_URL": ""})
            _print(rows, "sqlite", measured, floor(Path(folder) / "cashboard.sqlite3", rows))
            if url := os.environ.get("CASHBOARD_BENCH_POSTGRES_URL"):
                environment = {"CASHBOARD_DATA": folder, "CASHBOARD_DATABASE_URL": url}
                _print(rows, "postgresql", _measure(path, environment), None)


def generate(path: Path, rows: int) -> None:
    """A list of this many invoices over five years, a customer for every 20; most paid, some late."""
    dice, first = random.Random(rows), date(2019, 1, 1)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for number in range(rows):
            customer = dice.randrange(max(1, rows // 20))
            issued = first + timedelta(days=number * 1800 // rows)
            due = issued + timedelta(days=30)
            paid = issued + timedelta(days=dice.randint(10, 45)) if dice.random() < 0.9 else ""
            disputed = "yes" if dice.random() < 0.1 else "no"
            amount = f"{dice.randint(100, 9_999_999) / 100:.2f}"
            who = f"C{customer},Customer {customer} Ltd"
            file.write(f"{number},{who},{issued},{due},{paid},{amount},EUR,{disputed}\n")


def floor(source: Path, rows: int) -> float:
    """Seconds that the bare database needs for what the import wrote."""
    target, spent = source.with_name("floor.sqlite3"), 0.0
    commits = max(1, rows // INVOICES_PER_COMMIT)
    with (
        closing(sqlite3.connect(source)) as read,
        closing(sqlite3.connect(target, isolation_level=None)) as write,
    ):
        write.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;")
        for (statement,) in read.execute(
            "SELECT sql FROM sqlite_master WHERE sql NOTNULL AND type IN ('table', 'index')"
        ):
            if "sqlite_sequence" not in statement:
                write.execute(statement)
        cursors = {table: read.execute(f"SELECT * FROM {table} ORDER BY rowid") for table in TABLES}
        sizes = {table: _count(read, table) // commits + 1 for table in TABLES}
        for _ in range(commits):
            chunks = {table: cursors[table].fetchmany(sizes[table]) for table in TABLES}
            start = time.perf_counter()
            write.execute("BEGIN IMMEDIATE")
            for table, chunk in chunks.items():
                if chunk:
                    places = ", ".join("?" * len(chunk[0]))
                    write.executemany(f"INSERT INTO {table} VALUES ({places})", chunk)
            write.execute("COMMIT")
            spent += time.perf_counter() - start
        assert _count(write, "activity_event") == _count(read, "activity_event")
    return spent


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _measure(path: Path, environment: dict[str, str]) -> dict[str, float]:
    """Import in a process of its own, so that its peak of memory is its own."""
    command = [sys.executable, "-m", "bench.importing", "--import", str(path)]
    done = subprocess.run(
        command, env=os.environ | SETTINGS | environment, capture_output=True, text=True, check=True
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _import(path: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from cashboard.activity.actors import Actor
    from cashboard.activity.models import Event
    from cashboard.trade.invoices.importing import InvoiceImporting
    from cashboard.trade.receivables_file import ReceivablesFile
    from cashboard.work.spaces.models import Workspace

    call_command("migrate", verbosity=0, skip_checks=True)
    by = Actor.system("import")
    statuses = (("Open", "not_started"), ("Overdue", "in_progress"), ("Paid", "completed"))
    workspace = Workspace.objects.create_workspace("Order to Cash", by=by)
    space = workspace.add_space(f"C{time.time_ns() % 10**8}", "Collections", by=by, statuses=statuses)
    events = Event.objects.count()
    file = ReceivablesFile(path, default_currency="EUR", today=date.today())
    begun = time.perf_counter()
    InvoiceImporting(space, file, by=by).plan()
    planned = time.perf_counter()
    seen: list[float] = []
    outcome = InvoiceImporting(space, file, by=by).run(lambda *_: seen.append(_own_memory()))
    imported = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    own = max(seen, default=0)
    again = InvoiceImporting(space, file, by=by).run()
    ended = time.perf_counter()
    assert (outcome.new, again.same, again.run) == (file.row_count, file.row_count, None)
    print(json.dumps({
        "events": Event.objects.count() - events, "plan": planned - begun, "import": imported - planned,
        "again": ended - imported, "peak": peak, "own": own,
    }))  # fmt: skip


def _own_memory() -> float:
    """Megabytes of this process without mapped pages of files: SQLite maps its database."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except FileNotFoundError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon")), 0.0)


def _print(rows: int, database: str, measured: dict[str, float], least: float | None) -> None:
    spent = measured["import"]
    floors = (f"{least:.2f}", f"{spent / least:.1f}") if least else ("", "")
    times = (
        f"{measured['plan']:.2f}",
        f"{spent:.2f}",
        f"{rows / spent:,.0f}",
        *floors,
        f"{measured['again']:.2f}",
    )
    memory = (f"{measured['peak']:.0f}", f"{measured['own']:.0f}")
    _line(f"{rows:,}", database, f"{measured['events']:,.0f}", *times, *memory)


def _line(*cells: str) -> None:
    print(" ".join(f"{cell:>10}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
