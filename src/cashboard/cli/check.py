"""cashboard check"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import click
from django.conf import settings

from cashboard.activity.readiness import readiness
from cashboard.activity.verifying import verify_last

ROOM_MIN = 512 * 1024 * 1024


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Settings, database, tables, readers, the end of the log, room on disk. Exits with 1 if any is wrong."""
    click.echo("settings: complete")  # otherwise nothing would have started
    wrong = list(_wrong())
    for each in wrong:
        click.echo(each)
    click.echo("Something must be mended." if wrong else "All is well.")
    ctx.exit(1 if wrong else 0)


def _wrong() -> Iterator[str]:
    state = readiness()
    yield from state.reasons
    yield from state.failing
    if state.is_ready:
        behind = max(state.lag.values(), default=0)
        click.echo(f"database: answers, tables up to date, readers {behind} events behind")
        verdict = verify_last()
        if not verdict.is_whole:
            yield f"Event {verdict.seq} is not as it was written: {verdict.fault}. Run cashboard verify."
    free = shutil.disk_usage(settings.DATA).free
    if free < ROOM_MIN:
        yield f"The disk of {settings.DATA} has {free // 1024**2} MB left; it needs {ROOM_MIN // 1024**2}."
