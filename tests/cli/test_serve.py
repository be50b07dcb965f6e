"""cashboard serve: what it refuses before it begins."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from tests.cli.test_commands import run


@pytest.mark.only("sqlite")
def test_others_come_in_only_where_the_address_is_known(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("CASHBOARD_URL", raising=False)
    assert run("serve", "--host", "0.0.0.0") == 2
    assert "CASHBOARD_URL is missing" in capsys.readouterr().err
    monkeypatch.setattr("django.conf.settings.DEMO", True)
    assert run("serve", "--host", "0.0.0.0") == 2
    assert "signs everybody in" in capsys.readouterr().err


@pytest.mark.only("sqlite")
def test_a_port_that_is_taken(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("django.conf.settings.READERS", [])
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        assert run("serve", "--port", str(taken.getsockname()[1])) == 2
    assert "cannot be used (Address already in use). Give another" in capsys.readouterr().err
