"""What the sample company came to: counts of what there is, and its money."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Sum

from cashboard.activity.models import Event
from cashboard.trade.invoices.models import Invoice, InvoiceState
from cashboard.trade.money import Money, format_money
from cashboard.work.cards.models import Card


def sum_up() -> Iterator[str]:
    """Lines for people: events, cards of each space, invoiced and open money by currency."""
    yield f"{Event.objects.count():,} events, {Card.objects.count():,} cards:"
    spaces = Card.objects.order_by("space__position").values_list("space__key", "space__name")
    for key, name, count in spaces.annotate(n=Count("pk")):
        yield f"  {key}  {count:6,}  {name}"
    yield f"{Invoice.objects.in_book().count():,} invoices over {_money(False)}; open: {_money(True)}."


def _money(only_open: bool) -> str:
    rows = Invoice.objects.filter(state=InvoiceState.ISSUED) if only_open else Invoice.objects.in_book()
    sums = rows.order_by("currency").values_list("currency").annotate(sum=Sum("amount_minor"))
    return ", ".join(format_money(Money.from_minor(minor, currency)) for currency, minor in sums) or "nothing"
