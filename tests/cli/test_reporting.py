from __future__ import annotations

import csv
import io
import json

import pytest

from cashboard.cli import main
from cashboard.insight.reports import REPORTS
from tests.insight.conftest import Book

pytestmark = [pytest.mark.requirement("R31", "R33", "R38"), pytest.mark.django_db]


@pytest.fixture
def said(capsys):
    """Runs `cashboard report ...`; gives exit code, what it printed and what it complained about."""

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["report", *arguments])
        out = capsys.readouterr()
        return int(ended.value.code or 0), out.out, out.err

    return run


@pytest.fixture
def filled(story):
    book = Book(story)
    for number in range(4):
        settled = "2024-02-05" if number else "2024-03-05"
        book.invoice(f"I{number}", "2024-01-01", "2024-01-31", "10.50 EUR", settled)
    book.invoice("I4", "2024-03-10", "2024-04-09", "10.50 EUR")
    return story


KEYS = {
    "lead-time": ["case", "lead", "reaction", "cycle"],
    "lead-time-summary": ["measure", "median", "p85", "n"],
    "ageing": ["bucket", "count", "amount", "currency"],
    "dso": [
        "currency",
        "receivables",
        "current",
        "sales",
        "dso",
        "best_possible_dso",
        "average_days_delinquent",
        "countback_dso",
    ],
    "receipts-forecast": ["week", "low", "likely", "high", "currency"],
    "payment-backtest": ["method", "mae_days", "crps_days", "coverage80", "n"],
    "receipts-backtest": ["method", "wape", "coverage80", "n", "currency"],
}


@pytest.mark.parametrize("name", KEYS)
def test_every_report_in_every_format(said, filled, name):
    asked = (name, "--space", "col", "--as-of", "2024-03-31")
    code, text, _ = said(*asked, "--format", "json")
    rows = json.loads(text)
    assert code == 0
    assert rows
    assert all(list(row) == KEYS[name] for row in rows)
    code, text, _ = said(*asked, "--format", "csv")
    assert (code, next(csv.reader(io.StringIO(text)))) == (0, KEYS[name])
    code, text, _ = said(*asked)
    assert (code, text.splitlines()[0].split()) == (0, KEYS[name])
    assert "COL as of 2024-03-31" in text


def test_the_reports_are_those_that_others_rely_on():
    assert list(REPORTS) == list(KEYS)


def test_money_is_text(said, filled):
    _, text, _ = said("ageing", "--format", "json", "--as-of", "2024-02-29")
    assert {"bucket": "1-30", "count": 1, "amount": "10.50", "currency": "EUR"} in json.loads(text)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "There is no report 'nonsense'. Choose one of: lead-time,"),
        (["ageing", "--space", "NOPE"], "There is no space 'NOPE'. There is: COL."),
        (["ageing", "--as-of", "31.12.2024"], "'31.12.2024' is no date. Give one like 2026-01-31."),
        (["ageing", "--format", "xml"], "There is no format 'xml'. Choose one of: table, json, csv."),
    ],
)
def test_one_clear_line_when_it_cannot_be(said, filled, arguments, words):
    code, out, err = said(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(words)
    assert len(err.splitlines()) == 1


def test_the_only_space_with_invoices_needs_no_name(said, filled):
    filled.workspace.add_space("OTH", "Other", by=filled.by_lena)
    assert said("ageing", "--as-of", "2024-02-29")[0] == 0


def test_several_spaces_are_named(said, filled):
    from cashboard.work.cards.models import Card

    other = filled.workspace.add_space("OTH", "Other", by=filled.by_lena)
    Card.create(other, "One", by=filled.by_lena)
    code, _, err = said("lead-time")
    assert (code, err.strip()) == (2, "Several spaces have cards: name one with --space, of COL, OTH.")


def test_without_invoices_it_says_what_to_do(said, story):
    code, _, err = said("dso")
    assert code == 2
    assert err.startswith("No space has invoices yet")
