"""Who works at Halvorsen & Rieck Armaturen, a maker of valves and fittings in Duisburg."""

from __future__ import annotations

from dataclasses import dataclass

COMPANY = "Halvorsen & Rieck Armaturen"
DOMAIN = "halvorsen-rieck.example"
ZONE = "Europe/Berlin"
LEAD = "marta"


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody with an account; `key` is what plans and mentions call them by."""

    key: str
    name: str
    title: str
    zone: str = ZONE

    @property
    def email(self) -> str:
        """first.last at the company, in plain letters."""
        return f"{self.name.lower().translate(PLAIN).replace(' ', '.')}@{DOMAIN}"


PLAIN = str.maketrans({"ö": "oe", "ü": "ue", "ä": "ae", "ó": "o", "é": "e", "ø": "o"})

STAFF = (
    Employee("marta", "Marta Lindholm", "Order-to-Cash Process Lead"),
    Employee("jonas", "Jonas Weber", "Order Desk Coordinator"),
    Employee("aylin", "Aylin Demir", "Order Desk"),
    Employee("pieter", "Pieter Bosman", "Order Desk, Benelux and Nordics"),
    Employee("sabine", "Sabine Kranz", "Credit Controller"),
    Employee("tomasz", "Tomasz Wilk", "Credit Analyst"),
    Employee("claire", "Claire Aubert", "Billing Specialist"),
    Employee("henrik", "Henrik Sandvik", "Billing"),
    Employee("giulia", "Giulia Ferrante", "Senior Collector, South"),
    Employee("oliver", "Oliver Hughes", "Collector, North and UK", "Europe/London"),
    Employee("nadia", "Nadia Haddad", "Dispute Coordinator"),
    Employee("rui", "Rui Almeida", "Cash Application Analyst", "Europe/Lisbon"),
)
RULES = {
    "edi": "EDI inbox",
    "credit check": "Credit check",
    "warehouse": "Goods issue",
    "billing list": "Billing due list",
    "delivery": "Invoice delivery",
    "portfolio": "Collections portfolio",
    "bank": "Bank statement",
    "matching": "Payment matching",
    "review dates": "Credit review dates",
}
"""What works by itself, each with the name that the log shows."""

NORTH = {"GB", "IE", "DK", "SE", "NO", "FI", "NL", "US", "PL", "CZ"}
BENELUX_NORDICS = {"NL", "BE", "DK", "SE", "NO", "FI"}


def order_clerk(country: str, number: int) -> str:
    """Who takes the orders of a customer."""
    if country in BENELUX_NORDICS:
        return "pieter"
    return "jonas" if number % 2 else "aylin"


def collector(country: str) -> str:
    """Who collects from a customer."""
    return "oliver" if country in NORTH else "giulia"


def biller(number: int) -> str:
    """Who bills a customer."""
    return "claire" if number % 3 else "henrik"
