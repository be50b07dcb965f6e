"""A receivables list as companies export it (CSV, XLSX), as invoices and rows to mend. No Django here."""

from cashboard.trade.receivables_file.columns import Mapping, map_columns
from cashboard.trade.receivables_file.reading import ReceivablesFile, open_list
from cashboard.trade.receivables_file.rows import InvoiceRow
from cashboard.work.list_files.columns_given import read_override
from cashboard.work.list_files.faults import BadRow, Fault
from cashboard.work.list_files.rejecting import RejectFile
from cashboard.work.list_files.tables import Table
from cashboard.work.list_files.unreadable import (
    AmbiguousAmounts,
    AmbiguousDates,
    MappingError,
    UndecidedStyle,
    UnreadableFile,
)

__all__ = [
    "AmbiguousAmounts",
    "AmbiguousDates",
    "BadRow",
    "Fault",
    "InvoiceRow",
    "Mapping",
    "MappingError",
    "ReceivablesFile",
    "RejectFile",
    "Table",
    "UndecidedStyle",
    "UnreadableFile",
    "map_columns",
    "open_list",
    "read_override",
]
