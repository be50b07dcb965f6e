"""Day or month first: decided by the whole file, or asked for."""

import pytest

from cashboard.trade.receivables_file import AmbiguousDates, UndecidedStyle
from cashboard.work.list_files.date_orders import DateEvidence, decide_orders

pytestmark = pytest.mark.requirement("R98")

COLUMNS = {"issued_on": "Issued", "due_on": "Due"}


def decided(stated=(), **values):
    evidence = {field: DateEvidence(COLUMNS[field]) for field in values}
    for field, texts in values.items():
        for line, text in enumerate(texts, start=2):
            evidence[field].see(line, text)
    return decide_orders(evidence, dict(stated))


@pytest.mark.parametrize(
    ("values", "orders"),
    [
        ({"issued_on": ["1/2/2025", "1/13/2025"]}, {"issued_on": "mdy"}),
        ({"issued_on": ["1/2/2025", "13/1/2025"]}, {"issued_on": "dmy"}),
        ({"issued_on": ["1/2/2025"], "due_on": ["1/13/2025"]}, {"issued_on": "mdy", "due_on": "mdy"}),
        ({"issued_on": ["01.02.2025", "3.4.2025"]}, {"issued_on": "dmy"}),
        ({"issued_on": ["2025-02-01", "3 Mar 2025", "", "x", "31/02/2025", "99/99/2025", "5/5/2025"]}, {}),
        ({"issued_on": ["1-2-25", "28-2-25"]}, {"issued_on": "dmy"}),
    ],
)
def test_decided_by_the_file(values, orders):
    assert decided(**values) == orders


def test_asked_for_when_nothing_decides():
    with pytest.raises(AmbiguousDates) as error:
        decided(issued_on=["2025-01-01", "1/3/2012", "4/5/2012"], due_on=["2/3/2012"])
    message = str(error.value)
    assert "--map \"Issued=issued_on:mdy\" (line 3, '1/3/2012', is 03 January 2012)" in message
    assert "--map \"Issued=issued_on:dmy\" (line 3, '1/3/2012', is 01 March 2012)" in message
    assert '--map "Due=due_on:mdy"' in message


@pytest.mark.parametrize(
    "values",
    [
        {"issued_on": ["1/13/2025", "13/1/2025"]},
        {"issued_on": ["1/13/2025"], "due_on": ["1/2/2025", "13/1/2025"]},
        {"issued_on": ["1/13/2025", "01.02.2025"]},
    ],
)
def test_contradictions_name_two_lines(values):
    with pytest.raises(
        UndecidedStyle, match=r"'1/13/2025' in 'Issued', line 2 has the month first, .*line [23] has"
    ):
        decided(**values)


def test_a_stated_order_holds_for_its_column_and_helps_the_others():
    assert decided({"issued_on": "dmy"}, issued_on=["1/2/2025", "1/13/2025"]) == {"issued_on": "dmy"}
    assert decided({"issued_on": "dmy"}, issued_on=["1/2/2025"], due_on=["3/4/2025"]) == {
        "issued_on": "dmy",
        "due_on": "dmy",
    }
    assert decided({"issued_on": "dmy"}, issued_on=["1/2/2025"], due_on=["3/14/2025"])["due_on"] == "mdy"
    assert decided({"issued_on": "mdy"}, issued_on=["1/2/2025"], due_on=["3.4.2025"])["due_on"] == "dmy"
    with pytest.raises(AmbiguousDates):
        decided({"issued_on": "ymd"}, issued_on=["25/1/2"], due_on=["3/4/2025"])
