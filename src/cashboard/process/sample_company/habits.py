"""How customers pay: on which day an invoice is paid, as a habit has it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

Delay = Callable[[Random, float], float]

HABITS: dict[str, Delay] = {
    "prompt": lambda rng, _: rng.gauss(-4, 2.5),
    "usual": lambda rng, _: rng.lognormvariate(1.6, 0.9) - 5,
    "slow": lambda rng, _: rng.lognormvariate(3.15, 0.45),
    "hardly": lambda rng, _: rng.lognormvariate(4.2, 0.4),
    "run": lambda rng, _: rng.uniform(-13, 1),
    "late run": lambda rng, _: rng.lognormvariate(3.3, 0.3),
    "worsening": lambda rng, progress: rng.lognormvariate(1.2, 0.5) + 42 * progress**1.6,
    "improving": lambda rng, progress: rng.lognormvariate(1.2, 0.5) + 34 * (1 - progress) ** 1.3,
}
"""Days after the due date; `progress` runs from 0 at the beginning of the year to 1 now."""

HOLD = {"slow": 0.34, "hardly": 0.7, "late run": 0.4, "worsening": 0.3, "improving": 0.25}
SUMMER = {"IT", "ES", "FR", "PT"}


def pays_on(habit: str, due_on: date, country: str, progress: float, rng: Random) -> date:
    """The day on which a customer sends the money for an invoice that nothing is wrong with."""
    days = HABITS[habit](rng, progress)
    if country in SUMMER and due_on.month == 8:
        days += rng.uniform(5, 18)
    if rng.random() < 0.045:
        days += rng.lognormvariate(3.7, 0.6)
    day = due_on + timedelta(days=round(days))
    return _payment_run(day) if "run" in habit else day


def _payment_run(day: date) -> date:
    """Some pay twice a month only: on the 15th and on the last day."""
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=15 if day.day <= 15 else last)


def hold_chance(habit: str, progress: float, share_of_limit: float) -> float:
    """How likely the credit check holds an order: late payers, and orders large against the limit."""
    base = HOLD.get(habit, 0.11)
    if habit == "worsening":
        base *= 2 * progress
    return min(0.9, base + 0.9 * max(0.0, share_of_limit - 0.05))
