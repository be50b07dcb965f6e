"""cashboard token"""

from __future__ import annotations

from datetime import timedelta

import click
from django.utils import timezone

from cashboard.activity.actors import Actor
from cashboard.activity.refusals import Invalid
from cashboard.people.models import Person, Token


@click.command()
@click.argument("email")
@click.option("--name", default="Command line", show_default=True, help="What it is for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    default=["read"],
    show_default=True,
    help="read, write; may be repeated.",
)
@click.option("--days", type=click.IntRange(1), help="After how many days it ends.  [default: never]")
def command(email: str, name: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Make an API token that acts for the person with this mail address, and print it."""
    person = Person.objects.active().filter(email__iexact=email.strip()).first()
    if person is None:
        raise Invalid(f"Nobody has an account with {email}.", "email")
    expires_at = timezone.now() + timedelta(days=days) if days else None
    token, secret = Token.issue(person, name, list(scopes), by=Actor.system("cli"), expires_at=expires_at)
    click.echo(
        f"{token.name} acts for {person.name} ({', '.join(token.scopes)}). It is shown this once:", err=True
    )
    click.echo(secret)
