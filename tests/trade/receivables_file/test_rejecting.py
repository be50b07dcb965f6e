"""Rejected rows come back in a file that can be mended and imported again."""

import csv

import pytest

from cashboard.trade.receivables_file import BadRow, Fault, InvoiceRow, RejectFile

pytestmark = pytest.mark.requirement("R98")


def written_rows(path, delimiter=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def rejected(file, path):
    with RejectFile(path, file.table.header, delimiter=file.table.delimiter) as rejects:
        for row in file.rows():
            if isinstance(row, BadRow):
                rejects.add(row)
    return rejects.count


def test_rows_keep_their_columns_and_get_line_and_reason(listed, tmp_path):
    header = "Invoice No;Customer No;Invoice Date;Due Date;Amount;Notes"
    good, bad = "A;C;2025-01-02;2025-03-04;5;x", "=B+1;C;2025-01-02;2025-03-04;-5,50;'=SUM(A1)"
    path = tmp_path / "rejects.csv"
    assert rejected(listed(good, bad, header=header), path) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    head, row = written_rows(path, ";")
    assert head == [*header.split(";"), "cashboard_line", "cashboard_reason"]
    reason = "Amount: '-5,50' is negative: credit notes cannot be imported as invoices"
    assert row == ["'=B+1", "C", "2025-01-02", "2025-03-04", "-5,50", "''=SUM(A1)", "3", reason]
    assert [file.name for file in tmp_path.iterdir() if file.name != "list.csv"] == ["rejects.csv"]


def test_a_mended_file_is_read_again(listed, opened, tmp_path):
    header = "Invoice No,Customer No,Invoice Date,Due Date,Amount,Curr.,Curr.,+Notes"
    overrides = {"Curr.": "currency"}
    file = listed("=B,C,2025-01-02,2025-03-04,-5,EUR,USD,@x", header=header, overrides=overrides)
    path = tmp_path / "rejects.csv"
    rejected(file, path)
    again = opened(path, overrides)
    assert again.table.is_rejects
    assert again.table.header == file.table.header
    assert again.mapping == file.mapping
    (still_bad,) = again.rows()
    assert still_bad.raw == next(file.rows()).raw
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",-5,", ",5,", 1), encoding="utf-8-sig")
    (row,) = opened(path, overrides).rows()
    assert isinstance(row, InvoiceRow)
    assert row.invoice_number == "=B"
    assert row.raw == {**still_bad.raw, "Amount": "5"}


def test_a_file_is_its_own_reject_file(listed, opened):
    file = listed("A,C,2025-01-02,2025-03-04,-5", "B,C,2025-01-02,2025-03-04,5")
    assert rejected(file, file.table.path) == 1
    (row,) = opened(file.table.path).rows()
    assert row.raw["Invoice No"] == "A"


def test_surplus_cells_are_kept(listed, opened, tmp_path):
    file = listed("A,C,2025-01-02,2025-03-04,5,more")
    path = tmp_path / "rejects.csv"
    rejected(file, path)
    *_, last = written_rows(path)
    assert last[-1] == "more"
    (row,) = opened(path).rows()
    assert row.surplus == ("more",)
    assert "the row has 6 cells, the header has 5" in row.reason


def test_without_bad_rows_there_is_no_file(listed, tmp_path):
    path = tmp_path / "rejects.csv"
    assert rejected(listed("A,C,2025-01-02,2025-03-04,5"), path) == 0
    assert not path.exists()


def test_a_failed_import_leaves_no_file(tmp_path):
    def fail():
        with RejectFile(tmp_path / "rejects.csv", ["a"]) as rejects:
            rejects.add(BadRow(2, (Fault("a", "x", "is wrong"),), {"a": "x"}))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []
