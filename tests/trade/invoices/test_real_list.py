"""A real receivables list, against an independent reading of it with the csv module alone."""

from __future__ import annotations

import csv
import os
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cashboard.activity.models import Event
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.importing import InvoiceImporting
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.money import Money
from cashboard.trade.receivables_file import ReceivablesFile
from cashboard.work.cards.replaying import replay
from tests.story import Story
from tests.trade.invoices.lists import assert_invoice_replayed

SHARED = Path(os.environ.get("CASHBOARD_SHARED", Path(__file__).parents[4] / "shared"))
LIST = SHARED / "data" / "ar_ibm_watson" / "split" / "dev_1972.csv"

pytestmark = pytest.mark.skipif(
    not LIST.exists(), reason="the real receivables list is not here: CASHBOARD_SHARED names its folder"
)


def day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()


@pytest.fixture
def rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def imported(story: Story, tmp_path: Path) -> Story:
    file = ReceivablesFile(LIST, default_currency="USD", today=date(2026, 1, 31))
    by = story.marco.acting("import")
    outcome = InvoiceImporting(story.space, file, by=by, rejects=tmp_path / "rejects.csv").run()
    assert (outcome.new, outcome.rejected) == (1972, 0)
    return story


@pytest.mark.requirement("R98", "R27")
def test_counts_sums_and_days_equal_those_in_the_file(imported: Story, rows: list[dict[str, str]]) -> None:
    assert Invoice.objects.count() == len(rows) == 1972
    assert Customer.objects.count() == len({row["customerID"] for row in rows}) == 100
    total = sum(Decimal(row["InvoiceAmount"]) for row in rows)
    assert sum(invoice.amount.amount for invoice in Invoice.objects.all()) == total
    late = [row for row in rows if int(row["DaysLate"]) > 0]
    types = Counter(
        Event.objects.filter(space=imported.space.pk, backfilled=True).values_list("type", flat=True)
    )
    assert types == {
        **dict.fromkeys(("invoice.issued", "card.created", "invoice.settled", "card.completed"), 1972),
        **dict.fromkeys(("invoice.fell_due", "card.moved"), len(late)),
    }
    disputed = sum(row["Disputed"] == "Yes" for row in rows)
    told = Event.objects.filter(type__in=("invoice.marked_disputed", "card.labelled"), backfilled=False)
    assert told.count() == 2 * disputed


def test_the_moments_on_the_cards_give_the_days_in_the_file(
    imported: Story, rows: list[dict[str, str]]
) -> None:
    cards = {card.title: card for card in imported.space.cards.exclude(object_id=None)}
    for row in rows:
        card = cards[f"Invoice {row['invoiceNumber']}"]
        assert card.completed_at is not None
        assert (card.completed_at - card.created_at).days == int(row["DaysToSettle"])
        late = int(row["DaysLate"]) > 0
        assert (card.started_at and card.started_at.date()) == (
            day(row["DueDate"]) + timedelta(days=1) if late else None
        )
        assert Money(Decimal(row["InvoiceAmount"]), "USD").minor == card.amount_minor


def test_again_is_the_same_and_the_log_rebuilds_a_sample(imported: Story, tmp_path: Path) -> None:
    events = Event.objects.count()
    file = ReceivablesFile(LIST, default_currency="USD", today=date(2026, 1, 31))
    outcome = InvoiceImporting(imported.space, file, by=imported.marco.acting("import")).run()
    assert (outcome.run, outcome.same, Event.objects.count()) == (None, 1972, events)
    for invoice in Invoice.objects.select_related("card").order_by("pk")[::10]:
        assert_invoice_replayed(invoice)
        card = invoice.card
        assert card is not None
        assert replay(Event.objects.about("card", card.pk).order_by("seq")) == card.state()
