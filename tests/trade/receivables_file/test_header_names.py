"""No name stands for two fields of equal rank, and names meet whatever their spelling."""

from itertools import combinations

import pytest

from cashboard.trade.receivables_file.header_names import FIELDS, RANKS
from cashboard.work.list_files.headers import normalised

pytestmark = pytest.mark.requirement("R98")


def test_every_field_has_names():
    assert set(RANKS) == set(FIELDS)


def test_only_customer_words_stand_for_two_fields():
    for (one, ranks), (other, others) in combinations(RANKS.items(), 2):
        shared = frozenset().union(*ranks) & frozenset().union(*others)
        assert not shared or {one, other} == {"customer_number", "customer_name"}


@pytest.mark.parametrize(
    "name", ["invoiceNumber", "Invoice Number", "INVOICE_NUMBER", " invoice-number ", "Invoice  Nümber"]
)
def test_spelling_does_not_matter(name):
    assert normalised(name) == "invoicenumber"
