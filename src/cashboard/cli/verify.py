"""cashboard verify"""

from __future__ import annotations

import click

from cashboard.activity.sealing import seal
from cashboard.activity.verifying import verify


@click.command()
@click.option("--no-seal", is_flag=True, help="Look only; do not seal what is new.")
@click.pass_context
def command(ctx: click.Context, no_seal: bool) -> None:
    """Read the whole log against its seals. Exits with 1 and names the first row that is not as written."""
    verdict = verify()
    if not verdict.is_whole:
        click.echo(f"Event {verdict.seq} is not as it was written: {verdict.fault}.")
        click.echo(f"The {verdict.events} events before it are whole.")
        ctx.exit(1)
    sealed = verdict.sealed + (0 if no_seal else seal())
    click.echo(f"The log is whole: {verdict.events} events, {sealed} of them sealed.")
