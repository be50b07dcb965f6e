"""The year of the sample company: everything that lives in it."""

from __future__ import annotations

from datetime import datetime

from cashboard.process.sample_company.collecting import nightly
from cashboard.process.sample_company.credit import limit_reviews
from cashboard.process.sample_company.orders import orders_of_the_year
from cashboard.process.sample_company.plan import Plan, Step
from cashboard.process.sample_company.reporting import reporting


def plan_year(*, seed: int, orders: int, until: datetime) -> list[Step]:
    """All steps of the year before `until`, in the order of time."""
    plan = Plan(seed=seed, orders=orders, until=until)
    reporting(plan)
    limit_reviews(plan)
    orders_of_the_year(plan)
    plan.start(nightly(plan), plan.now)
    return plan.run()
