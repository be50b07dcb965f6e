"""How fast the log becomes columns, and what a chart on them costs: `python -m bench.columns [EVENTS ...]`.

Events are generated into a fresh SQLite file. "read" is the floor: the same rows fetched from the database
and nothing done with them. "first" includes translating the question, "again" does not; both go without what
a report remembers.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from cashboard.insight.eventlog import SpaceLog

SIZES = (100_000, 1_000_000)
STEPS = ("card.created", "card.assigned", "card.moved", "card.completed")
TITLES = (
    "events",
    "read s",
    "build s",
    "x floor",
    "events/s",
    "MB",
    "times first s",
    "again s",
    "map s",
    "peak MB",
)
FIRST = datetime(2020, 1, 1, 8, tzinfo=UTC)


def main() -> None:
    """Print a table, one line a size."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(_measure(int(sys.argv[2]))))
        return
    print("  ".join(f"{title:>13}" for title in TITLES), flush=True)
    for events in [int(text) for text in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory(prefix="cashboard-bench-") as folder:
            environment = {"CASHBOARD_DATA": folder, "CASHBOARD_DATABASE_URL": ""}
            environment["DJANGO_SETTINGS_MODULE"] = "cashboard.config.settings"
            command = [sys.executable, "-m", "bench.columns", "--measure", str(events)]
            done = subprocess.run(
                command, env=os.environ | environment, capture_output=True, text=True, check=True
            )
            found = json.loads(done.stdout.splitlines()[-1])
            print("  ".join(f"{found[title]:>13,}" for title in TITLES), flush=True)


def _measure(events: int) -> dict[str, float]:
    import django

    django.setup()
    from cashboard.activity.actors import Actor
    from cashboard.activity.models import Head
    from cashboard.insight.cases import changes
    from cashboard.insight.eventlog import SpaceLog
    from cashboard.insight.measures.times import summary, times
    from cashboard.insight.segments import Segments

    space, by = _space(), Actor.system()
    SpaceLog(by, space)  # loads the engine, and has no file to write yet
    _generate(space.pk, events)
    head = Head.objects.get(pk=1).seq
    read = _timed(lambda: _read(head))
    build = _timed(lambda: Segments().extended(head))

    def median(rows: Table) -> Table:
        return summary(times(changes(rows)))

    def asked(log: SpaceLog) -> list[dict[str, Any]]:
        return log.ask(median, "bench")

    first = _timed(lambda: asked(SpaceLog(by, space)))
    again = _timed(lambda: asked(SpaceLog(by, space)))
    edges = _timed(lambda: _edges(SpaceLog(by, space)))
    size = sum(path.stat().st_size for path in Segments().folder.glob("*.parquet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = (events, read, build, build / read, events / build, size / 2**20, first, again, edges, peak)
    return {
        title: round(figure, 2 if figure < 100 else None)
        for title, figure in zip(TITLES, figures, strict=True)
    }


def _space() -> Any:
    from django.core.management import call_command

    from cashboard.activity.actors import Actor
    from cashboard.work.spaces.models import Workspace

    call_command("migrate", verbosity=0, skip_checks=True)
    workspace = Workspace.objects.create_workspace("Order to Cash", by=Actor.system())
    return workspace.add_space("COL", "Collections", by=Actor.system())


def _generate(space: int, events: int) -> None:
    """Cards of four events each, as an import writes them: each customer's are told out of order in time."""
    from django.db import connection

    from cashboard.activity.models import Head

    head = Head.objects.get(pk=1)
    columns = "seq, uid, type, at, recorded_at, backfilled, actor_kind, actor_name, via, change, space"
    places = ", ".join(["%s"] * 13)
    with connection.cursor() as cursor:
        statement = f"INSERT INTO activity_event ({columns}, data, objects) VALUES ({places})"
        rows = _rows(head.seq + 1, events, space)
        while chunk := list(islice(rows, 10_000)):
            cursor.executemany(statement, chunk)
    Head.objects.filter(pk=1).update(seq=head.seq + events)


def _rows(first: int, events: int, space: int) -> Iterator[tuple[Any, ...]]:
    now, change = datetime.now(UTC).replace(tzinfo=None).isoformat(" "), uuid4().hex
    for number in range(events):
        card, step = divmod(number, len(STEPS))
        began = FIRST + timedelta(minutes=card * 7919 % 2_000_000)
        at = (began + timedelta(hours=step * (card % 50 + 1))).replace(tzinfo=None).isoformat(" ")
        objects = [
            {"type": "card", "id": card + 1, "name": f"COL-{card + 1}", "qualifier": ""},
            {"type": "customer", "id": card % 500 + 1, "name": f"Customer {card % 500}", "qualifier": ""},
        ]
        actor = ("system", "Cashboard", "import", change)
        yield (
            *(first + number, uuid4().hex, STEPS[step], at, now, True),
            *(*actor, space, json.dumps(_data(card, step)), json.dumps(objects)),
        )


def _data(card: int, step: int) -> dict[str, Any]:
    statuses = [{"id": number, "name": name} for number, name in enumerate(("Open", "Overdue", "Paid"), 1)]
    kinds = ("not_started", "in_progress", "completed")
    if step == 0:
        party = {"id": card % 500 + 1, "name": f"Customer {card % 500}"}
        shown = {"key": f"COL-{card + 1}", "title": f"Invoice {card}", "rank": f"a{card}V", "description": ""}
        return shown | {
            "status": statuses[0],
            "kind": kinds[0],
            "party": party,
            "amount": "100.00",
            "currency": "EUR",
        }
    if step == 1:
        return {"old": None, "new": {"id": card % 9 + 1, "name": f"Person {card % 9}"}}
    old, new = step - 2, step - 1
    went = {
        "from_status": statuses[old],
        "to_status": statuses[new],
        "from_kind": kinds[old],
        "to_kind": kinds[new],
    }
    return went | {"rank": f"a{card}V", "old_rank": ""}


def _read(head: int) -> None:
    """The floor: the very statement with which the columns are filled, row by row from the cursor."""
    from django.db import connection

    from cashboard.insight.logrows import query

    with connection.cursor() as cursor:
        cursor.execute(query(), [0, head])
        while cursor.fetchmany(4096):
            pass


def _edges(log: SpaceLog) -> None:
    """The map: how often which event follows which, over cards and customers."""
    chain = log.chain
    log.fetch(chain.group_by(["otype", "prev_type", "type"]).agg(n=chain.count()))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
