"""Amounts as people and systems write them. Whether the comma is the decimal mark is never guessed."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from cashboard.work.currencies import EXPONENTS
from cashboard.work.list_files.currency_signs import meant_by

DecimalMark = Literal["point", "comma"]
MARKS: dict[str, DecimalMark] = {".": "point", ",": "comma"}

_SPACES = " \u00a0\u2009\u202f"
_GROUPING = f"[{_SPACES}'\u2019]"
_MINUS = "+\u2212-"  # plus, and both of Unicode's minus signs
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[{_MINUS}])?\s*"
    rf"(?P<before>(?:s?fr|kr|rs)\.|[^0-9.,(){_MINUS}]*?)\s*(?P<sign2>[{_MINUS}])?\s*"
    rf"(?P<digits>[0-9.,](?:[0-9.,]|{_GROUPING}(?=[0-9]))*)"
    rf"\s*(?P<sign3>[{_MINUS}])?\s*(?P<after>[^0-9,(){_MINUS}]*?)\s*(?P<close>\))?"
    r"\s*(?P<side>(?:CR|DR)\.?)?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
_LONGEST = 80  # characters; the patterns would take long over a whole page of text
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPED = {
    mark: re.compile(
        rf"(?:[0-9]+|[0-9]{{1,3}}(?P<group>[{_SPACES}'\u2019{other}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
        rf"|[0-9]{{1,2}}(?:{other}[0-9]{{2}})+{other}[0-9]{{3}})?(?:{re.escape(point)}[0-9]*)?"
    )
    for mark, point, other in (("point", ".", ","), ("comma", ",", r"\."))
}


class AmountError(ValueError):
    """The text is not an amount that can be read; its message says why, without the text."""


class ReadAmount(NamedTuple):
    """The signed number, and the currencies that the text beside it allows (none: it says nothing)."""

    number: Decimal
    currencies: tuple[str, ...]


def parse_amount(text: str, mark: DecimalMark | None) -> ReadAmount:
    """The amount in `text` with `mark` as decimal mark; without one, only if it can be read in one way.

    Negative: a minus before or after, parentheses, or CR at the end. Raises AmountError. No Decimal loses a
    digit.
    """
    if mark == "point" and _PLAIN.fullmatch(text):  # most cells of most files
        return ReadAmount(Decimal(text), ())
    found = _number_in(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        raise AmountError(_why_not(text))
    mark = mark or _mark_of(found["digits"], text)
    if not _GROUPED[mark].fullmatch(found["digits"]) or not any(map(str.isdigit, found["digits"])):
        raise AmountError(f"is not a number with a decimal {mark}")
    signs = [sign for sign in (found["sign"], found["sign2"], found["sign3"], found["open"]) if sign]
    if len(signs) + bool(found["side"]) > 1:
        raise AmountError("has more than one sign")
    plain = re.sub(_GROUPING, "", found["digits"])
    plain = plain.replace(",", "") if mark == "point" else plain.replace(".", "").replace(",", ".")
    is_negative = any(sign != "+" for sign in signs) or (found["side"] or "").upper().startswith("CR")
    number = Decimal(plain)
    return ReadAmount(-number if is_negative else number, _currencies(found["before"], found["after"]))


def mark_evidence(text: str) -> DecimalMark | Literal["either"] | None:
    """The decimal mark that `text` proves, "either" if it can be read with both, None if it says nothing."""
    found = _number_in(text)
    return _mark_shown(found["digits"]) if found else None


def _number_in(text: str) -> re.Match[str] | None:
    return _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST else None


def _mark_shown(digits: str) -> DecimalMark | Literal["either"] | None:
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        shown = MARKS[max(".,", key=digits.rfind)]
    elif points + commas == 0:
        return None
    elif points + commas > 1:
        shown = "point" if commas else "comma"  # what repeats groups thousands
    elif _AMBIGUOUS.fullmatch(digits):
        return "either"
    else:
        shown = "point" if points else "comma"
    return shown if _GROUPED[shown].fullmatch(digits) else None


def _mark_of(digits: str, text: str) -> DecimalMark:
    shown = _mark_shown(digits)
    if shown == "either":
        raise AmountError("can be read with a decimal point or a decimal comma")
    return shown or "point"


def _currencies(before: str, after: str) -> tuple[str, ...]:
    beside = [text.strip(f"{_SPACES}:") for text in (before, after)]
    named = [_named_by(text) for text in beside if text]
    if not named:
        return ()
    both = tuple(code for code in named[0] if all(code in codes for codes in named[1:]))
    if not both:
        raise AmountError("names two currencies")
    return both


def _named_by(text: str) -> tuple[str, ...]:
    if text.upper() in EXPONENTS:
        return (text.upper(),)
    codes = meant_by(text)
    if not codes:
        raise AmountError(f"has {text!r} beside the number, which is no currency")
    return codes


def _why_not(text: str) -> str:
    if re.fullmatch(r"\s*[-+]?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+\s*", text):
        return "is in scientific notation, which loses digits: format the column as a number and export again"
    return "is not an amount"
