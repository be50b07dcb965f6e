"""Nothing that we write runs in a spreadsheet, and everything is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashboard.work.list_files.formula_cells import disarmed, rearmed

pytestmark = pytest.mark.requirement("R98")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "@SUM(A1)", "-2+3", "\t=1", "\r=1", "-12.50-1", '=HYPERLINK("x")', "-cmd|' /C calc'!A0"],
)
def test_formulas_are_disarmed(text):
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "abc", "-12.50", "-1.234,50", "12", "'quoted'", "a=b"])
def test_the_rest_is_left_alone(text):
    assert disarmed(text) == text


@given(st.text(alphabet="'=+-@\t\r\n1.,a") | st.text())
def test_read_back(text):
    assert rearmed(disarmed(text)) == text
    assert disarmed(text)[:1] not in ("=", "+", "@", "\t", "\r")
