"""Cells that a spreadsheet would run as formulas are written with an apostrophe, and read without it."""

import re

LINE_COLUMN = "cashboard_line"
REASON_COLUMN = "cashboard_reason"

_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_NEGATIVE_NUMBER = re.compile(r"-[0-9][0-9.,]*")


def disarmed(text: str) -> str:
    """Safe to open in a spreadsheet: "=1+1" becomes "'=1+1"; a negative number stays a number."""
    if _RUNS.match(text) and not _NEGATIVE_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def rearmed(text: str) -> str:
    """The text that `disarmed` was given."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
