"""Books of invoices: a made one with known habits, and the real one, where it is at hand."""

from __future__ import annotations

import csv
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cashboard.insight.forecasts.history import History

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def real_rows() -> list[dict[str, str]]:
    """The rows of the IBM receivables, read where they lie; never copied."""
    shared = Path(os.environ.get("CASHBOARD_SHARED", REPOSITORY.parent / "shared"))
    file = shared / "data/ar_ibm_watson/split/dev_1972.csv"
    if not file.exists():
        pytest.skip(f"no {file}: set CASHBOARD_SHARED to the folder of the shared data")
    with file.open() as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="session")
def real(real_rows) -> History:
    return book(real_rows, channel=False)


@pytest.fixture(scope="session")
def real_with_channel(real_rows) -> History:
    return book(real_rows, channel=True)


@pytest.fixture(scope="session")
def made() -> History:
    """400 invoices over a year: `prompt` pays 5 days early, `slow` 20 days late, both give or take 3 days."""
    chance = np.random.default_rng(7)
    columns: dict[str, list[Any]] = {"customer": [], "issued": [], "due": [], "settled": [], "amount": []}
    for number in range(400):
        issued = date(2024, 1, 1) + timedelta(days=number * 365 // 400)
        customer, habit = (("prompt", -5), ("slow", 20))[number % 2]
        due = issued + timedelta(days=30)
        columns["customer"].append(customer)
        columns["issued"].append(issued)
        columns["due"].append(due)
        columns["settled"].append(due + timedelta(days=habit + int(chance.integers(-3, 4))))
        columns["amount"].append(round(float(chance.uniform(10, 1000)), 2))
    return History.from_columns(**columns)


def book(rows: list[dict[str, str]], *, channel: bool) -> History:
    def days(name: str) -> list[date]:
        return [datetime.strptime(row[name], "%m/%d/%Y").date() for row in rows]

    return History.from_columns(
        customer=[row["customerID"] for row in rows],
        issued=days("InvoiceDate"),
        due=days("DueDate"),
        settled=days("SettledDate"),
        amount=[float(row["InvoiceAmount"]) for row in rows],
        channel=[row["PaperlessBill"] for row in rows] if channel else None,
    )
