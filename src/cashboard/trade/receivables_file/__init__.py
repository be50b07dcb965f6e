"""A receivables list as companies export it (CSV, XLSX), as invoices and rows to mend. No Django here."""

from cashboard.trade.receivables_file.columns import Mapping, map_columns, read_override
from cashboard.trade.receivables_file.reading import ReceivablesFile
from cashboard.trade.receivables_file.rejecting import RejectFile
from cashboard.trade.receivables_file.rows import BadRow, Fault, InvoiceRow
from cashboard.trade.receivables_file.tables import Table, open_table
from cashboard.trade.receivables_file.unreadable import (
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
    "open_table",
    "read_override",
]
