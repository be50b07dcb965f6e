"""cashboard verify and check: is the log as it was written, is the installation in order."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection

from cashboard.activity.models import Cursor
from cashboard.activity.sealing import seal
from tests.cli.test_commands import run
from tests.story import tell_story


@pytest.fixture
def sealed(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many events a small, sealed log has; there are no readers to wait for."""
    monkeypatch.setattr(settings, "READERS", [])
    tell_story()
    return seal()


@pytest.mark.requirement("R81")
def test_a_whole_log(sealed: int, capsys: pytest.CaptureFixture[str]):
    assert run("verify") == 0
    assert f"The log is whole: {sealed} events, {sealed} of them sealed." in capsys.readouterr().out
    assert run("check") == 0
    assert capsys.readouterr().out.endswith("All is well.\n")


@pytest.mark.requirement("R81")
def test_an_edited_row(sealed: int, capsys: pytest.CaptureFixture[str]):
    behind_the_back("UPDATE activity_event SET actor_name = 'Nobody' WHERE seq = 5")
    assert run("verify") == 1
    assert "Event 5 is not as it was written: changed" in capsys.readouterr().out
    assert run("check") == 1
    assert "Event 5 is not as it was written" in capsys.readouterr().out


def test_check_tells_what_fails(
    sealed: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(settings, "READERS", ["tests.config.probe.reader.Tally"])
    Cursor.objects.create(name="probe.tally", failures=3, last_error="ValueError: no")
    monkeypatch.setattr("cashboard.activity.readiness.LAG_MAX", 10)
    assert run("check") == 1
    told = capsys.readouterr().out
    assert "probe.tally failed 3 times: ValueError: no" in told
    assert f"The reader probe.tally is {sealed} events behind." in told


def behind_the_back(statement: str) -> None:
    """What somebody with the keys to the database can do, past the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE activity_event DISABLE TRIGGER USER")
            cursor.execute(statement)
            cursor.execute("ALTER TABLE activity_event ENABLE TRIGGER USER")
            return
        cursor.execute("INSERT INTO activity_redactiondoor DEFAULT VALUES")
        cursor.execute(statement)
        cursor.execute("DELETE FROM activity_redactiondoor")
