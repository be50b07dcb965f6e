"""Workbooks: dates stay dates, numbers stay numbers, and merged headers are explained."""

from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from cashboard.trade.money import Money
from cashboard.trade.receivables_file import BadRow, UnreadableFile, open_list

pytestmark = pytest.mark.requirement("R98")

HEADER = ["Invoice No", "Customer No", "Invoice Date", "Due Date", "Amount", "Disputed"]


@pytest.fixture
def workbook(tmp_path):
    """Writes {sheet name: {(row, column): value}} (counted from 0) and gives the path."""

    def write(sheets, merged=(), hidden=()):
        path = tmp_path / "list.xlsx"
        book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for (row, column), value in cells.items():
                sheet.write(row, column, value)
            for area in merged:
                sheet.merge_range(*area, "Amounts")
            if name in hidden:
                sheet.hide()
        book.close()
        return path

    return write


def cells(rows, top=0, left=0):
    return {(top + y, left + x): value for y, row in enumerate(rows) for x, value in enumerate(row)}


@pytest.fixture
def read(opened):
    return lambda path: list(opened(path).rows())


def test_dates_and_numbers_need_no_style(workbook, read):
    values = [280670965, "0042", datetime(2025, 2, 1), datetime(2025, 3, 1, 12, 30), 0.1 + 0.2, True]
    (row,) = read(workbook({"List": cells([["Open items"], [], HEADER, values], top=1, left=2)}))
    assert row.line == 5
    assert (row.invoice_number, row.customer_number) == ("280670965", "0042")
    assert (row.issued_on, row.due_on) == (date(2025, 2, 1), date(2025, 3, 1))
    assert row.amount == Money(Decimal("0.30"), "EUR")
    assert row.disputed
    assert row.raw == dict(
        zip(HEADER, ["280670965", "0042", "2025-02-01", "2025-03-01T12:30:00", "0.3", "TRUE"], strict=True)
    )


def test_wrong_cells_are_bad_rows(workbook, read):
    day = datetime(2025, 2, 1)
    rows = [
        HEADER,
        [1234567890123456789, "C", day, day, 5, ""],
        ["A", "C", 45000, day, 5, ""],
        ["B", "C", datetime(1950, 1, 1), day, 5, ""],
        ["D", "C", day, day, day, ""],
        ["E", "C", day, day, 1e300, ""],
        ["F", "C", day, day, "", ""],
    ]
    found = read(workbook({"List": cells(rows)}))
    assert all(isinstance(row, BadRow) for row in found)
    expected = [
        "lost digits",
        "date format in Excel",
        "year 1950",
        "not an amount",
        "too large",
        "is missing",
    ]
    assert all(reason in row.reason for reason, row in zip(expected, found, strict=True))


def test_merged_headers_are_explained(workbook):
    path = workbook({"List": cells([[], HEADER[:4], ["1", "2", "3", "4"]], left=1)}, merged=[(1, 5, 1, 6)])
    with pytest.raises(
        UnreadableFile, match=r"'List' are merged: F2:G2 \('Amounts'\)\. In Excel mark row 2, choose"
    ):
        open_list(path)


def test_merged_titles_do_not_matter(workbook):
    path = workbook({"List": cells([[], HEADER, ["1"]])}, merged=[(0, 0, 0, 5)])
    assert open_list(path).header_line == 2


def test_the_sheet_with_the_list_is_read_and_the_others_are_named(workbook):
    cover, listed = cells([["Report"], ["made by", "me"]]), cells([HEADER, ["1", "2", "3", "4", "5", "6"]])
    path = workbook({"Cover": cover, "Old": listed, "List": listed, "Void": {}}, hidden=["Old"])
    table = open_list(path)
    assert (table.sheet, table.other_sheets) == ("List", ("Cover",))


def test_empty_workbooks(workbook):
    with pytest.raises(UnreadableFile, match="no visible sheet with anything"):
        open_list(workbook({"List": {}}))
    with pytest.raises(UnreadableFile, match="no rows below"):
        open_list(workbook({"List": cells([HEADER])}))
