"""cashboard import"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from cashboard.activity.actors import Actor
from cashboard.cli.board_importing import KINDS as BOARDS
from cashboard.cli.board_importing import import_board, take_board_back
from cashboard.cli.import_telling import counted, told_outcome, told_plan
from cashboard.people.models import Person
from cashboard.trade.invoices.import_runs import InvoiceImport
from cashboard.trade.invoices.importing import InvoiceImporting, Progress
from cashboard.trade.invoices.undoing import undo as undo_import
from cashboard.trade.money import UnknownCurrency
from cashboard.trade.receivables_file import ReceivablesFile, UnreadableFile, read_override
from cashboard.work.importing.runs import BoardImport
from cashboard.work.spaces.models import Space

REJECTED = 1


class Wrong(click.ClickException):
    """Something that the person has to mend first."""

    exit_code = 2


@click.command()
@click.argument("kind", type=click.Choice(["invoices", *BOARDS]))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--space", "key", metavar="KEY", help="The space that gets the cards, such as COL.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@click.option(
    "--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="Which field a column is, or 'ignore'."
)
@click.option("--currency", default="EUR", show_default=True, help="Of amounts that come without one.")
@click.option("--dates", type=click.Choice(["", "dmy", "mdy"]), default="", help="How 03/04/2026 is read.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where rows go that cannot be read.")
@click.option("--as", "email", metavar="EMAIL", help="Import as this person, with their rights.")
@click.option("--yes", is_flag=True, help="Do not ask before importing.")
@click.option("--undo", type=int, metavar="ID", help="Take an import back.")
def command(
    kind: str,
    file: Path | None,
    key: str | None,
    dry_run: bool,
    maps: tuple[str, ...],
    currency: str,
    dates: str,
    rejects: Path | None,
    email: str | None,
    yes: bool,
    undo: int | None,
) -> None:
    """Read a file into a space. What will happen is told first.

    KIND is invoices for a receivables list (CSV, XLSX), cards for a list or board whose content says what it
    is, or one of list, trello, jira, planner. Importing the same file again changes nothing. Rows that cannot
    be read are kept in FILE.rejected.csv, to be mended and imported again. Exit codes: 0 done, 1 rows were
    rejected, 2 something must be mended first.
    """
    by = _actor(email)
    if undo is not None:
        if kind in BOARDS:
            take_board_back(_board_import(undo, by), by=by)
        else:
            _take_back(undo, by)
        return
    if file is None or key is None:
        raise click.UsageError(f"Name the file and the space: cashboard import {kind} FILE --space KEY")
    ask = not yes and sys.stdin.isatty()
    if kind in BOARDS:
        rejected = import_board(
            kind,
            file,
            _space(key, by),
            by=by,
            maps=maps,
            order=dates,
            dry_run=dry_run,
            ask=ask,
            rejects=rejects,
            progress=_progress("Importing"),
        )
        sys.exit(REJECTED if rejected else 0)
    importing = InvoiceImporting(_space(key, by), _opened(file, maps, currency), by=by, rejects=rejects)
    plan = importing.plan(_progress("Reading"))
    click.echo(told_plan(plan, importing))
    if not dry_run:
        _import(importing, ask=ask and not plan.changes_nothing)
    sys.exit(REJECTED if plan.rejected else 0)


def _import(importing: InvoiceImporting, *, ask: bool) -> None:
    if ask:
        click.confirm("Import?", abort=True)
    try:
        outcome = importing.run(_progress("Importing"))
    except KeyboardInterrupt:
        raise Wrong("Stopped. What was done so far is whole; the same command goes on from there.") from None
    click.echo(told_outcome(outcome, importing))


def _board_import(number: int, by: Actor) -> BoardImport:
    found = BoardImport.objects.visible_to(by).select_related("space__workspace").filter(pk=number).first()
    if found is None:
        raise Wrong(f"There is no import {number}.")
    return found


def _take_back(number: int, by: Actor) -> None:
    run = InvoiceImport.objects.visible_to(by).select_related("space__workspace").filter(pk=number).first()
    if run is None:
        raise Wrong(f"There is no import {number}.")
    if run.undone_at:
        click.echo(f"The import of {run.file} was undone already; nothing was changed.")
        return
    run = undo_import(run, by=by, progress=_progress("Taking back"))
    click.echo(
        f"The import of {run.file} is undone: {counted(run.withdrawn, 'invoice')} taken out of the book, "
        f"{run.restored:,} set back. The log still tells of both."
    )


def _opened(file: Path, maps: tuple[str, ...], currency: str) -> ReceivablesFile:
    try:
        overrides = dict(read_override(text) for text in maps)
        today = datetime.now(UTC).date()
        return ReceivablesFile(file, overrides, default_currency=currency.upper(), today=today)
    except (UnreadableFile, UnknownCurrency) as error:
        raise Wrong(str(error)) from error


def _space(key: str, by: Actor) -> Space:
    found = Space.objects.visible_to(by).select_related("workspace").filter(key=key.upper()).first()
    if found is None:
        raise Wrong(f"There is no space {key.upper()}. Give the key of a space, such as COL.")
    return found


def _actor(email: str | None) -> Actor:
    if email is None:
        return Actor.system("import")
    person = Person.objects.active().filter(email__iexact=email).first()
    if person is None:
        raise Wrong(f"Nobody here has the address {email}.")
    return person.acting("import")


def _progress(doing: str) -> Progress | None:
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{doing} {done:,} of {total:,} {end}")
        sys.stderr.flush()

    return show
