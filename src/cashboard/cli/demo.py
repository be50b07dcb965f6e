"""cashboard demo"""

from __future__ import annotations

import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from contextlib import closing
from urllib.error import URLError

import click
from django.conf import settings
from django.utils.module_loading import import_string

from cashboard.activity.migrating import migrate
from cashboard.activity.refusals import Refused
from cashboard.cli.demo_progress import show_progress
from cashboard.process.sample_company.building import ORDERS, SEED, build, state
from cashboard.process.sample_company.people import COMPANY
from cashboard.process.sample_company.summing_up import sum_up

HOST, TRIES = "127.0.0.1", 20
ANSWERS_WITHIN = 30.0


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@click.option("--seed", type=int, default=SEED, show_default=True, help="Another seed, another year.")
@click.option("--orders", type=click.IntRange(1, 20_000), default=ORDERS, show_default=True, help="How many.")
def command(port: int, no_browser: bool, seed: int, orders: int) -> None:
    """Make a sample company, serve it on this machine only and open the browser, signed in as its lead.

    The company is made once, in ./cashboard-data/demo unless CASHBOARD_DATA says otherwise; delete it
    to have the company made anew. What was stopped in the middle is finished at the next start.
    """
    migrate()
    _make(seed, orders)
    free = _free_port(port)
    if free != port:
        click.echo(f"Port {port} is taken; this is {free}.")
    import_string(settings.SERVER)(HOST, free, ready=_tell if no_browser else _tell_and_open)


def _make(seed: int, orders: int) -> None:
    """The sample company, if it is not there; tells what is done."""
    there = state()
    if there.is_finished:
        click.echo(f"{COMPANY} is there already, in {settings.DATA}.")
        return
    if there.begun:
        click.echo(f"{COMPANY} was stopped in the middle; it is finished now.")
    elif there.is_empty:
        click.echo(f"Making a year of {COMPANY} with {orders:,} orders, in {settings.DATA}.")
    begun = time.monotonic()
    build(seed=seed, orders=orders, progress=show_progress(sys.stdout))
    for line in sum_up():
        click.echo(line)
    click.echo(f"Made in {time.monotonic() - begun:.0f} s.")


def _free_port(wanted: int) -> int:
    """The port, or the next one that nobody listens at. Raises Refused when there is none near."""
    for port in range(wanted, min(wanted + TRIES, 65536)):
        with closing(socket.socket()) as probe:
            if probe.connect_ex((HOST, port)):
                return port
    raise Refused(f"The ports from {wanted} on are all taken. Give another one with --port.")


def _tell(address: str) -> None:
    click.echo(f"Cashboard runs at {address} and signs you in as the process lead  (Ctrl+C stops it)")


def _tell_and_open(address: str) -> None:
    _tell(address)
    threading.Thread(target=_open, args=(address,), daemon=True).start()


def _open(address: str) -> None:
    """The browser comes once the pages answer, not before."""
    deadline = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
        except URLError:
            time.sleep(0.2)
        else:
            break
    if not webbrowser.open(address):
        click.echo(f"No browser was found here; open {address} in one.")
