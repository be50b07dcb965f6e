"""An invoice as the people of the sample company know it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cashboard.process.sample_company.customers import Buyer
from cashboard.process.sample_company.people import collector
from cashboard.process.sample_company.world import CardRef, Claim
from cashboard.trade.money import Money

if TYPE_CHECKING:
    from cashboard.process.sample_company.receipts import Receipt


@dataclass(slots=True)
class Receivable:
    """What is owed: `left` after credit notes; `announced` will come in parts, `parts` are there."""

    claim: Claim
    buyer: Buyer
    ref: CardRef
    pays_on: date = field(init=False)
    left: Money = field(init=False)
    is_paid: bool = False
    is_disputed: bool = False
    announced: Money | None = None
    parts: list[Receipt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left, self.pays_on = self.claim.amount, self.claim.due_on

    @property
    def collector(self) -> str:
        """Who collects it."""
        return collector(self.buyer.country)
