"""cashboard import, for boards: a list of cards, Trello, Jira, Planner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cashboard.activity.actors import Actor
from cashboard.cli.import_telling import counted
from cashboard.work.importing.choices import PeopleHere, choose_statuses
from cashboard.work.importing.listed import ListedCards
from cashboard.work.importing.running import Progress, run_now
from cashboard.work.importing.runs import BoardImport, ImportState
from cashboard.work.importing.starting import choose, discard, look, opened, start, take_in_path
from cashboard.work.importing.surveying import Survey
from cashboard.work.importing.targets import TITLES
from cashboard.work.importing.undoing import undo
from cashboard.work.list_files.columns_given import read_override
from cashboard.work.list_files.unreadable import UnreadableFile
from cashboard.work.spaces.models import Space

KINDS = {"cards": "", "list": "list", "trello": "trello", "jira": "", "planner": "planner"}
"""What the command calls a kind, and the kind; "": as the content of the file says."""


class CannotReadError(click.ClickException):
    """Something that the person has to mend first."""

    exit_code = 2


def import_board(
    kind: str,
    file: Path,
    space: Space,
    *,
    by: Actor,
    maps: tuple[str, ...],
    order: str,
    dry_run: bool,
    ask: bool,
    rejects: Path | None,
    progress: Progress | None,
) -> bool:
    """Tell what will happen, and do it unless it is a dry run; returns whether rows were rejected."""
    run, seen = _look(kind, file, space, by, maps, order)
    click.echo("\n".join(_plan(run, seen, space, by)))
    if dry_run or (ask and seen.new and not click.confirm("Import?")):
        discard(run, by=by)
        return bool(seen.rejected)
    start(run, by=by)
    run = run_now(BoardImport.objects.select_related("space__workspace", "person").get(pk=run.pk), progress)
    if run.state != ImportState.FINISHED:
        raise CannotReadError(run.message or "The import was stopped; the same command goes on from there.")
    click.echo("\n".join(_outcome(run, rejects or file.with_suffix(".rejected.csv"))))
    return bool(run.rejected)


def take_board_back(run: BoardImport, *, by: Actor) -> None:
    """Undo an import."""
    undo(run, by=by)
    done = run_now(BoardImport.objects.select_related("space__workspace").get(pk=run.pk))
    click.echo(
        f"The import of {done.file} is undone: {counted(done.withdrawn, 'card')} put away, {done.kept:,} "
        "kept because somebody has worked on them since."
    )


def _look(
    kind: str, file: Path, space: Space, by: Actor, maps: tuple[str, ...], order: str
) -> tuple[BoardImport, Survey]:
    if not file.is_file():
        raise CannotReadError(f"There is no file {file}. Check the name and the folder.")
    try:
        columns = dict(read_override(text) for text in maps)
        run = take_in_path(space, file, by=by, kind=KINDS[kind])
        if columns or order:
            choose(run, by=by, columns=columns, order=order)
        return run, look(run)
    except UnreadableFile as error:
        raise CannotReadError(str(error)) from error


def _plan(run: BoardImport, seen: Survey, space: Space, by: Actor) -> Iterator[str]:
    source = opened(run)
    yield f"{run.file}: {counted(seen.total, 'row')}, read as {run.kind}"
    if isinstance(source, ListedCards):
        used = {name: target for name, target in source.mapped.items() if target != "ignore"}
        width = max(map(len, used), default=0)
        yield from (f"  {name:<{width}}  is {TITLES.get(target, target)}" for name, target in used.items())
        ignored = [name for name, target in source.mapped.items() if target == "ignore"]
        if ignored:
            yield f"  not used: {', '.join(ignored)}"
        if source.undecided:
            yield f"  {source.undecided} Give --dates dmy or --dates mdy."
    there = {f"status:{each.pk}": each.name for each in space.statuses.all()}
    role = space.role_of(by)
    may_add = role is not None and role.may("owner")
    for name, target in choose_statuses(seen.statuses, {}, space.statuses.all(), may_add=may_add).items():
        yield f"  status {name}: {there.get(target, target.replace('new:', 'a new one, of kind '))}"
    here = PeopleHere(space)
    missing = [name for name in seen.people if here.named(name) is None]
    if missing:
        yield f"  without an account here, so placeholders: {', '.join(missing[:20])}"
    yield f"{seen.new:>9,} new"
    yield f"{seen.same:>9,} here already; they stay as they are"
    yield f"{seen.rejected:>9,} that cannot be read"
    yield from (f"  line {row.line}: {fault}" for row in seen.rejects for fault in row.faults)


def _outcome(run: BoardImport, rejects: Path) -> Iterator[str]:
    if run.new:
        where = f"{run.space.key} ({run.space.name})"
        yield f"{counted(run.new, 'card')} came into {where}, with {counted(run.linked, 'relation')}."
    else:
        yield f"Nothing was changed: {counted(run.same, 'card')} of this file are in {run.space.key} already."
    if run.rejected:
        run.rejects.replace(rejects)
        rows = counted(run.rejected, "row")
        yield f"Rejected: {rows}, kept in {rejects}. Mend them there and import that file."
    if run.new:
        yield f"Undo with: cashboard import cards --undo {run.pk}"
