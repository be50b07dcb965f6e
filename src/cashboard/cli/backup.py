"""cashboard backup"""

from __future__ import annotations

from pathlib import Path

import click

from cashboard.activity.keeping import back_up


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Write database and data to FILE, a zip. The server may run. The secret key stays here."""
    manifest = back_up(file)
    click.echo(
        f"{file}: {manifest.events} events, {len(manifest.files)} files, {file.stat().st_size // 1024} KB."
    )
    click.echo(
        "The secret key is not in it: keep CASHBOARD_SECRET_KEY or the file secret-key somewhere else."
    )
