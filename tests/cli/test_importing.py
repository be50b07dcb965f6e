"""`cashboard import` and `cashboard export`, as a person at the terminal meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cashboard.cli.exporting import command as export
from cashboard.cli.importing import command as read_in
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.models import Invoice
from tests.story import Story
from tests.trade.invoices.lists import BROKEN, OPEN, PAID, SIX, book, known, written


def ran(*arguments: str | Path) -> Result:
    return CliRunner().invoke(read_in, ["invoices", *map(str, arguments)])


@pytest.mark.requirement("R98")
def test_the_plan_comes_first_then_the_outcome(story: Story, tmp_path: Path) -> None:
    result = ran(written(tmp_path, [PAID, OPEN]), "--space", "col")

    assert (result.exit_code, result.exception) == (0, None)
    assert "2 new, with 2 new customers" in result.output
    assert "500.00 EUR on 2 invoices.\n1 of all are settled." in result.output
    assert "2 invoices of 2 customers are now in COL (Collections)." in result.output
    assert f"--undo {InvoiceImport.objects.get().pk}" in result.output


def test_a_dry_run_tells_each_row_that_cannot_be_read_and_does_nothing(story: Story, tmp_path: Path) -> None:
    result = ran(written(tmp_path, SIX), "--space", "COL", "--dry-run")

    assert result.exit_code == 1
    assert "line 7: due date: '2024-02-31' is not a date" in result.output
    assert not Invoice.objects.exists()
    assert list(tmp_path.iterdir()) == [tmp_path / "list.csv"]


def test_rejected_rows_give_1_and_their_file(story: Story, tmp_path: Path) -> None:
    result = ran(written(tmp_path, SIX), "--space", "COL", "--rejects", tmp_path / "mend.csv")

    assert result.exit_code == 1
    assert "Rejected: 1 row, kept in" in result.output
    assert "mend.csv" in result.output
    assert "1006" in (tmp_path / "mend.csv").read_text(encoding="utf-8-sig")


def test_the_same_again_says_so(story: Story, tmp_path: Path) -> None:
    path = written(tmp_path, [PAID, OPEN])
    ran(path, "--space", "COL")

    result = ran(path, "--space", "COL")

    assert result.exit_code == 0
    assert "Nothing was changed: COL has 2 invoices of this file, as the file states them." in result.output
    assert "Undo" not in result.output


def test_what_differs_is_shown(story: Story, tmp_path: Path) -> None:
    ran(written(tmp_path, [OPEN]), "--space", "COL")

    result = ran(written(tmp_path, [OPEN.replace("400", "500")]), "--space", "COL", "--dry-run")

    assert "line 2: invoice 1004 of Alpen Optik: amount from 400.00 to 500.00" in result.output


def test_undo_by_number(story: Story, tmp_path: Path) -> None:
    ran(written(tmp_path, [PAID, OPEN]), "--space", "COL")
    number = str(InvoiceImport.objects.get().pk)

    result = ran("--undo", number)

    assert (result.exit_code, result.exception) == (0, None)
    assert "2 invoices taken out of the book" in result.output
    assert "nothing was changed" in ran("--undo", number).output
    assert ran("--undo", "999").exit_code == 2


def test_columns_by_hand(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Nr,Who,Written,Until,Sum\n9,N1,05/06/2024,07/06/2024,10.00\n")
    maps = [
        "Nr=invoice_number",
        "Who=customer_number",
        "Written=issued_on:dmy",
        "Until=due_on:dmy",
        "Sum=amount",
    ]
    options = [part for text in maps for part in ("--map", text)]

    assert ran(path, "--space", "COL", *options[:-2]).exit_code == 2
    result = ran(path, "--space", "COL", *options, "--currency", "chf")

    assert (result.exit_code, result.exception) == (0, None)
    assert (str(known("9").due_on), known("9").currency) == ("2024-06-07", "CHF")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list.csv"], "Name the file and the space"),
        (["list.csv", "--space", "XYZ"], "There is no space XYZ"),
        (["missing.csv", "--space", "COL"], "There is no file"),
        (["list.csv", "--space", "COL", "--currency", "ABC"], "ABC"),
        (["list.csv", "--space", "COL", "--as", "nobody@example.com"], "Nobody here"),
        (["list.csv", "--space", "COL", "--map", "nonsense"], "COLUMN=FIELD"),
    ],
)
def test_what_must_be_mended_first_gives_2(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    written(tmp_path, [PAID])
    monkeypatch.chdir(tmp_path)

    result = ran(*arguments)

    assert result.exit_code == 2
    assert words in result.output


@pytest.mark.requirement("R3")
def test_a_person_imports_with_their_own_rights(story: Story, tmp_path: Path) -> None:
    path = written(tmp_path, [PAID])

    assert "There is no space COL" in ran(path, "--space", "COL", "--as", story.nils.email).output
    assert ran(path, "--space", "COL", "--as", story.vera.email).exit_code != 0
    assert not Invoice.objects.exists()
    assert ran(path, "--space", "COL", "--as", story.marco.email).exit_code == 0


def test_an_export_imports_to_the_same(story: Story, tmp_path: Path) -> None:
    ran(written(tmp_path, [line for line in SIX if line != BROKEN]), "--space", "COL")
    before, out = book(story.space), tmp_path / "out.csv"

    result = CliRunner().invoke(export, ["invoices", str(out), "--space", "COL"])

    assert (result.exit_code, result.output) == (0, f"5 invoices written to {out}.\n")
    assert "Nothing was changed" in ran(out, "--space", "COL").output
    assert book(story.space) == before
