"""An import that is killed leaves whole chunks; the same command again arrives where one clean run does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from cashboard.activity.models import Event
from cashboard.activity.verifying import verify
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.models import Invoice
from tests.story import Story
from tests.trade.invoices.lists import assert_all_replayed, book, importing, written

ROWS, CHUNK = 600, 50
IMPORTER = """
import sys
import django
django.setup()
from cashboard.work.spaces.models import Space
from tests.trade.invoices.lists import importing
run = importing(Space.objects.get(key="COL"), __import__("pathlib").Path(sys.argv[1]), chunk=50).run
run(lambda done, total: print(done, flush=True))
"""


def generated(folder: Path) -> Path:
    lines = [
        f"{number},C{number % 7},Customer {number % 7},2024-01-{number % 28 + 1:02},2024-02-15,"
        f"{'2024-03-01' if number % 3 else ''},{number}.50,EUR,{'yes' if number % 11 == 0 else 'no'}"
        for number in range(1, ROWS + 1)
    ]
    return written(folder, lines)


@pytest.mark.requirement("R98", "R102")
def test_killed_in_the_middle_and_run_again(transactional_db: None, story: Story, tmp_path: Path) -> None:
    path = generated(tmp_path)
    for kill_after in (100, 250):
        _start_and_kill(path, kill_after)
        connections.close_all()
        assert Invoice.objects.count() % CHUNK == 0
        assert kill_after <= Invoice.objects.count() < ROWS
        assert InvoiceImport.objects.get().state == "running"
    outcome = importing(story.space, path, chunk=CHUNK).run()

    assert outcome.run is not None
    assert (outcome.run.pk, outcome.new, outcome.same, outcome.is_finished) == (
        *(InvoiceImport.objects.get().pk, ROWS, 0, True),
    )
    assert Event.objects.filter(type="invoice.issued").count() == ROWS
    assert_all_replayed()
    assert verify().is_whole

    clean = story.workspace.add_space("CLEAN", "Clean", by=story.by_lena, statuses=_statuses(story))
    importing(clean, path).run()
    assert book(story.space) == book(clean)


def _statuses(story: Story) -> list[tuple[str, str]]:
    return [(status.name, status.kind) for status in story.space.statuses.all()]


def _start_and_kill(path: Path, after: int) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cashboard.config.settings"}
    command = [sys.executable, "-c", IMPORTER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as importer:
        assert importer.stdout is not None
        while int(importer.stdout.readline()) < after:
            pass
        os.kill(importer.pid, signal.SIGKILL)


@pytest.mark.requirement("R98", "R70")
def test_two_imports_of_one_file_at_once(
    transactional_db: None, story: Story, tmp_path: Path, at_once
) -> None:
    path = generated(tmp_path)
    other = tmp_path / "other.csv"
    other.write_bytes(path.read_bytes() + b"\n")

    def one(file: Path) -> int:
        return importing(story.space, file, chunk=CHUNK).run().new

    outcomes = at_once([lambda: one(path), lambda: one(other)])

    assert sum(outcomes) == ROWS
    assert Invoice.objects.count() == ROWS
    assert Event.objects.filter(type="customer.added").count() == 7
    assert_all_replayed()
