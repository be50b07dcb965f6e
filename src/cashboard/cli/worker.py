"""cashboard worker"""

from __future__ import annotations

import signal
import threading

import click
from django.db import connection

from cashboard.activity.live import listen
from cashboard.activity.migrating import migrate
from cashboard.activity.reading import Runner


@click.command()
def command() -> None:
    """Run the readers of the log and the scheduled work until SIGTERM. On PostgreSQL, any number of them."""
    migrate()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    runner = Runner()
    runner.start()
    if connection.vendor == "postgresql":
        threading.Thread(target=listen, args=(stop,), name="listen", daemon=True).start()
    click.echo("The worker runs.  (Ctrl+C stops it)")
    stop.wait()
    runner.stop()
