"""cashboard restore"""

from __future__ import annotations

from pathlib import Path

import click

from cashboard.activity.keeping import restore


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Give up what is here now, if there is anything.")
def command(file: Path, replace: bool) -> None:
    """Take everything back from FILE, as backup wrote it. All is checked before anything is replaced."""
    manifest = restore(file, replace=replace)
    click.echo(f"Restored {manifest.events} events and {len(manifest.files)} files as of {manifest.made_at}.")
