"""cashboard demo as a process: it comes up, is made once, survives a kill and leaves others alone."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import httpx
import pytest
from django.db import connections

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.cli.demo_progress import show_progress
from cashboard.people.models import Person
from cashboard.process.sample_company.building import state
from cashboard.work.spaces.models import Workspace
from tests.config.serving import Running

FEW = ("--no-browser", "--orders", "12")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "cashboard.config.settings"}


@pytest.mark.requirement("R1", "R105")
def test_it_comes_up_signed_in_and_is_made_once(transactional_db: None, tmp_path: Path):
    data = {**SETTINGS, "CASHBOARD_DATA": str(tmp_path)}
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        demo = Running("demo", *FEW, "--port", str(port), **data)
        try:
            assert f"Port {port} is taken; this is {demo.address.rpartition(':')[2]}." in demo.said
            assert any(line.endswith(" cards:") for line in demo.said)
            first = httpx.get(f"{demo.address}/", follow_redirects=True)
            assert "Marta Lindholm" in first.text
            assert "Order to Cash" in first.text
            assert httpx.get(f"{demo.address}/spaces/COL/").status_code in (302, 404)  # nobody signed in
            assert demo.stop() == 0
        finally:
            demo.close()
    connections.close_all()
    made = Event.objects.count()
    assert state().is_finished
    again = Running("demo", *FEW, "--port", str(port), **data)
    try:
        assert any("is there already" in line for line in again.said)
        assert Event.objects.count() == made
    finally:
        again.close()


@pytest.mark.requirement("R102")
def test_killed_in_the_middle_and_started_again(tmp_path: Path):
    environ = {key: value for key, value in os.environ.items() if not key.startswith("CASHBOARD_")}
    command = [sys.executable, "-m", "cashboard.cli", "demo", *FEW, "--port", "1"]
    environ |= SETTINGS
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ, cwd=tmp_path, text=True) as demo:
        for line in demo.stdout or ():
            if line.lstrip().startswith(("4", "5", "6")):
                demo.kill()
                break
    data = tmp_path / "cashboard-data" / "demo"
    assert (data / "cashboard.sqlite3").exists()
    command = [sys.executable, "-c", FINISH]
    environ["CASHBOARD_DATA"] = str(data)
    finished = subprocess.run(command, capture_output=True, check=True, env=environ, text=True).stdout
    assert finished.splitlines() == ["True False", "True True True"]


FINISH = """
import django
django.setup()
from cashboard.activity.verifying import verify
from cashboard.process.sample_company.building import build, state
print(state().begun is not None, state().is_finished)
print(build(), state().is_finished, verify().is_whole)
"""


def test_somebody_elses_work_is_left_alone(transactional_db: None, tmp_path: Path):
    owner = Person.objects.add_person("owner@example.com", "Olga Owner", by=Actor.system())
    Workspace.objects.create_workspace("Ours", by=owner.acting("web"))
    count = Event.objects.count()
    refused = subprocess.run(
        [sys.executable, "-m", "cashboard.cli", "demo", *FEW],
        env={**os.environ, **SETTINGS, "CASHBOARD_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert refused.returncode == 2
    assert "Name another folder in CASHBOARD_DATA" in refused.stderr
    assert Event.objects.count() == count


class Terminal(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "shown"),
    [
        (io.StringIO(), ["  0 %  March 2026", " 50 %  April 2026"]),
        (Terminal(), ["░" * 30 + "   0 %  31 March 2026", "█" * 15 + "░" * 15 + "  50 %  1 April 2026"]),
    ],
)
def test_progress(out: io.StringIO, shown: list[str]):
    show = show_progress(out)
    for done, day in ((0, date(2026, 3, 31)), (50, date(2026, 4, 1)), (51, date(2026, 4, 2))):
        show(done, 100, day)
    told = out.getvalue().replace("\x1b[K", "").replace("\r", "\n")
    assert [line for line in told.splitlines() if line][:2] == shown
