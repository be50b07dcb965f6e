"""What the company sells, and what an order comes to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from cashboard.process.sample_company.customers import Buyer
from cashboard.trade.money import Money

GOODS = (
    ("DN15 ball valve", "14.80", 40),
    ("DN25 ball valve", "21.40", 40),
    ("DN40 ball valve", "48.50", 24),
    ("DN50 gate valve", "86.00", 16),
    ("DN80 gate valve", "162.00", 10),
    ("DN100 butterfly valve", "214.00", 8),
    ("DN150 butterfly valve", "338.00", 6),
    ("DN200 knife gate valve", "742.00", 3),
    ("pressure reducer ½″", "63.90", 20),
    ("pressure reducer 1″", "97.50", 16),
    ("check valve DN65", "118.00", 12),
    ("strainer DN50", "74.20", 14),
    ("expansion joint DN80", "189.00", 8),
    ("compression fitting 22 mm", "3.95", 300),
    ("flange PN16 DN80", "31.60", 40),
    ("press fitting elbow 28 mm", "6.75", 240),
    ("actuator AR-30", "526.00", 4),
    ("safety valve DN32", "247.00", 8),
)
TIMES = "\N{MULTIPLICATION SIGN}"
FACTOR = {"A": 2.4, "B": 1.3, "C": 0.7}
RATES = {"EUR": Decimal(1), "GBP": Decimal("0.86"), "USD": Decimal("1.09")}
DISCOUNT = {"A": Decimal("0.82"), "B": Decimal("0.90"), "C": Decimal("0.97")}


@dataclass(frozen=True, slots=True)
class Basket:
    """What is ordered in words, and its price."""

    words: str
    price: Money


def fill(buyer: Buyer, rng: Random) -> Basket:
    """One to six positions; the first names the order."""
    positions = [_position(buyer, rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4, 6)))]
    total = sum((price for _, price in positions), Decimal(0))
    total *= DISCOUNT[buyer.size] * RATES[buyer.currency]
    more = f" + {len(positions) - 1} more" if len(positions) > 1 else ""
    return Basket(f"{positions[0][0]}{more}", Money(total, buyer.currency).rounded())


def _position(buyer: Buyer, rng: Random) -> tuple[str, Decimal]:
    name, price, usual = rng.choice(GOODS)
    pieces = max(1, round(usual * FACTOR[buyer.size] * rng.lognormvariate(0, 0.7)))
    if pieces > 12:
        pieces = round(pieces / 5) * 5 if pieces < 100 else round(pieces / 25) * 25
    return f"{pieces:,} {TIMES} {name}", pieces * Decimal(price)
