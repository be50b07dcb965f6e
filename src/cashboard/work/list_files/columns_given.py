"""Which field a column is, as somebody gives it on the command line."""

from cashboard.work.list_files.unreadable import MappingError


def read_override(text: str) -> tuple[str, str]:
    """Column and field of `--map COLUMN=FIELD`; the column's name may contain "=". Raises MappingError."""
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise MappingError(f"{text!r} is not COLUMN=FIELD, for example --map 'Invoice No=invoice_number'.")
    return column.strip(), field.strip()
