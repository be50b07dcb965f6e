"""cashboard serve"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import click
from django.conf import settings
from django.utils.module_loading import import_string

from cashboard.activity.migrating import migrate
from cashboard.activity.refusals import Refused

LOOPBACK = ("127.", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 for any free one.  [default: 8000]")
def command(host: str, port: int | None) -> None:
    """Serve the pages, the API and what runs beside them. Brings the tables up to date first."""
    if not host.startswith(LOOPBACK):
        _check_public(host)
    applied = migrate()
    if applied:
        click.echo(f"The tables were brought up to date ({len(applied)} migrations).")
    import_string(settings.SERVER)(host, _port(port), ready=_say)


def _check_public(host: str) -> None:
    if settings.DEMO:
        raise Refused("The demo signs everybody in: it is served on 127.0.0.1 only.")
    if "CASHBOARD_URL" not in os.environ:
        raise Refused(
            f"CASHBOARD_URL is missing: with --host {host} others come in; give the address that they type."
        )


def _port(given: int | None) -> int:
    url = urlsplit(settings.URL)
    return given if given is not None else (url.port if url.scheme == "http" else None) or 8000


def _say(address: str) -> None:
    click.echo(f"Cashboard runs at {address}  (Ctrl+C stops it)")
