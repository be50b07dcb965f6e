"""Decimal point or comma: decided by the whole column, or asked for."""

import pytest

from cashboard.trade.receivables_file import AmbiguousAmounts, UndecidedStyle
from cashboard.work.list_files.decimal_marks import MarkEvidence, decide_mark

pytestmark = pytest.mark.requirement("R98")


def decided(*texts):
    evidence = MarkEvidence("Betrag")
    for line, text in enumerate(texts, start=2):
        evidence.see(line, text)
    return decide_mark(evidence)


def test_decided_by_any_row_that_is_clear():
    assert decided("1,234", "5", "97.6") == "point"
    assert decided("1,234", "97,6") == "comma"
    assert decided("1.234", "1.234.567") == "comma"
    assert decided("5", "1 234", "x") is None


def test_asked_for_when_nothing_decides():
    with pytest.raises(AmbiguousAmounts, match=r"as '1,234' in line 3") as error:
        decided("5", "1,234", "12,345")
    assert '--map "Betrag=amount:point" or --map "Betrag=amount:comma"' in str(error.value)


def test_contradictions_name_two_lines():
    with pytest.raises(UndecidedStyle, match=r"'97\.6' in line 3 has a decimal point, '97,6' in line 4"):
        decided("1", "97.6", "97,6")
