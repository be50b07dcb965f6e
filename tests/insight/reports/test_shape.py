from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

from cashboard.insight.reports.shape import Report, money

REPORT = Report(
    "ageing",
    "COL",
    date(2024, 6, 30),
    ("name", "amount", "on", "share"),
    (
        {"name": "=1+1", "amount": Decimal("-10.50"), "on": date(2024, 1, 31), "share": 0.256, "more": 1},
        {"name": "Müller", "amount": Decimal("7.00"), "on": None, "share": float("nan"), "more": 2},
    ),
    events=1234,
    seq=5678,
)


def test_json_has_money_and_dates_as_text():
    assert json.loads(REPORT.to_json()) == [
        {"name": "=1+1", "amount": "-10.50", "on": "2024-01-31", "share": 0.256},
        {"name": "Müller", "amount": "7.00", "on": None, "share": None},
    ]
    assert json.loads(json.dumps(REPORT.described()))["rows"] == json.loads(REPORT.to_json())


def test_csv_is_safe_in_a_spreadsheet():
    rows = list(csv.reader(io.StringIO(REPORT.to_csv())))
    assert rows == [
        ["name", "amount", "on", "share"],
        ["'=1+1", "-10.50", "2024-01-31", "0.256"],
        ["Müller", "7.00", "", ""],
    ]


def test_the_table_is_for_people():
    assert REPORT.to_table().splitlines() == [
        "name    amount  on          share",
        "=1+1    -10.50  2024-01-31   0.26",
        "Müller    7.00",
        "",
        "2 rows, COL as of 2024-06-30, from 1,234 events up to 5,678",
    ]


def test_money_has_the_decimals_of_its_currency():
    found = [str(money(Decimal("12.5000"), currency)) for currency in ("EUR", "JPY", "BHD")]
    assert found == ["12.50", "12", "12.500"]
