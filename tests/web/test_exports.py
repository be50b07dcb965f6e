"""What is seen, as a file: read back cell by cell, with cells that would like to be formulas."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from cashboard.web.exports import file_name
from cashboard.work.cards.models import Card
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.test_queries import asked, crowd
from tests.web.world import OURS, things_in

pytestmark = pytest.mark.requirement("R97", "R58")
EVIL = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    'He said "yes", then left',
    "Ärger ☃",
    "<b>&",
)
ALL = "column=customer&column=status&column=responsible&column=due&column=amount&column=labels&column=created"


def read_csv(browser: Browser, query: str = "") -> tuple[Any, list[list[str]]]:
    answer = browser.get(f"/spaces/COL/table/export/?{query}")
    raw = answer.body
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    return answer, list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def read_xlsx(browser: Browser, query: str = "") -> tuple[bytes, list[list[Any]]]:
    raw = browser.get(f"/spaces/COL/table/export/?format=xlsx&{query}").body
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return raw, book.get_sheet_by_name("Cards").to_python()


def test_both_hold_what_is_seen(story: Story, marco: Browser) -> None:
    things_in(story.space, OURS, story.lena, story.marco)
    invoice = Card.objects.filter(object_kind="invoice").earliest("pk")
    invoice.assign(story.marco, by=story.by_lena)
    invoice.label("Second reminder", by=story.by_lena)
    query = f"q=4711&sort=title&{ALL}"
    answer, lines = read_csv(marco, query)
    name = f"Collections {date.today().isoformat()}.csv"
    assert name in answer.headers["Content-Disposition"]
    head = [
        "Key",
        "Title",
        "Customer",
        "Status",
        "Responsible",
        "Due",
        "Amount",
        "Currency",
        "Labels",
        "Created",
    ]
    assert lines[0] == head
    assert [line[0] for line in lines[1:]] == ["COL-1", invoice.key]
    assert lines[2][2:9] == [
        *("Nordwind AG", invoice.status.name, "Marco Rossi", str(invoice.due_on)),
        *("1250.50", "EUR", "Second reminder"),
    ]
    _, cells = read_xlsx(marco, query)
    assert cells[0] == head
    row = cells[2]
    assert row[:5] == [invoice.key, invoice.title, "Nordwind AG", invoice.status.name, "Marco Rossi"]
    assert (row[5], type(row[5]) in {date, datetime}) == (invoice.due_on, True)
    assert Decimal(str(row[6])) == Decimal("1250.5")
    assert isinstance(row[6], float)
    assert isinstance(row[9], datetime)


@pytest.mark.requirement("R3")
def test_no_cell_is_run_and_every_one_comes_back(story: Story, marco: Browser) -> None:
    for title in EVIL:
        Card.create(story.space, title, by=story.by_marco)
    _, lines = read_csv(marco, "sort=key&q=")
    told = [line[1] for line in lines[4:]]
    assert told == ["'=1+1", "'+1", "'-1+2", "'@SUM(A1)", f"'{EVIL[4]}", *EVIL[5:]]
    raw, cells = read_xlsx(marco, "sort=key")
    assert [row[1] for row in cells[4:]] == list(EVIL)
    sheet = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower().replace("=hyperlink(", "")


def test_the_head_is_frozen_and_has_a_filter(story: Story, marco: Browser) -> None:
    raw, _ = read_xlsx(marco, "column=due")
    sheet = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:C4"/>' in sheet


def test_it_holds_all_that_match_in_the_order_of_the_table(story: Story, marco: Browser) -> None:
    crowd(story, story.open, 1_200)
    few = asked(marco, "/spaces/COL/table/export/?q=Card 1")
    _, lines = read_csv(marco, "sort=-key")
    assert [line[0] for line in lines[1:]] == [f"COL-{number}" for number in range(1_203, 0, -1)]
    assert asked(marco, "/spaces/COL/table/export/?sort=title") <= few + 4, "labels come by the chunk"


def test_a_format_that_is_none_is_told(story: Story, marco: Browser) -> None:
    answer = marco.fragment("/spaces/COL/table/export/?format=pdf")
    assert (answer.status_code, answer.content.decode()) == (
        422,
        "There is no format 'pdf'. Choose one of: csv, xlsx.",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Collections", "Collections 2026-11-24.csv"),
        ('a/b\\c"d\r\ne:f', "a b c d e f 2026-11-24.csv"),
        ("Übersicht & Co.", "Übersicht & Co 2026-11-24.csv"),
        ("../..", "Cards 2026-11-24.csv"),
    ],
)
def test_the_name_is_harmless(name: str, expected: str) -> None:
    assert file_name(name, date(2026, 11, 24), "csv") == expected
