"""cashboard import cards: the same engine as in the browser, told in words, with exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cashboard.cli.importing import command
from cashboard.work.cards.models import Card
from cashboard.work.importing.runs import BoardImport
from tests.story import Story
from tests.work.importing import boards

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R58")]

LIST = "ID,Title,Status,Where\n1,Call,Open,North\n2,Write,Escalated,South\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in args])


@pytest.fixture
def listed(story: Story, tmp_path: Path) -> Path:
    path = tmp_path / "cards.csv"
    path.write_text(LIST)
    return path


def test_the_plan_then_the_outcome(listed: Path) -> None:
    done = run("cards", listed, "--space", "COL", "--map", "Where=new:select")
    assert done.exit_code == 0, done.output
    assert "status Escalated: a new one, of kind in_progress" in done.output
    assert "2 cards came into COL" in done.output
    assert Card.objects.count() == 5


def test_a_dry_run_leaves_nothing(listed: Path) -> None:
    done = run("cards", listed, "--space", "COL", "--dry-run")
    assert done.exit_code == 0
    assert "2 new" in done.output
    assert (Card.objects.count(), BoardImport.objects.count()) == (3, 0)


def test_the_same_again_says_so(listed: Path) -> None:
    run("cards", listed, "--space", "COL")
    done = run("cards", listed, "--space", "COL")
    assert "Nothing was changed: 2 cards of this file are in COL already." in done.output


def test_rejected_rows_give_1_and_their_file(listed: Path) -> None:
    listed.write_text("Title,Due\nGood,2026-12-01\nBad,tomorrow\n")
    done = run("list", listed, "--space", "COL")
    assert done.exit_code == 1
    assert "tomorrow" in listed.with_suffix(".rejected.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--map", "Nothing=title"], "There is no column 'Nothing'"),
        (["--map", "Where=colour"], "is nothing that a card has"),
        (["--map", "Where"], "is not COLUMN=FIELD"),
    ],
)
def test_what_must_be_mended_first_gives_2(listed: Path, args: list[str], said: str) -> None:
    done = run("cards", listed, "--space", "COL", *args)
    assert done.exit_code == 2 or done.exception is not None
    assert said in done.output + str(done.exception)


def test_a_board_of_trello_and_its_undo(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    path.write_text(boards.trello())
    assert "3 cards came into COL" in run("trello", path, "--space", "COL").output
    done = run("cards", "--undo", BoardImport.objects.get().pk)
    assert "3 cards put away" in done.output
    assert Card.objects.on_board().count() == 3
