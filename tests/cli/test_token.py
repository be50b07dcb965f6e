"""cashboard token: a key to the API from the command line."""

from __future__ import annotations

import pytest

from cashboard.people.models import Token
from tests.cli.test_commands import run
from tests.story import tell_story


def test_the_token_works_and_only_its_digest_is_kept(
    transactional_db: None, capsys: pytest.CaptureFixture[str]
):
    marco = tell_story().marco
    assert (
        run(
            "token",
            marco.email.upper(),
            "--scope",
            "read",
            "--scope",
            "write",
            "--days",
            "7",
            "--name",
            "Sync",
        )
        == 0
    )
    secret = capsys.readouterr().out.strip()
    token = Token.objects.presented(secret)
    assert token is not None
    assert (token.person, token.name, token.scopes) == (marco, "Sync", ["read", "write"])
    assert token.expires_at is not None
    assert secret not in token.digest


def test_what_cannot_be_made(transactional_db: None, capsys: pytest.CaptureFixture[str]):
    marco = tell_story().marco
    assert run("token", "nobody@nowhere.com") == 2
    assert "Nobody has an account with nobody@nowhere.com." in capsys.readouterr().err
    assert run("token", marco.email, "--scope", "everything") == 2
    assert "Choose scopes among read, write." in capsys.readouterr().err
