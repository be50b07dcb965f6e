"""Lists written into a temporary folder, and read."""

from datetime import date

import pytest

from cashboard.trade.receivables_file import ReceivablesFile

HEADER = "Invoice No,Customer No,Invoice Date,Due Date,Amount"
TODAY = date(2026, 1, 31)


@pytest.fixture
def written(tmp_path):
    """Writes text or bytes to a file and gives its path."""

    def write(content, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def opened():
    """Opens a path as a ReceivablesFile."""

    def open_file(path, overrides=None, default_currency="EUR", today=TODAY):
        return ReceivablesFile(path, overrides, default_currency=default_currency, today=today)

    return open_file


@pytest.fixture
def listed(written, opened):
    """A ReceivablesFile of rows under the given header."""

    def open_list(*rows, header=HEADER, **options):
        return opened(written("\n".join([header, *rows, ""])), **options)

    return open_list
