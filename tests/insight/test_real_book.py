"""The reports on a real receivables list, against figures computed from the file alone."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from cashboard.insight import segments
from cashboard.insight.eventlog import rebuild
from cashboard.insight.reports import (
    ageing,
    ageing_by_customer,
    ageing_cards,
    dso,
    expected_payments,
    lead_time,
    payment_backtest,
    receipts_forecast,
)
from cashboard.trade.invoices.importing import InvoiceImporting
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.receivables_file import ReceivablesFile

SHARED = Path(os.environ.get("CASHBOARD_SHARED", Path(__file__).parents[3] / "shared"))
FILE = SHARED / "data/ar_ibm_watson/split/dev_1972.csv"
DAYS = (date(2012, 12, 31), date(2013, 6, 30))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FILE.exists(), reason=f"no {FILE}: set CASHBOARD_SHARED to the folder of the shared data"
    ),
]


@pytest.fixture
def listed() -> list[dict[str, Any]]:
    """The file's rows with dates and exact amounts."""

    def day(text: str) -> date:
        return datetime.strptime(text, "%m/%d/%Y").replace(tzinfo=UTC).date()

    with FILE.open() as lines:
        return [
            {
                "number": row["invoiceNumber"],
                "customer": row["customerID"],
                "amount": Decimal(row["InvoiceAmount"]),
                "issued": day(row["InvoiceDate"]),
                "due": day(row["DueDate"]),
                "settled": day(row["SettledDate"]),
            }
            for row in csv.DictReader(lines)
        ]


@pytest.fixture
def imported(story, tmp_path, monkeypatch):
    """The list in a space of its own, read through the import, its columns mostly in files."""
    monkeypatch.setattr(segments, "SMALL", 1024)
    space = story.workspace.add_space("REAL", "Real book", by=story.by_lena)
    file = ReceivablesFile(FILE, default_currency="EUR", today=datetime.now(UTC).date())
    InvoiceImporting(space, file, by=story.by_lena, rejects=tmp_path / "rejected.csv").run()
    return space


def bucket(late: int) -> str:
    names = ((0, "current"), (30, "1-30"), (60, "31-60"), (90, "61-90"), (120, "91-120"))
    return next((name for last, name in names if late <= last), ">120")


@pytest.mark.requirement("R31", "R33", "R38")
def test_every_figure_equals_that_of_the_file(story, imported, listed):
    """One import for all, as it takes seconds."""
    by, space = story.by_vera, imported
    key = dict(Invoice.objects.filter(space=space).values_list("number", "card__key"))
    assert len(key) == len(listed) == 1972
    _check_times(lead_time(by, space).rows, listed, key)
    for day in DAYS:
        _check_ageing(by, space, day, listed)
        _check_dso(by, space, day, listed)
        _check_receipts(by, space, day, listed)
    (score,) = [row for row in payment_backtest(by, space, DAYS[1]).rows if row["method"] == "cashboard"]
    middle = int(median(row["issued"].toordinal() for row in listed if row["issued"] <= DAYS[1]))
    assert score["n"] == sum(
        middle <= row["issued"].toordinal() and row["settled"] <= DAYS[1] for row in listed
    )
    before = [report(by, space, day).rows for report in (ageing, dso) for day in DAYS]
    assert rebuild() >= 1024
    assert [report(by, space, day).rows for report in (ageing, dso) for day in DAYS] == before


def _check_times(rows, listed, key):
    found = {row["case"]: row for row in rows}
    assert len(found) == len(listed)
    for row in listed:
        times = found[key[row["number"]]]
        lead = (row["settled"] - row["issued"]).days
        reaction = (min(row["due"] + timedelta(days=1), row["settled"]) - row["issued"]).days
        assert (times["lead"], times["reaction"], times["cycle"]) == (lead, reaction, lead - reaction)


def _open(listed, day):
    return [row for row in listed if row["issued"] <= day < row["settled"]]


def _check_ageing(by, space, day, listed):
    buckets, customers = defaultdict(list), defaultdict(list)
    for row in _open(listed, day):
        name = bucket((day - row["due"]).days)
        buckets[name].append(row["amount"])
        customers[row["customer"], name].append(row["amount"])
    found = ageing(by, space, day).rows
    assert {row["bucket"]: (row["count"], row["amount"]) for row in found if row["count"]} == _counted(
        buckets
    )
    rows = ageing_by_customer(by, space, day).rows
    cells = {(row["customer"], row["bucket"]): (row["count"], row["amount"]) for row in rows if row["count"]}
    assert cells == _counted(customers)
    for row in found:
        behind = ageing_cards(by, space, day, bucket=row["bucket"]).rows
        assert (len(behind), sum(each["amount"] for each in behind)) == (row["count"], row["amount"])


def _counted(groups):
    return {name: (len(amounts), sum(amounts)) for name, amounts in groups.items()}


def _check_dso(by, space, day, listed):
    (found,) = dso(by, space, day).rows
    receivables = sum(row["amount"] for row in _open(listed, day))
    sales = sum(row["amount"] for row in listed if day - timedelta(days=90) < row["issued"] <= day)
    assert (found["receivables"], found["sales"]) == (receivables, sales)
    assert found["dso"] == pytest.approx(float(receivables / sales) * 90, abs=1e-9)


def _check_receipts(by, space, day, listed):
    expected = sum(row["amount"] for row in _open(listed, day))
    assert sum(row["likely"] for row in receipts_forecast(by, space, day).rows) == expected
    dates = expected_payments(by, space, day).rows
    assert {row["invoice"] for row in dates} == {row["number"] for row in _open(listed, day)}
    assert all(day < row["early_on"] <= row["expected_on"] <= row["late_on"] for row in dates)
