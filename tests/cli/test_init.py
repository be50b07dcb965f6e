"""cashboard init: the first command of an installation."""

from __future__ import annotations

import io

import pytest

from cashboard.activity.models import Event
from cashboard.people.models import Person
from cashboard.work.spaces.models import Space, Workspace
from tests.cli.test_commands import run

INIT = ("init", "--template", "order-to-cash", "--owner", "Lena@Example.com")


@pytest.mark.requirement("R102")
def test_twice_is_the_same_as_once(
    transactional_db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough passphrase\nmore"))
    assert run(*INIT, "--name", "Lena Fischer", "--password-stdin") == 0
    assert "Order to Cash is there with ORD, CRD, BIL, COL, DIS, CSH, RPT" in capsys.readouterr().out
    lena = Person.objects.get()
    assert (lena.email, lena.name, lena.is_administrator) == ("lena@example.com", "Lena Fischer", True)
    assert lena.check_password("a long enough passphrase")
    assert set(Space.objects.visible_to(lena.acting("web"))) == set(Space.objects.all())

    events = Event.objects.count()
    assert run("init", "--template", "order-to-cash", "--owner", "somebody@else.com") == 0
    assert "is there already; nothing was changed" in capsys.readouterr().out
    assert (Person.objects.count(), Event.objects.count()) == (1, events)


def test_a_password_is_made_and_shown_once(
    transactional_db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(*INIT) == 0
    password = capsys.readouterr().out.rsplit(": ", 1)[1].strip()
    assert Person.objects.get().check_password(password)
    assert not [event for event in Event.objects.all() if password in str(event.data)]


@pytest.mark.parametrize(
    ("arguments", "password", "words"),
    [
        (("init", "--template", "nonsense", "--owner", "a@b.com"), "", "There is no template 'nonsense'"),
        (
            ("init", "--owner", "nonsense", "--password-stdin"),
            "a long enough passphrase",
            "not a mail address",
        ),
        (("init", "--owner", "a@b.com", "--password-stdin"), "short", "too short"),
    ],
)
def test_a_refusal_leaves_nothing(
    transactional_db: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    password: str,
    words: str,
):
    monkeypatch.setattr("sys.stdin", io.StringIO(password))
    assert run(*arguments) == 2
    assert words in capsys.readouterr().err
    assert (Person.objects.count(), Workspace.objects.count(), Event.objects.count()) == (0, 0, 0)
