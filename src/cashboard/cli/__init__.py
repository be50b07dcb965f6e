"""The command line: each command is loaded only when it is called, so that --help is quick."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

COMMANDS = {
    "init": ("cashboard.cli.init:command", "Set up this installation from a template."),
    "demo": ("cashboard.cli.demo:command", "Make a sample company, serve it and open the browser."),
    "serve": ("cashboard.cli.serve:command", "Serve the pages, the API and what runs beside them."),
    "worker": ("cashboard.cli.worker:command", "Run only what runs beside the pages."),
    "migrate": ("cashboard.cli.migrate:command", "Bring the database's tables up to date."),
    "import": ("cashboard.cli.importing:command", "Read a list into the book."),
    "export": ("cashboard.cli.exporting:command", "Write what is here to a file."),
    "report": ("cashboard.cli.reporting:command", "Print a report."),
    "verify": ("cashboard.cli.verify:command", "Look whether the log is as it was written."),
    "backup": ("cashboard.cli.backup:command", "Write everything to one file."),
    "restore": ("cashboard.cli.restore:command", "Take everything back from such a file."),
    "check": ("cashboard.cli.check:command", "Look whether this installation is in order."),
    "token": ("cashboard.cli.token:command", "Make an API token for a person."),
}
WRONG_USE = 2


class Commands(click.Group):
    """The table of commands as a click group."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in --help, without loading any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command, and Django before it."""
        return load(cmd_name) if cmd_name in COMMANDS else None


def load(name: str) -> click.Command:
    """The command of this name, with Django set up. Raises UsageError when this version does not have it."""
    import django

    if name == "demo":
        os.environ["CASHBOARD_DEMO"] = "1"
        os.environ.setdefault("CASHBOARD_DATA", "cashboard-data/demo")  # never mixed with real data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cashboard.config.settings")
    django.setup()
    module, _, attribute = COMMANDS[name][0].partition(":")
    try:
        found: click.Command = getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise click.UsageError(f"cashboard {name} is not built yet.") from error
    return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cashboard")
def group() -> None:
    """Cashboard: order-to-cash work on one log."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command. Exits with 0 done, 1 found wrong, 2 wrong use or something that must be mended first."""
    try:
        group(arguments, prog_name="cashboard")
    except Exception as error:
        words = explained(error)
        if words is None:
            raise
        click.echo(words, err=True)
        sys.exit(WRONG_USE)


def explained(error: Exception) -> str | None:
    """What a person can do something about, as one sentence; None for a fault of ours."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from cashboard.activity.refusals import Refused

    if isinstance(error, Refused | ImproperlyConfigured):
        return str(error)
    if isinstance(error, OperationalError | ProgrammingError):
        first = str(error).strip().splitlines()[0]
        if "no such table" in first or "does not exist" in first:
            return f"The database is not up to date: run cashboard migrate ({first})."
        return f"The database does not answer: {first}" if isinstance(error, OperationalError) else None
    return None
