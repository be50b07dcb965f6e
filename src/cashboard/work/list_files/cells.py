"""One cell as one value: text, a date, an amount, a currency, yes or no."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches

from cashboard.work.currencies import EXPONENTS
from cashboard.work.list_files.amounts import AmountError, DecimalMark, ReadAmount, parse_amount
from cashboard.work.list_files.currency_signs import meant_by
from cashboard.work.list_files.dates import DateError, DateOrder, in_range, parse_date_or_none
from cashboard.work.list_files.records import Cell

LONGEST_TEXT = 200
# Control characters, and others that nobody sees: an id with one of them looks like another id.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_YES = re.compile("yes|y|true|t|1|x|ja|j|wahr|oui|o|vrai|si|sí|s|verdadero|vero|waar|disputed")
_NO = re.compile("|no|n|false|f|0|-|nein|falsch|non|faux|falso|nee|onwaar|none|null|n/a")
_CALLED = {
    "STG": "GBP",
    "UKP": "GBP",
    "RMB": "CNY",
    "CNH": "CNY",
    "SFR": "CHF",
    "EURO": "EUR",
    "EUROS": "EUR",
}


class CellError(ValueError):
    """The cell's text cannot be its field; the message says why, without the text."""


def text_of(cell: Cell) -> str:
    """The cell as text, as a person would type it: whole numbers without a point, dates as YYYY-MM-DD."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return f"{_exact(cell):f}"
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return str(cell) if isinstance(cell, timedelta) else cell.isoformat()


def read_text(cell: Cell) -> str:
    """Trimmed text of an id; CellError when it is too long or has characters that nobody sees."""
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise CellError("has lost digits in Excel, which keeps 15: format the column as text")
    text = text_of(cell).strip()
    if len(text) > LONGEST_TEXT:
        raise CellError(f"has {len(text):,} characters; at most {LONGEST_TEXT} are kept")
    if not text.isprintable() and (unseen := _UNSEEN.search(text)):
        raise CellError(f"has the invisible character U+{ord(unseen[0]):04X}")
    return text


def read_name(cell: Cell) -> str:
    """Like `read_text`, but line ends and runs of blanks become one blank, as in a cell with an address."""
    return read_text(" ".join(text_of(cell).split()))


def read_date(cell: Cell, order: DateOrder | None) -> date | None:
    """The date, None if there is none (yet); CellError otherwise."""
    try:
        if isinstance(cell, str):
            return parse_date_or_none(cell, order)
        if isinstance(cell, date):
            return in_range(cell)
    except DateError as error:
        raise CellError(str(error)) from None
    if isinstance(cell, int | float) and len(text_of(cell)) == 8:
        return read_date(text_of(cell), order)
    raise CellError("is not a date: give the cells of this column a date format in Excel")


def read_amount(cell: Cell, mark: DecimalMark | None) -> ReadAmount:
    """The signed number as stated and the currencies that stand beside it; CellError otherwise."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return ReadAmount(_exact(cell), ())
    try:
        return parse_amount(text_of(cell), mark)
    except AmountError as error:
        raise CellError(str(error)) from None


def read_currency(cell: Cell) -> str:
    """An ISO 4217 code, also from an unmistakable sign (€); CellError with suggestions otherwise."""
    text = text_of(cell).strip()
    code = text.upper()
    if code in EXPONENTS:
        return code
    meant = meant_by(text)
    if len(meant) == 1:
        return meant[0]
    alike = list(meant[:4]) or (
        [_CALLED[code]] if code in _CALLED else get_close_matches(code, EXPONENTS, n=3, cutoff=0.6)
    )
    hint = f": {' or '.join(alike)}?" if alike else ""
    raise CellError(f"is not an ISO 4217 currency code{hint}")


def read_yes_no(cell: Cell) -> bool:
    """Yes or no in six languages; an empty cell is no; CellError otherwise."""
    text = text_of(cell).strip().casefold()
    if _YES.fullmatch(text):
        return True
    if _NO.fullmatch(text):
        return False
    raise CellError("is neither yes nor no")


def _exact(number: float) -> Decimal:
    """The 15 digits that Excel keeps and shows: 0.1 + 0.2 is 0.3 there."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")
