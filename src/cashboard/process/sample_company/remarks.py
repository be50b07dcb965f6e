"""What people write on cards, by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cashboard.process.sample_company import money_remarks, order_remarks

if TYPE_CHECKING:
    from cashboard.process.sample_company.plan import Plan

REMARKS = order_remarks.REMARKS | money_remarks.REMARKS


def say(plan: Plan, topic: str, **filled: str) -> str:
    """One of the remarks on a topic."""
    return plan.rng.choice(REMARKS[topic]).format(**filled)
