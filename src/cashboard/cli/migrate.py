"""cashboard migrate"""

from __future__ import annotations

import click

from cashboard.activity.migrating import migrate


@click.command()
def command() -> None:
    """Bring the database's tables up to date. Doing it twice is harmless."""
    applied = migrate()
    click.echo(
        f"Applied {len(applied)} migrations, last {applied[-1]}." if applied else "The tables are up to date."
    )
