"""What the system of record states of an invoice, and where that differs from what is known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from cashboard.trade.invoices.claiming import amount_text
from cashboard.trade.invoices.events import Correction
from cashboard.trade.money import Money

CORRECTED = ("issued_on", "due_on", "amount", "currency", "source_status", "purchase_order", "sent_by")
COMPARED = (*CORRECTED, "settled_on", "disputed")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the system of record states of an invoice."""

    issued_on: date
    due_on: date
    amount: Money
    settled_on: date | None = None
    disputed: bool = False
    source_status: str = ""
    purchase_order: str = ""
    sent_by: str = ""

    def texts(self) -> dict[str, str]:
        """Field -> text, as corrections keep it; empty for none."""
        return {
            "issued_on": self.issued_on.isoformat(),
            "due_on": self.due_on.isoformat(),
            "amount": amount_text(self.amount),
            "currency": self.amount.currency,
            "source_status": self.source_status,
            "purchase_order": self.purchase_order,
            "sent_by": self.sent_by,
            "settled_on": self.settled_on.isoformat() if self.settled_on else "",
            "disputed": "yes" if self.disputed else "no",
        }


def stated_by(facts: dict[str, Any]) -> Stated:
    """What a replay of an invoice's events says of it."""
    return Stated(
        issued_on=date.fromisoformat(facts["issued_on"]),
        due_on=date.fromisoformat(facts["due_on"]),
        amount=Money.parse(f"{facts['amount']} {facts['currency']}", thousands=""),
        settled_on=date.fromisoformat(facts["settled_on"]) if facts["settled_on"] else None,
        disputed=facts["disputed"],
        source_status=facts["source_status"],
        purchase_order=facts["purchase_order"],
        sent_by=facts["sent_by"],
    )


def differences(known: Stated, stated: Stated, fields: Collection[str] = COMPARED) -> list[Correction]:
    """Field by field, what is known and what is stated now; only among these fields."""
    if known == stated:
        return []
    old, new = known.texts(), stated.texts()
    return [
        Correction(field=field, old=old[field], new=new[field])
        for field in COMPARED
        if field in fields and old[field] != new[field]
    ]
