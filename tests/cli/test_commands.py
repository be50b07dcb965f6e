"""The table of commands: quick help, clear words, exit codes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cashboard.cli import COMMANDS, main


def run(*arguments: str) -> int:
    """The exit code of a command, run in this process."""
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def test_help_names_every_command_without_loading_django():
    code = "import sys, cashboard.cli as c\ntry: c.main(['--help'])\nfinally: print('django' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.endswith("False\n")
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_a_command_that_is_not_there_yet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setitem(COMMANDS, "export", ("cashboard.cli.not_there:command", "Not there."))
    assert run("export") == 2
    assert "cashboard export is not built yet." in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["serve", "--port", "99999"], ["init"], ["restore", "/no/such/file"]]
)
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert run(*arguments) == 2
    assert "Error:" in capsys.readouterr().err


@pytest.mark.requirement("R102")
@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"CASHBOARD_DATABASE_URL": "mysql://host/name"}, "CASHBOARD_DATABASE_URL starts with 'mysql'"),
        ({"CASHBOARD_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "The database does not answer"),
        ({"CASHBOARD_URL": "http://cash.example.com"}, "passwords would travel unencrypted"),
        ({"CASHBOARD_OIDC_ISSUER": "https://id.example.com"}, "CASHBOARD_OIDC_CLIENT_ID is missing"),
    ],
)
def test_half_configured_is_told_in_one_line_each(environ: dict[str, str], words: str, tmp_path: object):
    import os

    given = {
        **os.environ,
        "CASHBOARD_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "cashboard.config.settings",
        **environ,
    }
    ended = subprocess.run(
        [sys.executable, "-m", "cashboard.cli", "migrate"],
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
