"""What every test stands on: both databases in one run, a small world, and the ledger of requirements."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import pytest

from tests import requirements

DATA = Path(tempfile.mkdtemp(prefix="cashboard-tests-"))
os.environ["CASHBOARD_DATA"] = str(DATA)
# One key for all processes of a run: those that share the work read the settings before they come by here.
os.environ.setdefault("CASHBOARD_SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cashboard.config.settings")
django.setup()  # here, not by an option of pytest: the data folder must be known before

if TYPE_CHECKING:
    from cashboard.people.models import Person
    from tests.databases import Restorable
    from tests.story import Story

DATABASES = ("sqlite", "postgres")
NO_SKIPS = os.environ.get("CI", "").lower() in {"true", "1"}


# Running every test with a database on SQLite and on PostgreSQL


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test that needs a database gets one variant a database; `only` narrows."""
    names = metafunc.fixturenames
    if metafunc.definition.get_closest_marker("django_db") and "database" not in names:
        names.insert(0, "database")
    if "database" in names:
        only = metafunc.definition.get_closest_marker("only")
        wanted = [name for name in DATABASES if only is None or only.args[0].startswith(name)]
        metafunc.parametrize("database", wanted, indirect=True, scope="session")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """One process takes the tests of SQLite and another those of PostgreSQL; the rest fills up."""
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class ByDatabase(LoadScopeScheduling):  # type: ignore[misc] # xdist ships no types
        def _split_scope(self, nodeid: str) -> str:
            found = re.search(r"[\[-](sqlite|postgres)[]-]", nodeid)
            return found[1] if found else nodeid

    return ByDatabase(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of one database follow each other, those that commit last, so that each is set up once."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[int, bool]:
    callspec = getattr(item, "callspec", None)
    name = callspec.params.get("database") if callspec else None
    marker = item.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    commits = commits or "transactional_db" in getattr(item, "fixturenames", ())
    return (DATABASES.index(name) + 1 if name else 0, commits)


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The database that this run of the test is on, "sqlite" or "postgres", for every thread."""
    from django.test import TransactionTestCase

    from tests.databases import MissingError, on_postgres, on_sqlite

    begin = on_sqlite if request.param == "sqlite" else on_postgres
    patch = pytest.MonkeyPatch()
    with django_db_blocker.unblock():
        try:
            with begin(tmp_path_factory.mktemp(request.param)) as made:
                patch.setattr(TransactionTestCase, "_fixture_teardown", _restoring(made))
                yield request.param
        except MissingError as missing:
            pytest.skip(str(missing))
        finally:
            patch.undo()


def _restoring(made: Restorable) -> Callable[[Any], None]:
    """Django's own flush deletes rows, which the log's triggers rightly refuse."""
    return lambda _case: made.restore()


@pytest.fixture(scope="session")
def django_db_setup(database: str) -> None:
    """The tables are there: `database` has migrated."""


@pytest.fixture(autouse=True)
def _fresh_surroundings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """An empty data folder and an empty cache for every test with a database."""
    if "database" not in request.fixturenames:
        yield
        return
    from django.conf import settings
    from django.core.cache import cache

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DATA", tmp_path_factory.mktemp("data"))
        patch.setattr(settings, "FILES", settings.DATA / "files")
        patch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])
        cache.clear()
        yield


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(DATA, ignore_errors=True)


# The world


@pytest.fixture
def story(db: None) -> Story:
    """Five people, and the workspace "Order to Cash" with the space COL and three cards in Open."""
    from tests.story import tell_story

    return tell_story()


@pytest.fixture
def actor_of() -> Callable[[Person], Any]:
    """Makes an actor of a person: `actor_of(story.marco)`."""
    from tests.story import actor_of

    return actor_of


@pytest.fixture
def replayed(story: Story) -> Iterator[None]:
    """At the end of the test, the log alone must rebuild every card."""
    yield
    from tests.replaying import assert_replayed

    assert_replayed()


@pytest.fixture
def at_once() -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    """Runs functions at the same time, a thread each; returns what each returned or raised.

    Needs transactional_db: what only a test's own transaction holds, no other thread sees.
    """
    return _at_once


def _at_once(functions: Sequence[Callable[[], Any]]) -> list[Any]:
    from django.db import connections

    outcomes: list[Any] = [None] * len(functions)
    barrier = threading.Barrier(len(functions))

    def run(index: int, function: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            outcomes[index] = function()
        except Exception as error:
            outcomes[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


# Which requirement a passing test shows, and nothing skipped where everything is at hand


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Note the outcome for the requirements; on CI a skip is a failure."""
    report = yield
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped on CI: {report.longrepr[2] if report.longrepr else ''}"
    report.requirements = requirements.named(item)
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Hear of every outcome, also from the processes that share the work."""
    requirements.note(report)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep what was shown; the process that gives out the work knows all of it."""
    if not hasattr(session.config, "workerinput"):
        requirements.keep(session.config)
