"""cashboard export"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import click

from cashboard.activity.actors import Actor
from cashboard.cli.import_telling import counted
from cashboard.cli.importing import Wrong, _actor, _space
from cashboard.trade.invoices.models import Invoice
from cashboard.work.list_files.formula_cells import disarmed
from cashboard.work.spaces.models import Space

HEADER = (
    *(
        "customer number",
        "customer name",
        "country",
        "invoice number",
        "purchase order",
        "invoice date",
        "due date",
    ),
    *("amount", "currency", "disputed", "settled on", "invoice status", "sent by", "card"),
)


@click.command()
@click.argument("kind", type=click.Choice(["invoices"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--space", "key", required=True, metavar="KEY", help="The space whose invoices are written.")
@click.option("--as", "email", metavar="EMAIL", help="Export as this person, with their rights.")
def command(kind: str, file: Path, key: str, email: str | None) -> None:
    """Write the invoices of a space to a CSV file, which can be imported again."""
    by = _actor(email)
    count = write_invoices(_space(key, by), file, by=by)
    click.echo(f"{counted(count, 'invoice')} written to {file}.")


def write_invoices(space: Space, file: Path, *, by: Actor) -> int:
    """Write them one by one, with a BOM for Excel and no cell that it would run; returns how many."""
    count = 0
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADER)
            for row in _rows(space, by):
                writer.writerow(map(disarmed, row))
                count += 1
    except OSError as error:
        raise Wrong(f"{file} cannot be written: {error.strerror or error}.") from error
    return count


def _rows(space: Space, by: Actor) -> Iterator[list[str]]:
    invoices = Invoice.objects.visible_to(by).in_book().filter(space=space).select_related("customer", "card")
    for invoice in invoices.order_by("pk").iterator(chunk_size=1000):
        customer, stated = invoice.customer, invoice.stated().texts()
        yield [
            *(customer.number, customer.name, customer.country, invoice.number, stated["purchase_order"]),
            *(stated["issued_on"], stated["due_on"], stated["amount"], stated["currency"]),
            *(stated["disputed"], stated["settled_on"], stated["source_status"], stated["sent_by"]),
            invoice.card.key if invoice.card else "",
        ]
