"""The header is found below titles, and every column has a name of its own."""

import pytest

from cashboard.trade.receivables_file import UnreadableFile
from cashboard.trade.receivables_file.header_names import KNOWN
from cashboard.work.list_files.headers import column_names, header_among
from cashboard.work.list_files.records import Record

pytestmark = pytest.mark.requirement("R98")


def header_line(*rows, names=KNOWN):
    return header_among([Record(line, list(cells)) for line, cells in enumerate(rows, start=1)], names).line


def test_the_row_with_most_known_names_is_the_header():
    assert header_line(["Invoice No", "Amount", "Due"], ["1", "2", "3"]) == 1
    assert (
        header_line(["Open invoices", "", ""], ["", "", ""], ["Invoice No", "Amount", "x"], ["1", "2", "3"])
        == 3
    )
    assert header_line(["Invoice", "", "Date", ""], ["Invoice No", "Amount", "Due date", "Currency"]) == 2


def test_without_known_names_it_is_the_first_row_as_wide_as_most():
    assert header_line(["List of 2025", "", ""], ["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]) == 2
    assert header_line(["a"], ["1"], ["2"]) == 1


def test_names_given_by_the_user_count():
    assert (
        header_line(
            ["made by", "me", "", ""], ["foo", "bar", "", ""], ["1", "2", "3", "4"], names={"foo", "bar"}
        )
        == 2
    )


def test_only_blanks_are_no_header():
    with pytest.raises(UnreadableFile, match="no cells with text"):
        header_line(["", " "], ["\t"])


def test_repeated_and_missing_names_become_distinct():
    names = column_names(["Curr.", " Curr. ", "", "Net\ndue  date", "Curr.", 2024.0, ""])
    assert names == ("Curr.", "Curr. (2)", "(column 3)", "Net due date", "Curr. (3)", "2024.0", "(column 7)")
