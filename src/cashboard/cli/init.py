"""cashboard init"""

from __future__ import annotations

import secrets
import sys

import click
from django.db import transaction

from cashboard.activity.actors import Actor
from cashboard.activity.migrating import migrate
from cashboard.people.models import Person
from cashboard.people.passwords import check_password
from cashboard.process.templates.applying import applied, apply_template


@click.command()
@click.option("--template", default="order-to-cash", show_default=True, help="What to start with.")
@click.option("--owner", required=True, metavar="EMAIL", help="The person who owns the workspace.")
@click.option("--name", default="", help="The person's name.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of the input.")
def command(template: str, owner: str, name: str, password_stdin: bool) -> None:
    """Make the tables, the owner's account and the workspace of the template. Twice changes nothing."""
    migrate()
    if there := applied(template):
        click.echo(f"{there.name} is there already; nothing was changed.")
        return
    person = Person.objects.filter(email__iexact=owner.strip()).first()
    password, is_made = ("", False) if person else _password(password_stdin)
    by = Actor.system("cli")
    with transaction.atomic():
        if person is None:
            check_password(password)
            person = Person.objects.add_person(owner, name, by=by, password=password, is_administrator=True)
        workspace = apply_template(template, by=by, owner=person)
    keys = ", ".join(workspace.spaces.values_list("key", flat=True))
    click.echo(f"{workspace.name} is there with {keys}, owned by {person.name} <{person.email}>.")
    if is_made:
        click.echo(f"The password, shown this once: {password}")


def _password(from_stdin: bool) -> tuple[str, bool]:
    """The password, and whether it was made here."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n"), False
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True)), False
    return secrets.token_urlsafe(12), True
