"""Customers and invoices by the API: numbers worked out by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.requirement("R105")


@pytest.fixture
def customer(story, marco):
    body = {"workspace": story.workspace.pk, "number": "C-1007", "name": "Nordwind", "country": "AT"}
    return marco.post("customers", body).json()


@pytest.fixture
def invoice(story, marco, customer):
    today = timezone.now().date()
    body = {
        "space": story.space.pk,
        "customer": customer["id"],
        "number": "4711",
        "issued_on": str(today - timedelta(days=40)),
        "due_on": str(today - timedelta(days=10)),
        "amount": {"amount": "1250.5", "currency": "EUR"},
    }
    answer = marco.post("invoices", body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_customer(story, marco, customer):
    assert marco.get(f"customers/{customer['id']}").json() == customer
    assert marco.get("customers?number=C-1007").json()["items"] == [customer]
    body = {"workspace": story.workspace.pk, "number": "C-1007", "name": "Another"}
    assert marco.post("customers", body).json() == customer


def test_an_invoice_and_its_card(marco, customer, invoice):
    assert invoice["amount"] == invoice["open_amount"] == {"amount": "1250.50", "currency": "EUR"}
    assert invoice["state"] == "issued"
    assert invoice["customer"] == {"id": customer["id"], "name": "Nordwind"}
    card = marco.get(f"cards/{invoice['card']}").json()
    assert card["amount"] == {"amount": "1250.50", "currency": "EUR"}
    assert card["party"] == {"id": customer["id"], "name": "Nordwind"}
    assert card["stands_on"] == {"kind": "invoice", "id": invoice["id"]}
    assert [each["id"] for each in marco.get(f"cards?party={customer['id']}").json()["items"]] == [card["id"]]


def test_filters(story, marco, customer, invoice):
    for query in (
        f"space={story.space.pk}",
        f"customer={customer['id']}",
        "state=issued",
        "number=4711",
        "overdue=true",
    ):
        assert marco.get(f"invoices?{query}").json()["items"] == [invoice], query
    for query in ("state=paid", "number=1", "overdue=false"):
        assert marco.get(f"invoices?{query}").json()["items"] == [], query


def test_settled_and_reopened(marco, invoice):
    address = f"invoices/{invoice['id']}"
    today = str(timezone.now().date())
    settled = marco.post(f"{address}/settlement", {"on": today}, If_Match=f'"{invoice["version"]}"').json()
    assert (settled["state"], settled["settled_on"]) == ("paid", today)
    assert settled["open_amount"] == {"amount": "0.00", "currency": "EUR"}
    assert marco.get(f"cards/{invoice['card']}").json()["status"]["kind"] == "completed"
    assert marco.post(f"{address}/reopening").json()["state"] == "issued"
    early = marco.post(f"{address}/settlement", {"on": "2020-01-01"})
    assert (early.status_code, early.json()["errors"][0]["field"]) == (422, "on")


def test_disputed_and_cleared(marco, invoice):
    address = f"invoices/{invoice['id']}/dispute"
    assert marco.post(address).json()["disputed"] is True
    assert marco.delete(address).json()["disputed"] is False


def test_corrected(marco, invoice):
    body = {"amount": {"amount": "1200", "currency": "EUR"}, "purchase_order": "PO-7", "sent_by": "e-mail"}
    corrected = marco.post(f"invoices/{invoice['id']}/corrections", body).json()
    assert corrected["amount"] == {"amount": "1200.00", "currency": "EUR"}
    assert (corrected["purchase_order"], corrected["sent_by"]) == ("PO-7", "e-mail")
    assert corrected["due_on"] == invoice["due_on"]
    assert marco.get(f"cards/{invoice['card']}").json()["amount"]["amount"] == "1200.00"


@pytest.mark.parametrize(
    "amount", [("1.005", "EUR"), ("1", "ZZZ"), ("1.5", "JPY"), ("999999999999999999", "EUR")]
)
def test_money_that_is_none(marco, invoice, amount):
    body = {"amount": {"amount": amount[0], "currency": amount[1]}}
    refused = marco.post(f"invoices/{invoice['id']}/corrections", body)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "amount")


@pytest.mark.parametrize("amount", ["1,5", "", "1e5", "NaN", "+1", "1.", 12.5])
def test_an_amount_is_digits_in_a_text(marco, invoice, amount):
    body = {"amount": {"amount": amount, "currency": "EUR"}}
    refused = marco.post(f"invoices/{invoice['id']}/corrections", body)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "amount.amount")


def test_withdrawn(marco, invoice):
    withdrawn = marco.post(f"invoices/{invoice['id']}/withdrawal", {"reason": "Issued twice"}).json()
    assert (withdrawn["state"], withdrawn["open_amount"]["amount"]) == ("withdrawn", "0.00")
    assert marco.post(f"invoices/{invoice['id']}/dispute").status_code == 409
