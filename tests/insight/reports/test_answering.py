from __future__ import annotations

import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.insight.reports import lead_time

pytestmark = pytest.mark.django_db


def test_an_open_page_costs_nothing_while_nothing_happens(story):
    story.card.complete(by=story.by_marco)
    first = lead_time(story.by_vera, story.space)
    with CaptureQueriesContext(connection) as asked:
        assert lead_time(story.by_vera, story.space) is first
    assert len(asked) <= 2


def test_a_new_event_shows_at_the_next_question(story):
    assert lead_time(story.by_vera, story.space).rows == ()
    story.card.complete(by=story.by_marco)
    report = lead_time(story.by_vera, story.space)
    assert [row["case"] for row in report.rows] == [story.card.key]
    story.card.reopen(by=story.by_marco)
    assert lead_time(story.by_vera, story.space).rows == ()


def test_an_event_elsewhere_leaves_it_alone(story):
    first = lead_time(story.by_vera, story.space)
    story.workspace.add_space("OTH", "Other", by=story.by_lena)
    assert lead_time(story.by_vera, story.space) is first


def test_a_report_says_what_it_was_made_from(story):
    from cashboard.activity.models import Event

    report = lead_time(story.by_vera, story.space)
    here = Event.objects.filter(space=story.space.pk)
    assert (report.events, report.seq) == (here.count(), max(here.values_list("seq", flat=True)))
    assert report.described()["source"] == {"events": report.events, "seq": report.seq}


def test_who_does_not_ask_does_not_pay():
    """Importing the reports and the copier, as the server does, loads no engine."""
    code = """
import django, sys
django.setup()
import cashboard.insight.reports, cashboard.insight.copying
print([name for name in ("ibis", "duckdb", "pyarrow", "pandas", "numpy") if name in sys.modules])
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_threads_ask_at_the_same_time(story, at_once, transactional_db):
    story.card.complete(by=story.by_marco)
    found = at_once([lambda: lead_time(story.by_vera, story.space).rows for _ in range(4)])
    assert [len(rows) for rows in found] == [1] * 4
