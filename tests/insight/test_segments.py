from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import transaction

from cashboard.activity.models import Head
from cashboard.insight import segments
from cashboard.insight.eventlog import SpaceLog, rebuild
from cashboard.insight.segments import AWHILE, Segments

pytestmark = pytest.mark.django_db


def head() -> int:
    return Head.objects.get(pk=1).seq


def move_about(story, times: int) -> None:
    for turn in range(times):
        story.card.move(story.overdue if turn % 2 == 0 else story.open, by=story.by_marco)


def ranges(files: Segments) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in files.sound()]


def test_files_follow_each_other_and_small_ones_become_one(story):
    files = Segments(small=4, large=16)
    move_about(story, 40)
    files.extended(10)
    assert ranges(files) == [(1, 4), (5, 8)]
    files.extended(21)
    assert ranges(files) == [(1, 16), (17, 20)]
    files.extended(33)
    assert ranges(files) == [(1, 16), (17, 32)]


def test_doing_it_again_changes_nothing(story):
    files = Segments(small=4, large=16)
    move_about(story, 20)
    files.extended(head())
    before = {path: path.stat().st_mtime_ns for path in files.folder.iterdir()}
    files.extended(head())
    Segments(small=4, large=16).extended(head())
    assert {path: path.stat().st_mtime_ns for path in files.folder.iterdir()} == before


def test_merged_and_unfinished_files_go_after_a_while(story):
    files = Segments(small=4, large=16)
    move_about(story, 30)
    for upto in (4, 8, 12, 16):
        files.extended(upto)
    unfinished = files.folder / "0123.unfinished"
    unfinished.write_bytes(b"half")
    assert len(list(files.folder.iterdir())) == 6
    for path in files.folder.iterdir():
        os.utime(path, (time.time() - AWHILE - 1,) * 2)
    files.extended(20)
    assert sorted(path.name[:25] for path in files.folder.iterdir()) == [
        "000000000001-000000000016",
        "000000000017-000000000020",
    ]


def test_files_of_a_log_that_is_no_more_are_not_read(story, monkeypatch):
    """As after a restore: the same numbers stand for other events."""
    monkeypatch.setattr(segments, "SMALL", 4)
    with transaction.atomic():
        move_about(story, 12)
        Segments().extended(head())
        told = len(SpaceLog(story.by_vera, story.space).rows.to_pyarrow())
        transaction.set_rollback(True)
    for _ in range(12):
        story.card.assign(story.marco, by=story.by_marco)
        story.card.assign(None, by=story.by_marco)
    log = SpaceLog(story.by_vera, story.space)
    types = {row["type"] for row in log.fetch(log.rows)}
    assert told
    assert "card.assigned" in types
    assert "card.moved" not in types


def test_rebuilding_gives_the_same(story, book, monkeypatch, rows_of):
    monkeypatch.setattr(segments, "SMALL", 4)
    monkeypatch.setattr(segments, "LARGE", 16)
    for number in range(6):
        book.invoice(f"I{number}", f"2024-0{6 - number}-01", "2024-07-31", "10 EUR", "2024-08-05")
        Segments().extended(head())
    by = ("seq", "otype", "oid")
    log = SpaceLog(story.by_vera, story.space)
    before = rows_of(log, log.chain.drop("late"), by)
    assert rebuild() > 16
    log = SpaceLog(story.by_vera, story.space)
    assert rows_of(log, log.chain.drop("late"), by) == before


KILLED = """
import django
django.setup()
from cashboard.insight.segments import Segments
print("begun", flush=True)
Segments(small=2, large=64).extended({head})
"""


@pytest.mark.django_db(transaction=True)
def test_a_kill_in_the_middle_leaves_nothing_wrong(story, monkeypatch, rows_of):
    monkeypatch.setattr(segments, "SMALL", 2)
    monkeypatch.setattr(segments, "LARGE", 64)
    move_about(story, 120)
    environment = os.environ | {"CASHBOARD_DATA": str(settings.DATA)}
    killed = subprocess.Popen([sys.executable, "-c", KILLED.format(head=head())], env=environment)
    deadline = time.monotonic() + 60
    while len(list(Segments().folder.glob("*.parquet"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.005)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    held = Segments().sound()[-1].last
    assert 0 < held < head()
    by = ("seq", "otype", "oid")
    log = SpaceLog(story.by_vera, story.space)
    after_the_kill = rows_of(log, log.chain.drop("late"), by)
    rebuild()
    log = SpaceLog(story.by_vera, story.space)
    assert rows_of(log, log.chain.drop("late"), by) == after_the_kill
    assert len(after_the_kill) > 120


def test_files_of_another_shape_go_after_a_while(story):
    other = Segments().folder.parent / "0123abcd"
    other.mkdir(parents=True)
    (other / "000000000001-000000000004-0123456789ab.parquet").write_bytes(b"of an older version")
    files = Segments(small=4)
    files.extended(4)
    assert other.exists()
    os.utime(other, (time.time() - AWHILE - 1,) * 2)
    files.extended(8)
    assert not other.exists()
