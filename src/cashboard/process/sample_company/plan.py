"""The plan of a year: lives that run side by side in time, and the steps that they lead to. No database.

A life is a generator: it does things, and yields the moment at which it goes on. The same seed and the same
days give the same steps; a later `until` only adds some.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from random import Random
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from cashboard.activity.actors import Actor
from cashboard.process.sample_company.office_hours import OfficeHours, local_day
from cashboard.process.sample_company.world import CardRef, World

if TYPE_CHECKING:
    from cashboard.process.sample_company.receivables import Receivable

P = ParamSpec("P")
T = TypeVar("T")
Life = Generator[datetime, None, T]
DAYS = 365


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody does something: a verb of `verbs.py` with its arguments."""

    at: datetime
    who: str
    verb: Callable[..., None]
    args: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)


class Plan:
    """What happens in the year before `until`."""

    def __init__(self, *, seed: int, orders: int, until: datetime) -> None:
        self.seed, self.orders, self.until = seed, orders, until
        self.last = local_day(until)
        self.first = self.last - timedelta(days=DAYS)
        self.office = OfficeHours(self.first, self.last)
        self.rng = Random(seed)
        self.now = self.office.at(self.first, 7)
        self.cards: Counter[str] = Counter()
        self.numbers = Counter({self.first.year: self._invoices_before()})
        self.nights: set[date] = set()
        self.payments: dict[tuple[str, date], list[Receivable]] = {}
        self.steps: list[Step] = []
        self._waiting: list[tuple[datetime, int, Life[None]]] = []
        self._started = 0

    def start(self, life: Life[None], at: datetime) -> None:
        """Let a life begin at this moment."""
        self._started += 1
        heappush(self._waiting, (at, self._started, life))

    def run(self) -> list[Step]:
        """Let all of it happen; returns the steps in the order of time."""
        while self._waiting and self._waiting[0][0] <= self.until:
            self.now, _, life = heappop(self._waiting)
            if (at := next(life, None)) is not None:
                self.start(life, max(at, self.now))
        return self.steps

    def do(
        self,
        who: str,
        verb: Callable[Concatenate[World, Actor, P], None],
        *args: P.args,
        **named: P.kwargs,
    ) -> None:
        """Somebody does this now."""
        self.steps.append(Step(self.now, who, verb, args, named))

    def next_card(self, space: str) -> CardRef:
        """What the next card of a space will be called."""
        self.cards[space] += 1
        return CardRef(space, self.cards[space])

    def _invoices_before(self) -> int:
        """How many invoices the first year had seen when the plan begins."""
        return round(self.orders * 0.95 * self.first.timetuple().tm_yday / DAYS)

    @property
    def today(self) -> date:
        """The day that it is in the plan."""
        return local_day(self.now)

    @property
    def progress(self) -> float:
        """How much of the year is over, from 0 to 1."""
        return max(0.0, min(1.0, (self.today - self.first).days / DAYS))

    def chance(self, likely: float) -> bool:
        """True so often."""
        return self.rng.random() < likely

    def dice(self, ref: CardRef) -> Random:
        """The dice of one card, for what it says in fields: they leave the dice of the year as they are."""
        return Random(f"{self.seed} {ref}")

    def hours(self, median: float, spread: float = 0.6) -> datetime:
        """A moment after about so many office hours, mostly less than three times as many."""
        return self.office.after(self.now, median * self.rng.lognormvariate(0, spread))

    def morning(self, ahead: int) -> datetime:
        """Between eight and ten, so many working days from now."""
        return self.office.at(self.office.day(self.today, ahead), self.rng.uniform(8, 10))

    def minutes(self, least: float, most: float) -> datetime:
        """A moment later, at any hour."""
        return self.now + timedelta(seconds=round(60 * self.rng.uniform(least, most)))
